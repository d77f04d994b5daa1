/** Says whether a value from outside is a `T`. */
export interface Check<T> {
  /** What is expected, for messages: `a whole number`. */
  readonly expects: string
  /** Null when the value fits; else one line: where, what was expected, what came. Must not throw. */
  problem(value: unknown, at?: string): string | null
  /** Carries `T` for the compiler; never set. */
  readonly type?: T
}

/** The type that a check stands for. */
export type Checked<C> = C extends Check<infer T> ? T : never

type Fields = Record<string, Check<unknown>>
type OptionalKeys<F extends Fields> = { [K in keyof F]: undefined extends Checked<F[K]> ? K : never }[keyof F]
type Shape<F extends Fields> = { [K in Exclude<keyof F, OptionalKeys<F>>]: Checked<F[K]> } & {
  [K in OptionalKeys<F>]?: Checked<F[K]>
}

export const text: Check<string> = simple('text', (value) => typeof value === 'string')
export const flag: Check<boolean> = simple('true or false', (value) => typeof value === 'boolean')
export const number: Check<number> = simple('a number', (value) => Number.isFinite(value))
export const integer: Check<number> = simple('a whole number', (value) => Number.isSafeInteger(value))
/** Anything that JSON can hold; for values that only their reader understands. */
export const anything: Check<unknown> = simple('a value', () => true)

/** Text of `min` to `max` characters, blanks at both ends not counted. */
export function textOf(min: number, max: number): Check<string> {
  return simple(
    `text of ${min} to ${max} characters`,
    (value) => typeof value === 'string' && value.trim().length >= min && value.length <= max,
  )
}

export function integerOf(min: number, max = Number.MAX_SAFE_INTEGER): Check<number> {
  const expects =
    max === Number.MAX_SAFE_INTEGER ? `a whole number from ${min}` : `a whole number from ${min} to ${max}`
  return simple(expects, (value) => Number.isSafeInteger(value) && (value as number) >= min && (value as number) <= max)
}

export function oneOf<const T extends string | number>(...choices: T[]): Check<T> {
  return simple(`one of ${choices.join(', ')}`, (value) => choices.includes(value as T))
}

export function nullable<T>(check: Check<T>): Check<T | null> {
  return {
    expects: `${check.expects} or null`,
    problem: (value, at) => (value === null ? null : check.problem(value, at)),
  }
}

/** A field of a shape that may be missing. */
export function optional<T>(check: Check<T>): Check<T | undefined> {
  return {
    expects: `${check.expects} or nothing`,
    problem: (value, at) => (value === undefined ? null : check.problem(value, at)),
  }
}

export function list<T>(check: Check<T>, most = Number.MAX_SAFE_INTEGER): Check<T[]> {
  const expects = most === Number.MAX_SAFE_INTEGER ? `a list of ${check.expects}` : `a list of at most ${most}`
  return {
    expects,
    problem(value, at = '') {
      if (!Array.isArray(value) || value.length > most) return mismatch(at, expects, value)
      for (let i = 0; i < value.length; i++) {
        const problem = check.problem(value[i], `${at}[${i}]`)
        if (problem !== null) return problem
      }
      return null
    },
  }
}

/** A list of exactly these parts in this order. */
export function tuple<const C extends Check<unknown>[]>(
  ...checks: C
): Check<{ -readonly [K in keyof C]: Checked<C[K]> }> {
  const expects = `a list of ${checks.length}`
  return {
    expects,
    problem(value, at = '') {
      if (!Array.isArray(value) || value.length !== checks.length) return mismatch(at, expects, value)
      for (const [i, check] of checks.entries()) {
        const problem = check.problem(value[i], `${at}[${i}]`)
        if (problem !== null) return problem
      }
      return null
    },
  }
}

/** An object with these fields and no others. */
export function shape<F extends Fields>(fields: F): Check<Shape<F>> {
  const names = Object.keys(fields)
  const expects = `an object with ${names.join(', ') || 'no fields'}`
  return {
    expects,
    problem(value, at = '') {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return mismatch(at, expects, value)
      const record = value as Record<string, unknown>
      for (const name of names) {
        const problem = fields[name]!.problem(record[name], at === '' ? name : `${at}.${name}`)
        if (problem !== null) return problem
      }
      for (const name of Object.keys(record)) {
        if (!Object.hasOwn(fields, name))
          return `${at || 'value'}: no field ${JSON.stringify(clip(name))} is known, expected ${expects}`
      }
      return null
    },
  }
}

function simple<T>(expects: string, fits: (value: unknown) => boolean): Check<T> {
  return { expects, problem: (value, at = '') => (fits(value) ? null : mismatch(at, expects, value)) }
}

function mismatch(at: string, expected: string, value: unknown): string {
  return `${at || 'value'}: expected ${expected}, got ${describe(value)}`
}

function describe(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (typeof value === 'string') return JSON.stringify(clip(value))
  if (Array.isArray(value)) return `a list of ${value.length}`
  if (typeof value === 'object' && value !== null) return 'an object'
  return String(value)
}

function clip(value: string): string {
  return value.length > 60 ? `${value.slice(0, 57)}...` : value
}
