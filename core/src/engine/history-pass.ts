import history from '../document/collections/history.ts'
import overview from '../document/collections/overview.ts'
import type { OverviewRecords } from '../document/records.ts'
import { askGitState } from '../history/ask-git-state.ts'
import type { HistoryMeasures } from '../history/contract.ts'
import { measureHistory } from '../history/measure-history.ts'
import { type RefreshHistoryResult, refreshHistory } from '../history/refresh-history.ts'
import type { Store } from '../store/contract.ts'
import { errorText } from '../system/error.ts'
import type { HostedRoom } from './contract.ts'

export interface HistoryPassOptions {
  root: string
  project: HostedRoom
  store: () => Promise<Store>
  onProgress(done: number, total: number): void
}

export interface HistoryPass {
  /**
   * Shows the repository's state, reads what commits are new and measures. Null when nothing was to be done. `measure`
   * takes the measures anew although no commit came: files did.
   */
  run(options: {
    measure: boolean
    signal: AbortSignal
  }): Promise<{ ok: boolean; commits: number; summary: string } | null>
  /** The figures of the last pass; null before it or without git. */
  measures(): HistoryMeasures | null
}

export function createHistoryPass({ root, project, store, onProgress }: HistoryPassOptions): HistoryPass {
  let measured: HistoryMeasures | null = null

  function show(state: OverviewRecords['history']['state'], message: string): void {
    const { commits, authors, firstAt, lastAt } = measured ?? { commits: 0, authors: [], firstAt: 0, lastAt: 0 }
    project.write((doc) =>
      overview.put(doc, 'history', { state, commits, authors: authors.length, firstAt, lastAt, message }),
    )
  }

  async function showRepository(signal: AbortSignal): Promise<boolean> {
    const { state: git, trouble } = await askGitState(root, signal)
    if (signal.aborted) return false
    const shown = overview.get(project.doc, 'project')
    if (shown) {
      const state = git && { branch: git.branch, head: git.head, detached: git.detached, shallow: git.shallow }
      project.write((doc) => overview.put(doc, 'project', { ...shown, git: state }))
    }
    if (git?.head) return true
    forget()
    show('none', trouble || (git ? 'The repository has no commit yet.' : 'There is no git repository here.'))
    return false
  }

  function forget(): void {
    measured = null
    project.write((doc) => {
      for (const key of ['hotspots', 'coChanges', 'owners', 'busFactor'] as const) history.delete(doc, key)
      overview.put(doc, 'activity', null)
    })
  }

  function showMeasures({ hotspots, coChanges, owners, busFactor, activity }: HistoryMeasures): void {
    project.write((doc) => {
      history.put(doc, 'hotspots', hotspots)
      history.put(doc, 'coChanges', coChanges)
      history.put(doc, 'owners', owners)
      history.put(doc, 'busFactor', busFactor)
      overview.put(doc, 'activity', activity)
    })
  }

  async function run({ measure, signal }: { measure: boolean; signal: AbortSignal }) {
    if (!(await showRepository(signal))) return null
    if (overview.get(project.doc, 'history')?.state !== 'ready') show('reading', 'Reading the commits.')
    let read: RefreshHistoryResult
    try {
      const opened = await store()
      read = await refreshHistory({ root, store: opened, signal, onProgress })
      if (read.state === 'aborted') return null
      if (read.changed || measure || !measured) measured = await measureHistory(opened, { now: Date.now() })
    } catch (fault) {
      show('failed', errorText(fault))
      return { ok: false, commits: 0, summary: errorText(fault) }
    }
    if (measured) showMeasures(measured)
    const shown = overview.get(project.doc, 'history')
    const message = read.changed || shown?.state !== 'ready' ? read.message : shown.message
    show(read.state === 'read' ? 'ready' : read.state, message)
    if (!read.changed) return null
    const counts = read.degraded ? ', some without line counts' : ''
    return {
      ok: read.state === 'read',
      commits: read.commits,
      summary: `${read.commits.toLocaleString('en-US')} commits read${counts}`,
    }
  }

  return { run, measures: () => measured }
}
