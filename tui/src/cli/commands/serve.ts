import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { TlcError } from '@tlc/core/system/error'
import { leaveUndiciOut } from '@tlc/core/system/lean-http'
import type { AnalysisPool } from '@tlc/core/workspace/contract'
import { ownDaemon } from '../connect.ts'
import { type CommandContext, defineCommand } from '../define-command.ts'
import { hostNames, listenAddress } from '../listen-address.ts'
import { projectRoot } from '../project-root.ts'

/** Carries the token to the daemon's process, where the list of processes would show an option. */
const TOKEN_VARIABLE = 'TLC_TOKEN'

const options = {
  listen: {
    type: 'string',
    value: '<[host:]port>',
    summary: 'Also take clients over TCP; without a host on loopback only',
  },
  token: {
    type: 'string',
    value: '<token>',
    summary: `What clients over TCP have to show (also ${TOKEN_VARIABLE}); made up without it`,
  },
  'allow-host': {
    type: 'string',
    value: '<names>',
    summary:
      'Names beside localhost and this machine’s under which clients over TCP may come, such as those of a proxy',
  },
  'idle-minutes': {
    type: 'string',
    value: '<minutes>',
    summary: 'End after so long without clients; 0 for never, 10 without it',
  },
  'adopt-state': {
    type: 'boolean',
    summary: 'Go on with a `.tlc` folder that was copied or restored; one that you did not make may hold anything',
  },
  foreground: { type: 'boolean', summary: 'Serve in this process until Ctrl+C' },
} as const

type ServeContext = CommandContext<{
  [Name in keyof typeof options]: (Name extends 'foreground' | 'adopt-state' ? boolean : string) | undefined
}>

export default defineCommand({
  id: 'serve',
  summary: 'Start the daemon of a project',
  arguments: [{ name: 'path', summary: 'folder of the project; the current one without it', completes: 'path' }],
  options,
  examples: [
    { run: 'tlc serve', what: 'start the daemon in the background' },
    { run: 'tlc serve --foreground --idle-minutes 0', what: 'serve until Ctrl+C, for a service manager' },
    { run: 'tlc serve --listen 4711', what: 'also take clients over TCP on loopback, with a token' },
  ],
  async run(context) {
    const { options: given, positionals, cwd } = context
    const root = projectRoot(positionals[0], cwd)
    if (given.listen !== undefined) listenAddress(given.listen)
    if (given['allow-host'] !== undefined) hostNames(given['allow-host'])
    idleMinutes(given['idle-minutes'])
    if (given['adopt-state'] === true) await adopt(root)
    return given.foreground === true ? serveHere(root, context) : serveBehind(root, context)
  },
})

async function adopt(root: string): Promise<void> {
  const [{ daemonHealth }, { adoptState }] = await Promise.all([
    import('@tlc/core/link/local'),
    import('@tlc/core/link/project-state'),
  ])
  const running = await daemonHealth<{ pid: number }>(root)
  if (running !== null) throw runsAlready(root, running.pid)
  adoptState(root)
}

/** Serves until a signal or `tlc stop` ends it. */
async function serveHere(root: string, { options: given, env, out, err, signal }: ServeContext): Promise<number> {
  const pool = await firstThreads(root)
  leaveUndiciOut()
  const [{ serveProject }, { version }] = await Promise.all([
    import('@tlc/collab-server/serve'),
    import('../version.ts'),
  ])
  const token = given.token ?? env[TOKEN_VARIABLE]
  const minutes = idleMinutes(given['idle-minutes'])
  const daemon = await serveProject({
    root,
    version: version(),
    // Loaded once the socket is open, so that a screen has its document while the engine wakes up.
    createEngine: async (engine) => {
      const { createEngine } = await import('@tlc/core/engine/engine')
      return createEngine({ ...engine, ...(pool && { pool }) })
    },
    ...(given.listen !== undefined && {
      listen: {
        ...listenAddress(given.listen),
        ...(given['allow-host'] !== undefined && { names: hostNames(given['allow-host']) }),
        ...(token !== undefined && { token }),
      },
    }),
    ...(minutes !== undefined && { idleMinutes: minutes }),
    ownsConsole: true,
    ...(err.isTerminal && { onLog: (line) => void err.write(`${line}\n`) }),
  }).catch(async (fault) => {
    await pool?.close()
    throw fault
  })
  signal.addEventListener('abort', () => void daemon.stop(), { once: true })
  // The log is of this machine; a token that somebody gave is known to them.
  const secret = token === undefined && daemon.token !== null ? `, token ${daemon.token}` : ''
  await out.write(`Serving ${root} (pid ${process.pid})${daemon.url === '' ? '' : ` at ${daemon.url}${secret}`}\n`)
  await daemon.ended
  return 0
}

/** Threads for a project that was never measured: they start while the server loads. */
async function firstThreads(root: string): Promise<AnalysisPool | null> {
  const [{ realRoot }, { projectState }, { storePath }] = await Promise.all([
    import('@tlc/core/link/endpoint'),
    import('@tlc/core/link/project-state'),
    import('@tlc/core/store/store-path'),
  ])
  const real = realRoot(root)
  if (existsSync(storePath(projectState(real)))) return null
  const { createAnalysisPool } = await import('@tlc/core/workspace/pool')
  const pool = createAnalysisPool({ root: real })
  pool.warm()
  return pool
}

/** Starts a process that serves, and returns once it takes clients. */
async function serveBehind(root: string, { options: given, out, signal }: ServeContext): Promise<number> {
  const { daemonHealth, daemonSocket } = await import('@tlc/core/link/local')
  const running = await daemonHealth<{ pid: number }>(root)
  if (running !== null) {
    if (given.listen !== undefined) {
      throw runsAlready(root, running.pid)
    }
    await out.write(`Serving ${root} already (pid ${running.pid})\n`)
    return 0
  }
  const token =
    given.listen === undefined
      ? null
      : (given.token ?? process.env[TOKEN_VARIABLE] ?? randomBytes(24).toString('base64url'))
  if (token !== null) process.env[TOKEN_VARIABLE] = token
  const words = [
    ...(given.listen === undefined ? [] : ['--listen', given.listen]),
    ...(given['allow-host'] === undefined ? [] : ['--allow-host', given['allow-host']]),
    ...(given['idle-minutes'] === undefined ? [] : ['--idle-minutes', given['idle-minutes']]),
  ]
  const own = ownDaemon(root)
  await daemonSocket({ ...own, serve: [...own.serve, ...words], signal })
  const health = await daemonHealth<{ pid: number; url?: string }>(root)
  await out.write(`Serving ${root} (pid ${health?.pid})\n`)
  if (token !== null) {
    const [{ readEndpoint }, { projectState }] = await Promise.all([
      import('@tlc/core/link/endpoint'),
      import('@tlc/core/link/project-state'),
    ])
    await out.write(`at ${readEndpoint(projectState(root))?.url}, token ${token}\n`)
  }
  return 0
}

function runsAlready(root: string, pid: number): TlcError {
  return new TlcError('serve/running', `Expected no daemon for ${root}, one runs (pid ${pid}).`, {
    hint: 'End it with `tlc stop`, then run this again.',
  })
}

function idleMinutes(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const minutes = Number(text)
  if (text.trim() !== '' && Number.isFinite(minutes) && minutes >= 0) return minutes
  throw new TlcError('usage/bad-minutes', `Expected \`--idle-minutes\` to be a number from 0, got \`${text}\`.`)
}
