import { type ChildProcess, spawn } from 'node:child_process'
import { devNull } from 'node:os'

/**
 * Settings that keep a repository's own configuration from running programs, fetching, or changing the output:
 * no pager, no external diff or textconv, no file system monitor, no signature check, no network transport.
 */
const SAFE_SETTINGS = [
  'core.fsmonitor=false',
  'core.quotePath=false',
  `core.hooksPath=${devNull}`,
  'log.showSignature=false',
  'log.showRoot=true',
  'log.mailmap=true',
  'diff.external=',
  'diff.algorithm=myers',
  `diff.orderFile=${devNull}`,
  'protocol.allow=never',
]

export interface GitRun {
  child: ChildProcess
  /** Standard output in pieces; reading slowly slows git down. */
  output: AsyncIterable<Buffer>
  /** Resolves when git has ended; `code` null when it was killed or never started. Must not reject. */
  ended: Promise<{ code: number | null; errors: string; missing: boolean }>
}

/** Starts git in `root` without a shell. The caller's `GIT_…` variables do not reach it, since they name another repository. */
export function runGit(root: string, args: readonly string[], signal?: AbortSignal): GitRun {
  const settings = SAFE_SETTINGS.flatMap((setting) => ['-c', setting])
  const child = spawn('git', ['--no-pager', ...settings, ...args], {
    cwd: root,
    env: gitEnvironment(process.env),
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  })
  const stop = () => child.kill('SIGKILL')
  signal?.addEventListener('abort', stop, { once: true })
  if (signal?.aborted) stop()

  let errors = ''
  child.stderr.setEncoding('utf8')
  child.stderr.on('data', (text: string) => {
    if (errors.length < 4_000) errors += text
  })
  const ended = new Promise<{ code: number | null; errors: string; missing: boolean }>((resolve) => {
    child.on('error', (fault: NodeJS.ErrnoException) => {
      signal?.removeEventListener('abort', stop)
      resolve({ code: null, errors: fault.message, missing: fault.code === 'ENOENT' })
    })
    child.on('close', (code) => {
      signal?.removeEventListener('abort', stop)
      resolve({ code, errors: errors.trim(), missing: false })
    })
  })
  return { child, output: child.stdout, ended }
}

export interface GitAnswer {
  /** Exit code; null when git was killed or could not be started. */
  code: number | null
  text: string
  errors: string
  /** There is no git on this machine. */
  missing: boolean
}

/** Runs git to its end and returns its output. For short answers only. Must not reject. */
export async function askGit(root: string, args: readonly string[], signal?: AbortSignal): Promise<GitAnswer> {
  const run = runGit(root, args, signal)
  const pieces: Buffer[] = []
  try {
    for await (const piece of run.output) pieces.push(piece)
  } catch {
    // The pipe broke because git was killed; `ended` says so.
  }
  return { ...(await run.ended), text: Buffer.concat(pieces).toString('utf8').trimEnd() }
}

function gitEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(environment).filter(([name]) => !name.startsWith('GIT_'))
  return {
    ...Object.fromEntries(kept),
    LC_ALL: 'C',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_NO_LAZY_FETCH: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ALLOW_PROTOCOL: '',
    GIT_ASKPASS: '',
  }
}
