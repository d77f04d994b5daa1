import { parseArgs } from 'node:util'
import { TlcError } from '@tlc/core/system/error'
import type { CommandDefinition, OptionDefinition } from './define-command.ts'
import { nearest } from './nearest.ts'

export interface ParsedCommand {
  help: boolean
  options: Record<string, boolean | string | undefined>
  positionals: string[]
}

/** Options that every command takes. */
export const GLOBAL_OPTIONS = {
  help: { type: 'boolean', short: 'h', summary: 'Show this help' },
  debug: { type: 'boolean', summary: 'Show the stack of an error (also TLC_DEBUG=1)' },
} as const satisfies Record<string, OptionDefinition>

/** Splits a command's words into options and positionals. Throws `TlcError` `usage/…` that names what was expected. */
export function parseCommand(command: CommandDefinition, words: string[]): ParsedCommand {
  const definitions: Record<string, OptionDefinition> = { ...command.options, ...GLOBAL_OPTIONS }
  const { tokens } = parseArgs({
    args: words,
    options: definitions,
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  const options: ParsedCommand['options'] = {}
  const positionals: string[] = []
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value)
    if (token.kind !== 'option') continue
    const definition = Object.hasOwn(definitions, token.name) ? definitions[token.name] : undefined
    if (definition === undefined) throw unknownOption(command, token.rawName, Object.keys(definitions))
    options[token.name] = checkedValue(command, token.rawName, definition, token.value)
  }
  const help = options.help === true
  if (!help) {
    checkExclusions(command, options)
    checkPositionals(command, positionals)
  }
  return { help, options, positionals }
}

export function unknownCommand(name: string, known: string[]): TlcError {
  const guess = nearest(name, known)
  const hint =
    guess === null
      ? 'Run `tlc help` for the list of commands.'
      : `Did you mean \`tlc ${guess}\`? To open a folder of that name: \`tlc ./${name}\`.`
  return new TlcError('usage/unknown-command', `Expected a command or a path, got \`${name}\`, which is neither.`, {
    hint,
  })
}

function unknownOption(command: CommandDefinition, given: string, known: string[]): TlcError {
  const guess = nearest(given.replace(/^-+/, ''), known)
  const hint = guess === null ? `Run \`tlc ${command.id} --help\` for its options.` : `Did you mean \`--${guess}\`?`
  return new TlcError('usage/unknown-option', `\`tlc ${command.id}\` has no option \`${given}\`.`, { hint })
}

function checkedValue(
  command: CommandDefinition,
  given: string,
  definition: OptionDefinition,
  value: string | undefined,
): boolean | string {
  const hint = `Run \`tlc ${command.id} --help\`.`
  if (definition.type === 'boolean') {
    if (value === undefined) return true
    throw new TlcError('usage/unexpected-value', `Option \`${given}\` takes no value, got \`${value}\`.`, { hint })
  }
  const shown = definition.value ?? '<value>'
  if (value === undefined)
    throw new TlcError('usage/missing-value', `Expected \`${given} ${shown}\`, got no value.`, { hint })
  if (definition.choices !== undefined && !definition.choices.includes(value)) {
    const expected = definition.choices.join(', ')
    throw new TlcError('usage/bad-value', `Expected \`${given}\` to be one of ${expected}, got \`${value}\`.`, { hint })
  }
  return value
}

function checkExclusions(command: CommandDefinition, options: ParsedCommand['options']): void {
  for (const [name, { excludes = [] }] of Object.entries(command.options ?? {})) {
    const other = excludes.find((excluded) => options[excluded] !== undefined)
    if (options[name] === undefined || other === undefined) continue
    throw new TlcError('usage/conflict', `Expected \`--${name}\` or \`--${other}\`, got both.`, {
      hint: `Run \`tlc ${command.id} --help\`.`,
    })
  }
}

function checkPositionals(command: CommandDefinition, positionals: string[]): void {
  const expected = command.arguments ?? []
  const missing = expected.find((argument, i) => argument.required === true && positionals[i] === undefined)
  const hint = `Run \`tlc ${command.id} --help\`.`
  if (missing !== undefined)
    throw new TlcError('usage/missing-argument', `Expected <${missing.name}>: ${missing.summary}.`, { hint })
  const extra = positionals[expected.length]
  if (extra !== undefined && expected.at(-1)?.many !== true) {
    const most = ['no argument', 'one argument'][expected.length] ?? `${expected.length} arguments`
    const text = `\`tlc ${command.id}\` takes ${most}, got \`${extra}\`${expected.length === 0 ? '' : ' in addition'}.`
    throw new TlcError('usage/extra-argument', text, { hint })
  }
  for (const [i, argument] of expected.entries()) {
    const value = positionals[i]
    if (value === undefined || !Array.isArray(argument.completes) || argument.completes.includes(value)) continue
    const text = `Expected <${argument.name}> to be one of ${argument.completes.join(', ')}, got \`${value}\`.`
    throw new TlcError('usage/bad-argument', text, { hint })
  }
}
