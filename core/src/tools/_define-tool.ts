import { TlcError } from '../system/error.ts'

/** One argument of a tool: what fits, and what it means, for people and models alike. */
export type Argument = { description: string; optional?: true } & (
  | { type: 'string'; maxLength?: number; enum?: readonly string[]; mayBeEmpty?: true }
  | { type: 'integer'; minimum: number; maximum: number; default?: number }
  | { type: 'boolean' }
  | { type: 'strings'; maxItems: number; enum?: readonly string[] }
)

type Value<A extends Argument> = A extends { type: 'integer' }
  ? number
  : A extends { type: 'boolean' }
    ? boolean
    : A extends { type: 'strings' }
      ? string[]
      : string
type OptionalNames<I extends Record<string, Argument>> = {
  [K in keyof I]: I[K] extends { optional: true } ? K : never
}[keyof I]
export type Arguments<I extends Record<string, Argument>> = {
  [K in Exclude<keyof I, OptionalNames<I>>]: Value<I[K]>
} & { [K in OptionalNames<I>]?: Value<I[K]> }

export interface ToolContext {
  /** Asks the engine. Rejects with `TlcError`. */
  request<T>(id: string, input: unknown): Promise<T>
  /** Asks the project to change, as the person on whose machine this runs. Rejects with `TlcError`. */
  intent<T>(id: string, input: unknown): Promise<T>
  signal: AbortSignal
}

export interface ToolAnswer {
  /** For a model: the most important first, one thing a line, and at the end how to get more. */
  text: string
  /** The same for programs, which ask for it. */
  details: Record<string, unknown>
}

export interface ToolDefinition<I extends Record<string, Argument> = Record<string, Argument>> {
  /** The file's name. */
  id: string
  title: string
  /** When to use it and what it answers; a model reads it. */
  description: string
  /** `read` changes nothing; `write` adds to what the project knows and takes nothing away. */
  access: 'read' | 'write'
  input: I
  run(input: Arguments<I>, context: ToolContext): Promise<ToolAnswer>
}

/** One tool for people, agents and clients of the Model Context Protocol. */
export function defineTool<const I extends Record<string, Argument>>(definition: ToolDefinition<I>): ToolDefinition<I> {
  return definition
}

/** The arguments as JSON Schema (draft 7). */
export function inputSchema(input: Record<string, Argument>): {
  type: 'object'
  properties: Record<string, object>
  required: string[]
  additionalProperties: false
} {
  const properties: Record<string, object> = {}
  for (const [name, argument] of Object.entries(input)) properties[name] = schemaOf(argument)
  const required = Object.keys(input).filter((name) => !input[name]!.optional)
  return { type: 'object', properties, required, additionalProperties: false }
}

/** The arguments when they fit. Throws `TlcError` `input/invalid` with what was expected and what came. */
export function checkedInput(input: Record<string, Argument>, given: unknown): Record<string, unknown> {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw invalid(`an object, got ${shown(given)}`)
  const values = given as Record<string, unknown>
  for (const name of Object.keys(values)) {
    if (!Object.hasOwn(input, name))
      throw invalid(`one of ${Object.keys(input).join(', ')}, got the argument \`${name}\``)
  }
  for (const [name, argument] of Object.entries(input)) {
    const value = values[name]
    if (value === undefined) {
      if (!argument.optional) throw invalid(`\`${name}\`, got nothing`)
    } else if (!fits(argument, value)) throw invalid(`\`${name}\` to be ${expected(argument)}, got ${shown(value)}`)
  }
  return values
}

const MOST_TEXT = 10_000

function schemaOf({ optional: _, ...argument }: Argument): object {
  if (argument.type === 'string') {
    const { mayBeEmpty, ...schema } = argument
    return schema
  }
  if (argument.type === 'integer' || argument.type === 'boolean') return argument
  const { description, maxItems, enum: choices } = argument
  return { type: 'array', description, maxItems, items: { type: 'string', ...(choices && { enum: choices }) } }
}

function fits(argument: Argument, value: unknown): boolean {
  switch (argument.type) {
    case 'string':
      return (
        isText(value, argument.enum) &&
        (argument.mayBeEmpty === true || value.trim() !== '') &&
        value.length <= (argument.maxLength ?? MOST_TEXT)
      )
    case 'integer':
      return (
        Number.isSafeInteger(value) && (value as number) >= argument.minimum && (value as number) <= argument.maximum
      )
    case 'boolean':
      return typeof value === 'boolean'
    case 'strings':
      return (
        Array.isArray(value) && value.length <= argument.maxItems && value.every((one) => isText(one, argument.enum))
      )
  }
}

function isText(value: unknown, choices: readonly string[] | undefined): value is string {
  return typeof value === 'string' && (!choices || choices.includes(value))
}

function expected(argument: Argument): string {
  switch (argument.type) {
    case 'string':
      return argument.enum
        ? `one of ${argument.enum.join(', ')}`
        : `text of ${argument.mayBeEmpty ? 0 : 1} to ${argument.maxLength ?? MOST_TEXT} characters`
    case 'integer':
      return `a whole number from ${argument.minimum} to ${argument.maximum}`
    case 'boolean':
      return 'true or false'
    case 'strings':
      return `at most ${argument.maxItems} ${argument.enum ? `of ${argument.enum.join(', ')}` : 'texts'}`
  }
}

function shown(value: unknown): string {
  return (JSON.stringify(value) ?? String(value)).slice(0, 80)
}

function invalid(what: string): TlcError {
  return new TlcError('input/invalid', `Expected ${what}.`)
}
