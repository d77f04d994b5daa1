import { TlcError } from './error.ts'

const CODES: Record<string, string> = {
  ENOENT: 'file/missing',
  EACCES: 'file/denied',
  EPERM: 'file/denied',
  EEXIST: 'file/exists',
  ENOTDIR: 'file/not-folder',
  EISDIR: 'file/is-folder',
  ENAMETOOLONG: 'file/too-long',
  ELOOP: 'file/loop',
  ENOSPC: 'file/full',
  EDQUOT: 'file/full',
}

const HINTS: Record<string, string> = {
  'file/full': 'Free some space on that disk and try again.',
  'file/denied': 'Give yourself the right to it, or choose another place.',
}

/** The system's error code (`ENOENT`), whatever was thrown; '' when it has none. */
export function systemCode(thrown: unknown): string {
  const code = thrown instanceof Error ? (thrown as NodeJS.ErrnoException).code : undefined
  return typeof code === 'string' ? code : ''
}

/** A fault of the file system as `TlcError`. */
export function fileFault(thrown: unknown, what: string, path: string): TlcError {
  if (thrown instanceof TlcError) return thrown
  const system = systemCode(thrown)
  const code = CODES[system] ?? 'file/failed'
  const reason = thrown instanceof Error ? thrown.message : String(thrown)
  return new TlcError(code, `Cannot ${what} ${path}: ${reason}`, { hint: HINTS[code], cause: thrown })
}
