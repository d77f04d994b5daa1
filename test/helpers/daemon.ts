import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Link } from '@tlc/core/link/contract'
import { realRoot } from '@tlc/core/link/endpoint'
import { type AttachOptions, attach, stopDaemon } from '@tlc/core/link/local'

const MAIN = fileURLToPath(new URL('./_daemon-main.ts', import.meta.url))

export interface DaemonProject {
  readonly root: string
  /** The command that serves the project, as `attach` takes it. */
  readonly serve: readonly string[]
  /** Attaches, starting the daemon when it does not run. Closed by `clean`. */
  attach(options?: Partial<AttachOptions>): Promise<Link>
  /** Runs the daemon as a child of this process, so that it can be killed; resolves once it takes connections. */
  start(): Promise<ChildProcess>
  /** Closes the links, ends the daemon, removes the folder. */
  clean(): Promise<void>
}

/** A project in a temp folder with a real daemon; its engine does nothing unless `main` names another program. */
export async function daemonProject({ main = MAIN, idleMinutes = 0, within = tmpdir() } = {}): Promise<DaemonProject> {
  const root = realRoot(await mkdtemp(join(within, 'tlc-test-')))
  const serve = [
    process.execPath,
    '--disable-warning=ExperimentalWarning',
    ...process.execArgv,
    main,
    root,
    String(idleMinutes),
  ]
  const links: Link[] = []
  const children: ChildProcess[] = []
  const project: DaemonProject = {
    root,
    serve,
    async attach(options = {}) {
      const link = await attach({ root, serve, name: 'Ann', timeoutMs: 60_000, ...options })
      links.push(link)
      return link
    },
    async start() {
      const child = spawn(serve[0]!, serve.slice(1), { stdio: ['ignore', 'pipe', 'inherit'] })
      children.push(child)
      const ended = once(child, 'exit').then(() => Promise.reject(new Error('the daemon ended at once')))
      await Promise.race([once(child.stdout, 'data'), ended])
      ended.catch(() => {})
      return child
    },
    async clean() {
      await Promise.all(links.map((link) => link.close()))
      await stopDaemon(root)
      await Promise.all(children.map(async (child) => child.exitCode ?? child.signalCode ?? once(child, 'exit')))
      await rm(root, { recursive: true, force: true })
    },
  }
  return project
}
