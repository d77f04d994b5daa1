import { errorText, TlcError } from '@tlc/core/system/error'

const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG'])

/** A fault while writing the log, as clients see it: `storage/full` or `storage/failed`. */
export function storageFault(thrown: unknown): TlcError {
  if (thrown instanceof TlcError) return thrown
  const code = thrown instanceof Error ? ((thrown as NodeJS.ErrnoException).code ?? '') : ''
  if (FULL.has(code)) {
    return new TlcError('storage/full', 'The disk that holds the project’s state is full, so nothing can be saved.', {
      hint: 'Free some space; tlc tries again by itself.',
      cause: thrown,
    })
  }
  return new TlcError('storage/failed', `The project’s state cannot be saved: ${errorText(thrown)}`, {
    hint: 'tlc tries again by itself; see the daemon’s log.',
    cause: thrown,
  })
}
