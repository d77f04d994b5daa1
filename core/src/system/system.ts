/** Everything that reaches outside the process goes through this port, so that tests can run on memory and inject faults. */
export interface System {
  readonly files: Files
  readonly clock: Clock
  readonly random: Random
  readonly processes: Processes
  readonly env: Readonly<Record<string, string | undefined>>
}

export type EntryKind = 'file' | 'folder' | 'link' | 'other'

export interface FileStat {
  kind: EntryKind
  bytes: number
  /** ms since the epoch, with the fraction that the file system keeps. */
  mtimeMs: number
  /** Device and inode, by which two paths to one folder are recognised; '' where the system has none. */
  identity: string
}

export interface FolderEntry {
  name: string
  kind: EntryKind
  /** 0 for anything but a regular file, as is the time. */
  bytes: number
  mtimeMs: number
  /** The entry was listed, and gone or unreadable when it was looked at. */
  fault?: 'vanished' | 'unreadable'
}

/**
 * Files by absolute path. Faults are `TlcError` with the code `file/missing`, `file/denied`, `file/exists`, `file/not-folder`,
 * `file/is-folder`, `file/too-long`, `file/loop` (links), `file/full` (no space, quota) or `file/failed`; the system's own error is the cause.
 */
export interface Files {
  read(path: string): Promise<Uint8Array>
  readText(path: string): Promise<string>
  /** Replaces the file in place. A crash can leave half of it: state goes through `writeFileAtomically`. */
  write(
    path: string,
    data: Uint8Array | string,
    options?: { mode?: number; exclusive?: boolean; sync?: boolean },
  ): Promise<void>
  append(path: string, data: Uint8Array | string, options?: { sync?: boolean }): Promise<void>
  rename(from: string, to: string): Promise<void>
  /** Removes a file, a link or a folder with all in it. Nothing there is no fault. */
  remove(path: string): Promise<void>
  makeFolder(path: string, options?: { mode?: number }): Promise<void>
  /** The entries of a folder in no order, links not followed. Regular files are looked at for size and time. */
  list(path: string): Promise<FolderEntry[]>
  /** Null when nothing is there. A link itself, not what it points at. */
  stat(path: string): Promise<FileStat | null>
  /** What a link says, as written. */
  readLink(path: string): Promise<string>
  /** The path with every link resolved. */
  realPath(path: string): Promise<string>
  /** Makes a rename or a new file in this folder survive a power cut, where the system can. */
  syncFolder(path: string): Promise<void>
}

export interface Clock {
  /** ms since the epoch. */
  now(): number
  /** ms from an arbitrary start, never going back. */
  elapsed(): number
  /** Calls back once after `ms`. The timer alone does not keep the process alive. */
  after(ms: number, callback: () => void): Timer
}

export interface Timer {
  cancel(): void
}

export interface Random {
  bytes(count: number): Uint8Array
  /** Lower-case hex of `bytes` random bytes (default 12). */
  id(bytes?: number): string
}

export interface RunOptions {
  cwd?: string
  /** Replaces the environment of this process when given. */
  env?: Readonly<Record<string, string | undefined>>
  input?: string | Uint8Array
  /** Default 30,000. */
  timeoutMs?: number
  signal?: AbortSignal
  /** Of standard output; standard error keeps its last 64 KB. Default 16 MB. */
  maxBytes?: number
}

export interface RunResult {
  /** Null when a signal ended the process. */
  code: number | null
  stdout: Uint8Array
  stderr: string
}

export interface StreamOptions extends Omit<RunOptions, 'maxBytes'> {
  /** Awaited before more output is read, so that a slow reader slows the process. */
  onOutput(chunk: Uint8Array): void | Promise<void>
}

/**
 * Other programs, started without a shell. An exit code is an outcome; `TlcError` is thrown for `process/missing`,
 * `process/timeout`, `process/too-much-output` and `process/failed`; an abort rejects with the signal's reason.
 */
export interface Processes {
  run(command: string, args: readonly string[], options?: RunOptions): Promise<RunResult>
  /** Hands the output over as it comes. Without `timeoutMs` there is no limit of time. */
  stream(command: string, args: readonly string[], options: StreamOptions): Promise<Omit<RunResult, 'stdout'>>
}
