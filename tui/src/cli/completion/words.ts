import type { ArgumentDefinition, CommandDefinition, OptionDefinition } from '../define-command.ts'
import { GLOBAL_OPTIONS } from '../parse.ts'

/** What a shell needs to know of one command. */
export interface CompletedCommand {
  id: string
  summary: string
  options: { name: string; summary: string; takesValue: boolean; choices: readonly string[] }[]
  /** Words for the first argument; `path` for folders and files. */
  argument: 'path' | readonly string[] | null
}

export function completedCommands(commands: CommandDefinition[]): CompletedCommand[] {
  return commands.map(({ id, summary, options = {}, arguments: [first] = [] }) => ({
    id,
    summary,
    options: Object.entries<OptionDefinition>({ ...options, ...GLOBAL_OPTIONS }).map(([name, option]) => ({
      name,
      summary: option.summary,
      takesValue: option.type === 'string',
      choices: option.choices ?? [],
    })),
    argument: id === 'help' ? commands.map((command) => command.id) : argumentWords(first),
  }))
}

function argumentWords(argument: ArgumentDefinition | undefined): CompletedCommand['argument'] {
  return argument?.completes ?? null
}

/** A text inside single quotes of a shell. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
