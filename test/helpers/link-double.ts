import type { PresenceState } from '@tlc/core/document/records'
import { PROJECT_ROOM, type RoomName } from '@tlc/core/document/rooms'
import type { IndexProgress } from '@tlc/core/index/contract'
import type { Link, LinkState } from '@tlc/core/link/contract'
import * as Y from 'yjs'

/** A link without a daemon, over real documents: what is asked for is answered from `answers`, and written down. */
export interface LinkDouble extends Link {
  readonly project: Y.Doc
  readonly answers: Map<string, (input: unknown) => unknown>
  readonly intents: { id: string; input: unknown }[]
  readonly requests: { id: string; input: unknown }[]
  doc(name: RoomName): Y.Doc
  become(state: LinkState): void
  /** Others come and go. */
  gather(people: PresenceState[]): void
}

/** How far an index is that has everything of a small project. */
export function indexProgress(over: Partial<IndexProgress> = {}): IndexProgress {
  const whole = { files: 12, documents: 0, pendingFiles: 0, pendingDocuments: 0, chunks: 40, embedded: 40 }
  return { ...whole, withoutVectors: '', message: '', bytes: 4_000, ...over }
}

export function linkDouble(): LinkDouble {
  const docs = new Map<RoomName, Y.Doc>()
  const states = new Set<(state: LinkState) => void>()
  const changes = new Set<() => void>()
  let state: LinkState = 'connected'
  let people: PresenceState[] = []
  // What the overview asks for at every start.
  const answers: LinkDouble['answers'] = new Map<string, (input: unknown) => unknown>([
    ['index.progress', () => indexProgress()],
  ])
  const intents: LinkDouble['intents'] = []
  const requests: LinkDouble['requests'] = []
  const doc = (name: RoomName) => {
    if (!docs.has(name)) docs.set(name, new Y.Doc())
    return docs.get(name)!
  }
  const listen = <T>(listeners: Set<T>, listener: T) => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }
  return {
    get state() {
      return state
    },
    self: { id: 'ann', name: 'Ann', role: 'owner' },
    project: doc(PROJECT_ROOM),
    answers,
    intents,
    requests,
    doc,
    onState: (listener) => listen(states, listener),
    room: async (name) => doc(name),
    onReplaced: () => () => {},
    saved: async () => {},
    leave: () => {},
    async intent<T>(id: string, input: unknown) {
      intents.push({ id, input })
      return (answers.get(id)?.(input) ?? {}) as T
    },
    async request<T>(id: string, input: unknown) {
      requests.push({ id, input })
      const answer = answers.get(id)
      if (!answer) throw new Error(`No answer to ${id}`)
      return answer(input) as T
    },
    presence: { set: () => {}, others: () => people, onChange: (listener) => listen(changes, listener) },
    close: async () => {},
    become(next) {
      state = next
      for (const listener of states) listener(next)
    },
    gather(next) {
      people = next
      for (const listener of changes) listener()
    },
  }
}
