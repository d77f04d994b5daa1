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

/**
 * Starts git in `root` without a shell. The caller's `GIT_…` variables do not reach it, since they name another repository.
 * For what is in the repository alone: what looks at the work tree runs its filters, and goes through `askWorkTree`.
 */
export function runGit(
  root: string,
  args: readonly string[],
  signal?: AbortSignal,
  more: Readonly<Record<string, string>> = {},
): GitRun {
  const settings = SAFE_SETTINGS.flatMap((setting) => ['-c', setting])
  const child = spawn('git', ['--no-pager', ...settings, ...args], {
    cwd: root,
    env: { ...gitEnvironment(process.env), ...more },
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
export async function askGit(
  root: string,
  args: readonly string[],
  signal?: AbortSignal,
  more?: Readonly<Record<string, string>>,
): Promise<GitAnswer> {
  const run = runGit(root, args, signal, more)
  const pieces: Buffer[] = []
  try {
    for await (const piece of run.output) pieces.push(piece)
  } catch {
    // The pipe broke because git was killed; `ended` says so.
  }
  return { ...(await run.ended), text: Buffer.concat(pieces).toString('utf8').trimEnd() }
}

/**
 * As `askGit`, for what compares files of the work tree with the repository. git would run the filters that the repository's
 * configuration names (gitattributes(5)) on them: they are switched off, so that files stand as they are on the disk.
 */
export async function askWorkTree(root: string, args: readonly string[], signal?: AbortSignal): Promise<GitAnswer> {
  const asked = await askGit(root, ['config', '--null', '--name-only', '--get-regexp', '^filter\\.'], signal)
  // It ends with 1 where no filter is named. A name that is no UTF-8 could not be given back to git.
  if ((asked.code !== 0 && asked.code !== 1) || asked.text.includes('\ufffd')) {
    return {
      code: null,
      text: '',
      errors: asked.errors || 'the filters of the repository have no names',
      missing: asked.missing,
    }
  }
  const names = asked.text.split('\0').filter((name) => name !== '')
  const filters = [...new Set(names.map((name) => name.slice(0, name.lastIndexOf('.'))))]
  const settings = filters.flatMap((filter) => [
    [`${filter}.clean`, ''],
    [`${filter}.process`, ''],
    [`${filter}.required`, 'false'],
  ])
  // By the environment: on the command line a name ends at its first `=`.
  const more = Object.fromEntries(
    settings.flatMap(([key = '', value = ''], i) => [
      [`GIT_CONFIG_KEY_${i}`, key],
      [`GIT_CONFIG_VALUE_${i}`, value],
    ]),
  )
  return askGit(root, args, signal, { ...more, GIT_CONFIG_COUNT: String(settings.length) })
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
