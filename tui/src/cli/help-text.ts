import type { ArgumentDefinition, CommandDefinition, OptionDefinition } from './define-command.ts'
import { EXIT_CODES } from './failure.ts'
import { GLOBAL_OPTIONS } from './parse.ts'

/** Help of one command. */
export function commandHelp(command: CommandDefinition): string {
  const options: Record<string, OptionDefinition> = { ...command.options, ...GLOBAL_OPTIONS }
  const parts = [
    `${command.summary}.`,
    `Usage: ${usage(command)}`,
    section(
      'Arguments',
      (command.arguments ?? []).map((argument) => [`<${argument.name}>`, describeArgument(argument)]),
    ),
    section(
      'Options',
      Object.entries(options).map(([name, option]) => [optionHead(name, option), describeOption(option)]),
    ),
    section(
      'Examples',
      command.examples.map(({ run, what }) => [run, what]),
    ),
    section('Exit codes', Object.entries({ ...pick(EXIT_CODES, [0, 1, 2, 130]), ...command.exitCodes })),
  ]
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

/** The overview of all commands. */
export function generalHelp(commands: CommandDefinition[]): string {
  const parts = [
    'Turbo Local Coder: a live, shared workspace on the project in a folder.',
    'Usage: tlc [path]\n       tlc <command> [arguments] [options]',
    section(
      'Commands',
      commands.map((command) => [command.id, command.summary]),
    ),
    section(
      'Options',
      Object.entries<OptionDefinition>(GLOBAL_OPTIONS).map(([name, option]) => [
        optionHead(name, option),
        describeOption(option),
      ]),
    ),
    section(
      'Examples',
      commands.flatMap((command) => command.examples.slice(0, 1)).map(({ run, what }) => [run, what]),
    ),
    section('Exit codes', Object.entries(EXIT_CODES)),
    'Run `tlc help <command>` for its options.',
  ]
  return `${parts.join('\n\n')}\n`
}

export function usage(command: CommandDefinition): string {
  const words = (command.arguments ?? []).map(({ name, required, many }) => {
    const word = many === true ? `${name}…` : name
    return required === true ? `<${word}>` : `[${word}]`
  })
  const first = command.id === 'open' ? 'tlc' : `tlc ${command.id}`
  return [first, ...words, ...(command.options === undefined ? [] : ['[options]'])].join(' ')
}

function optionHead(name: string, option: OptionDefinition): string {
  const short = option.short === undefined ? '    ' : `-${option.short}, `
  return `${short}--${name}${option.type === 'string' ? ` ${option.value ?? '<value>'}` : ''}`
}

function describeOption(option: OptionDefinition): string {
  return option.choices === undefined ? option.summary : `${option.summary} (${option.choices.join(', ')})`
}

function describeArgument(argument: ArgumentDefinition): string {
  const choices = Array.isArray(argument.completes) ? ` (${argument.completes.join(', ')})` : ''
  return `${argument.summary}${choices}`
}

function section(title: string, rows: [string, string][]): string {
  if (rows.length === 0) return ''
  const width = Math.max(...rows.map(([head]) => head.length))
  return `${title}:\n${rows.map(([head, text]) => `  ${head.padEnd(width)}  ${text}`).join('\n')}`
}

function pick(codes: Record<number, string>, wanted: number[]): Record<number, string> {
  return Object.fromEntries(wanted.map((code) => [code, codes[code]!]))
}
