import { basename, dirname, resolve } from 'node:path'
import { errorText, type TlcError } from '../system/error.ts'
import { nodeSystem } from '../system/node-system.ts'
import { projectPath, STATE_FOLDER } from '../system/paths.ts'
import type { System } from '../system/system.ts'
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
  /** One sentence when watching is limited; changes are then looked for by scanning again and again. */
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
  let polling = false
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
    rescan = true
    flushing.touch()
    if (fault.code !== 'watch/limit' || polling) return
    polling = true
    options.onTrouble?.(`${fault.message}. Changes are looked for every few seconds instead. ${fault.hint}`)
    pollLater()
  }

  const pollLater = (): void => {
    clock.after(Math.max(RESCAN_EVERY_MS, scanTook / RESCAN_SHARE), () => {
      if (closed) return
      rescan = true
      flushing.touch()
      pollLater()
    })
  }

  const takeBatch = async (): Promise<WatchBatch> => {
    const batch: WatchBatch = { changed: [], deleted: [], rescan: rescan || events > BURST || touched.size > MANY, git }
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
    repository?.close()
    const found = await findGitFolder(files, root)
    repository = found && (await watchGit({ files, watcher, git: found, onCommits, onExcludes }))
    batch.git = true
    batch.rescan = true
  }

  const onCommits = () => {
    git = true
    flushing.touch()
  }

  const onExcludes = () => {
    rescan = true
    flushing.touch()
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

  const found = await findGitFolder(files, root)
  repository = found && (await watchGit({ files, watcher, git: found, onCommits, onExcludes }))

  return {
    async scan(scanOptions = {}) {
      const from = clock.elapsed()
      if (!watcher.byFolder && !tree) tree = await watchTree()
      folders.beginSweep()
      const result = await scanProject({ ...scanOptions, root, system, onFolder: folders.add })
      folders.endSweep()
      scanTook = clock.elapsed() - from
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
      lose(thrown as TlcError)
      return null
    }
  }
}
