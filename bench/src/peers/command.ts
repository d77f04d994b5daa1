import { spawn } from 'node:child_process'
import { Unavailable } from '../define-bench.ts'

export interface CommandResult {
  out: string
  seconds: number
}

export interface CommandOptions {
  cwd?: string
  env?: NodeJS.ProcessEnv
  signal?: AbortSignal
  /** What it reads from its standard input. */
  input?: string
  /** Exit codes that are no failure, beside 0. */
  accept?: number[]
}

/** Runs a program to its end. Rejects with `Unavailable` when it is not installed. */
export function runCommand(command: string, args: string[], options: CommandOptions = {}): Promise<CommandResult> {
  const { cwd, env, signal, input, accept = [] } = options
  const started = performance.now()
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, signal, stdio: ['pipe', 'pipe', 'pipe'] })
    // A program that ends before it has read all says why by its code.
    child.stdin.on('error', () => {})
    child.stdin.end(input ?? '')
    const out: Buffer[] = []
    let err = ''
    child.stdout.on('data', (chunk) => out.push(chunk))
    child.stderr.on('data', (chunk) => {
      err = `${err}${chunk}`.slice(-4000)
    })
    child.on('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'ENOENT' ? new Unavailable(`${command} is not installed`) : error)
    })
    child.on('close', (code) => {
      const seconds = (performance.now() - started) / 1000
      if (code === 0 || accept.includes(code ?? -1)) resolve({ out: Buffer.concat(out).toString(), seconds })
      else reject(new Error(`${command} ${args.slice(0, 3).join(' ')} ended with ${code}: ${err}`))
    })
  })
}
