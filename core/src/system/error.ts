/** Misuse or a fault with a stable code. `message` says what was expected and what came; `hint` what to do. */
export class TlcError extends Error {
  readonly code: string
  readonly hint: string

  constructor(code: string, message: string, options: { hint?: string; cause?: unknown } = {}) {
    super(message, { cause: options.cause })
    this.name = 'TlcError'
    this.code = code
    this.hint = options.hint ?? ''
  }
}

/** The error's text for people, whatever was thrown. */
export function errorText(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown)
}
