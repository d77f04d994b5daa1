import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'

const MAIN = join(import.meta.dirname, '../../tui/src/cli/main.ts')

export interface Ran {
  code: number | null
  out: string
  err: string
}

export interface RunOptions {
  cwd?: string
  env?: Record<string, string>
  input?: string
  /** Ended after so many ms: its code is then null. */
  timeout?: number
  /** A program and its words that runs `tlc`, as in `sh -c 'ulimit …; exec "$@"' sh`. */
  through?: string[]
}

/** Runs `tlc` from the sources to its end. */
export function runTlc(words: string[], options: RunOptions = {}): Promise<Ran> {
  const child = startTlc(words, options)
  let out = ''
  let err = ''
  child.stdout!.on('data', (chunk) => {
    out += chunk
  })
  child.stderr!.on('data', (chunk) => {
    err += chunk
  })
  // A program may end without having read what it was given.
  child.stdin!.on('error', (fault: NodeJS.ErrnoException) => {
    if (fault.code !== 'EPIPE') child.emit('error', fault)
  })
  child.stdin!.end(options.input ?? '')
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, out, err }))
  })
}

export function startTlc(words: string[], { cwd, env, timeout, through = [] }: RunOptions = {}): ChildProcess {
  const { NO_COLOR, FORCE_COLOR, ...inherited } = process.env
  const [program, ...rest] = [...through, process.execPath, '--conditions=tlc-source', MAIN, ...words]
  return spawn(program!, rest, {
    cwd,
    timeout,
    env: { ...inherited, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
}
