import { collections } from '@tlc/core/document/collections.generated'
import type { PresenceState } from '@tlc/core/document/records'
import type { LinkState } from '@tlc/core/link/contract'
import type * as Y from 'yjs'
import type { Answers } from './answers.ts'
import type { LastVisit } from './last-visit.ts'

/** All that panels read. */
export interface Sources {
  /** The project room; empty until it is synced. */
  project: Y.Doc
  /** The room of the open session; empty until it is synced. */
  session: Y.Doc
  sessionId: string
  /** Whether the room of a session is on its way. */
  entering: boolean
  /** False until the first sync of the project room. */
  synced: boolean
  connection: LinkState
  self: { id: string; name: string } | null
  others: readonly PresenceState[]
  progress: PresenceState['progress']
  /** ms since the epoch, read once a frame. */
  now: number
  lastVisit: LastVisit | null
  /** Cells that a panel has. */
  body: { width: number; height: number }
  /** The answer to a request: asked for at the first call, `undefined` until it is there. */
  ask: Answers['ask']
  /** Why a question has no answer. */
  faultOf: Answers['faultOf']
  /** How often a collection changed; part of the keys of what is cached. */
  version(collection: string): number
  /** `compute()`, or its last result when none of `parts` changed since. One result is kept for each key. */
  cached<T>(key: string, parts: readonly unknown[], compute: () => T): T
}

/** What the engine tells of its work. */
export function progressOf(others: readonly PresenceState[]): PresenceState['progress'] {
  return others.find((other) => other.client === 'engine')?.progress ?? null
}

/** Counts the changes of every collection of a room. */
export function watchCollections(doc: Y.Doc, room: 'project' | 'session', changed: () => void) {
  const versions = new Map<string, number>()
  const stops = collections
    .filter((each) => each.room === room && each.shape !== 'text')
    .map((each) =>
      each.observe(doc, () => {
        versions.set(each.key, (versions.get(each.key) ?? 0) + 1)
        changed()
      }),
    )
  return {
    version: (key: string) => versions.get(key) ?? 0,
    stop: () => {
      for (const stop of stops) stop()
    },
  }
}

/** One remembered result for each key. */
export function createCache(): Sources['cached'] {
  const results = new Map<string, { parts: readonly unknown[]; value: unknown }>()
  return <T>(key: string, parts: readonly unknown[], compute: () => T): T => {
    const last = results.get(key)
    if (last && last.parts.length === parts.length && last.parts.every((part, i) => part === parts[i]))
      return last.value as T
    const value = compute()
    results.set(key, { parts, value })
    return value
  }
}
