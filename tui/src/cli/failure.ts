import { errorText, TlcError } from '@tlc/core/system/error'

/** What every command's exit code means. */
export const EXIT_CODES: Record<number, string> = {
  0: 'done',
  1: 'failed; standard error says what was expected, what came and what to do',
  2: 'called wrongly: unknown command or option, missing or bad argument',
  3: 'the answer is no: `analyze --fail-on` found something, `status` finds no daemon, `search` finds nothing in the whole project',
  130: 'stopped by Ctrl+C',
}

/** An error as people read it, without its stack unless asked for, and the exit code. */
export function failure(thrown: unknown, { debug }: { debug: boolean }): { text: string; exitCode: number } {
  const known = thrown instanceof TlcError
  const lines = [`tlc: ${errorText(thrown)}`]
  if (known && thrown.hint !== '') lines.push(`     ${thrown.hint}`)
  if (!known) lines.push('     This is a defect of tlc. Run again with --debug and report what it shows.')
  if (debug) lines.push(stackOf(thrown))
  return { text: `${lines.join('\n')}\n`, exitCode: known && thrown.code.startsWith('usage/') ? 2 : 1 }
}

function stackOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return ''
  const own = thrown instanceof TlcError ? `[${thrown.code}] ${thrown.stack}` : `${thrown.stack}`
  return thrown.cause === undefined ? own : `${own}\nCaused by: ${stackOf(thrown.cause)}`
}
