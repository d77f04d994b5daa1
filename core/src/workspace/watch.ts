import { basename, dirname, resolve } from 'node:path'
import { errorText, type TlcError } from '../system/error.ts'
import { nodeSystem } from '../system/node-system.ts'
import { projectPath, STATE_FOLDER } from '../system/paths.ts'
import type { System, Timer } from '../system/system.ts'
import { nodeWatcher, type Watched, type Watcher } from '../system/watcher.ts'
import { createCoalescer } from './coalesce.ts'
import type { ScanResult, WatchBatch } from './contract.ts'
import { findGitFolder } from './git-folder.ts'
import { IGNORE_FILES } from './ignore-rules.ts'
import { type ScanOptions, scanProject } from './scan.ts'
import { walk } from './walk.ts'
import { watchGit } from './watch-git.ts'
import { createWatchedFolders } from './watched-folders.ts'

export interface WatchOptions {
  root: string
  /** Calls never overlap; while one runs, changes are collected. */
  onBatch(batch: WatchBatch): void | Promise<void>
  /** One sentence when watching begins or ceases to be limited, or a change could not be followed. */
  onTrouble?(message: string): void
  system?: System
  watcher?: Watcher
}

export interface ProjectWatch {
  /**
   * Scans as `scanProject` does and watches each folder from before it is listed, so that nothing between scan and watch
   * is missed. Until the first scan nothing but the repository is watched; after a batch with `rescan` it has to run again.
   */
  scan(options?: Pick<ScanOptions, 'signal' | 'onProgress' | 'onFiles' | 'limits'>): Promise<ScanResult>
  /**
   * Why not every change is told at once, for people; '' when it is. Scans then take the place of the watches that are
   * missing, and each tries to get them.
   */
  readonly limited: string
  close(): Promise<void>
}

/** More events than this in one burst, and the system has probably dropped some (its queue holds 16,384). */
const BURST = 8_000
/** Looking at each of more paths than this costs more than a scan. */
const MANY = 2_000
const RESCAN_EVERY_MS = 10_000
/** Scanning instead of watching may take this share of the time. */
const RESCAN_SHARE = 0.02

export async function watchProject(options: WatchOptions): Promise<ProjectWatch> {
  const { onBatch, system = nodeSystem, watcher = nodeWatcher } = options
  const root = resolve(options.root)
  const { files, clock } = system
  /** Path → whether it came, went or was replaced. */
  let touched = new Map<string, boolean>()
  let events = 0
  let rescan = false
  let git = false
  /** What the system refused; changes are then looked for again and again. */
  let refused: TlcError | null = null
  /** The refused watches are those of the repository too. */
  let isGitUnwatched = false
  let poll: Timer | null = null
  let scanTook = 0
  let tree: Watched | null = null
  let repository: Watched | null = null
  let closed = false

  const folders = createWatchedFolders({
    root,
    watcher: watcher.byFolder ? watcher : null,
    onChange: (path, listed) => change(path, listed),
    onLost: (fault) => lose(fault),
  })

  const change = (path: string, listed: boolean): void => {
    const top = path.split('/', 1)[0]
    if (top === STATE_FOLDER || (top === '.git' && path !== '.git')) return
    events += 1
    if (touched.size <= MANY) touched.set(path, listed || (touched.get(path) ?? false))
    flushing.touch()
  }

  const lose = (fault: TlcError): void => {
    // Scans look for whatever this one would have told.
    if (fault.code === 'watch/limit' && refused) return
    rescan = true
    flushing.touch()
    if (fault.code === 'watch/limit') limit(fault)
  }

  const limit = (fault: TlcError): void => {
    if (refused) return
    refused = fault
    options.onTrouble?.(limited())
    pollLater()
  }

  const limited = (): string => {
    if (!refused) return ''
    return `Changes on disk are seen every ${Math.round(pollMs() / 1_000)} s only. ${refused.message}. ${refused.hint}`
  }

  const pollMs = () => Math.max(RESCAN_EVERY_MS, scanTook / RESCAN_SHARE)

  const pollLater = (): void => {
    poll = clock.after(pollMs(), () => {
      if (closed) return
      rescan = true
      git ||= isGitUnwatched
      flushing.touch()
      pollLater()
    })
  }

  const endPolling = (): void => {
    if (!refused || isGitUnwatched || !folders.areWatched || (!watcher.byFolder && !tree)) return
    refused = null
    poll?.cancel()
    options.onTrouble?.('Every folder is watched again.')
  }

  const takeBatch = async (): Promise<WatchBatch> => {
    // What was dropped may be of files and of commits.
    const isBurst = events > BURST
    const batch: WatchBatch = {
      changed: [],
      deleted: [],
      rescan: rescan || isBurst || touched.size > MANY,
      git: git || isBurst,
    }
    const paths = touched
    touched = new Map()
    events = 0
    rescan = false
    git = false
    if (batch.rescan) return batch
    for (const [path, listed] of paths) await judge(path, listed, batch)
    // The project itself may be gone: the scan says so.
    if (batch.deleted.length > 0 && !(await files.stat(root).catch(() => null))) batch.rescan = true
    return batch
  }

  const judge = async (path: string, listed: boolean, batch: WatchBatch): Promise<void> => {
    if (path === '.git') return watchRepository(batch)
    const parent = dirname(path)
    const rules = folders.rules(parent === '.' ? '' : parent)
    if (!rules || path === '') return
    const name = basename(path)
    const stat = await files.stat(`${root}/${path}`).catch(() => null)
    if (IGNORE_FILES.has(name)) batch.rescan = true
    if (stat?.kind === 'folder') return judgeFolder(path, listed, batch)
    if (folders.has(path)) {
      folders.remove(path)
      batch.rescan = true
    }
    if (rules.ignores(path, name, false)) return
    if (stat?.kind === 'file') batch.changed.push(path)
    else batch.deleted.push(path)
  }

  const judgeFolder = async (path: string, listed: boolean, batch: WatchBatch): Promise<void> => {
    if (!listed) return
    // The name is known already, so it is another folder now: its watches belong to what was moved away.
    if (folders.has(path)) {
      folders.remove(path)
      batch.rescan = true
      return
    }
    const rules = folders.rules(dirname(path) === '.' ? '' : dirname(path))
    if (!rules || rules.ignores(path, basename(path), true)) return
    try {
      const found = await walk({ system, root, from: path, rules, onFolder: folders.add })
      for (const file of found.files) batch.changed.push(file.path)
      if (found.skipped.length > 0) batch.rescan = true
    } catch {
      // Gone again, or not to be read: the scan knows how to say so.
      batch.rescan = true
    }
  }

  const watchRepository = async (batch: WatchBatch): Promise<void> => {
    await followRepository()
    batch.git = true
    batch.rescan = true
  }

  const followRepository = async (): Promise<void> => {
    repository?.close()
    isGitUnwatched = false
    const found = await findGitFolder(files, root)
    const next = found && (await watchGit({ files, watcher, git: found, ...told }))
    // A scan and a batch may both have come here.
    repository?.close()
    repository = next
    if (closed) repository?.close()
  }

  const told = {
    onCommits() {
      git = true
      flushing.touch()
    },
    onExcludes() {
      rescan = true
      flushing.touch()
    },
    onEvent() {
      events += 1
      flushing.touch()
    },
    onLimit(fault: TlcError) {
      isGitUnwatched = true
      limit(fault)
    },
  }

  const flushing = createCoalescer(clock, async () => {
    try {
      const batch = await takeBatch()
      if (!closed && (batch.rescan || batch.git || batch.changed.length + batch.deleted.length > 0))
        await onBatch(batch)
    } catch (thrown) {
      rescan = true
      options.onTrouble?.(`A change on disk could not be followed: ${errorText(thrown)}`)
    }
  })

  await followRepository()

  return {
    get limited() {
      return limited()
    },
    async scan(scanOptions = {}) {
      const from = clock.elapsed()
      if (!watcher.byFolder && !tree) tree = await watchTree()
      if (isGitUnwatched) await followRepository()
      folders.beginSweep()
      const result = await scanProject({ ...scanOptions, root, system, onFolder: folders.add })
      folders.endSweep()
      scanTook = clock.elapsed() - from
      endPolling()
      return result
    },
    async close() {
      closed = true
      folders.close()
      tree?.close()
      repository?.close()
      await flushing.stop()
    },
  }

  async function watchTree(): Promise<Watched | null> {
    try {
      return await watcher.tree(root, {
        changed: (path, listed) => change(projectPath(root, path), listed),
        lost: lose,
      })
    } catch (thrown) {
      limit(thrown as TlcError)
      return null
    }
  }
}
