/** One command of `tlc`: the file's name is its first word. Help, completion and the README derive from it. */
export interface CommandDefinition<Options extends OptionDefinitions = OptionDefinitions> {
  id: string
  /** One line, without a full stop. */
  summary: string
  /** Positional arguments in their order. */
  arguments?: ArgumentDefinition[]
  options?: Options
  examples: { run: string; what: string }[]
  /** What callers may rely on; beside 0, 1 and 2, which mean the same everywhere. */
  exitCodes?: Record<number, string>
  /** Resolves with the exit code. Rejects with `TlcError` for what the user can mend. */
  run(context: CommandContext<OptionValues<Options>>): Promise<number>
}

export interface ArgumentDefinition {
  name: string
  summary: string
  required?: boolean
  /** Of the last argument: it takes all words that are left. */
  many?: boolean
  /** What the shell completes. */
  completes?: 'path' | readonly string[]
}

export interface OptionDefinition {
  type: 'boolean' | 'string'
  short?: string
  /** What stands for the value in help: `<host:port>`. */
  value?: string
  /** The only values that are taken. */
  choices?: readonly string[]
  /** Options that cannot be given together with this one. */
  excludes?: readonly string[]
  summary: string
}

export type OptionDefinitions = Record<string, OptionDefinition>

/** An option that was not given is undefined. */
export type OptionValues<Options extends OptionDefinitions> = {
  [Name in keyof Options]: { boolean: boolean; string: string }[Options[Name]['type']] | undefined
}

export interface CommandContext<Values = Record<string, boolean | string | undefined>> {
  options: Values
  positionals: string[]
  env: NodeJS.ProcessEnv
  /** The folder the user stands in, also when npm started the process elsewhere. */
  cwd: string
  out: Output
  err: Output
  input: NodeJS.ReadableStream
  /** Aborts on Ctrl+C. */
  signal: AbortSignal
}

export interface Output {
  /** Whether a person reads it. */
  readonly isTerminal: boolean
  readonly columns: number
  readonly colour: boolean
  /** The reader has gone (`| head`): whoever writes in a loop ends it. */
  readonly closed: boolean
  /** Resolves when more may be written. Does nothing once closed. */
  write(text: string): Promise<void>
  /** The same for what another program wrote, as it is: also what gives orders to a terminal. */
  pass(bytes: Uint8Array): Promise<void>
}

export function defineCommand<const Options extends OptionDefinitions>(
  definition: CommandDefinition<Options>,
): CommandDefinition<Options> {
  return definition
}
