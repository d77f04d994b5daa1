import overview from '@tlc/core/document/collections/overview'
import sessions from '@tlc/core/document/collections/sessions'
import { PROJECT_ROOM, sessionRoom } from '@tlc/core/document/rooms'
import type { Link } from '@tlc/core/link/contract'
import * as Y from 'yjs'
import { watchCollections } from './sources.ts'

/** The two rooms that a screen shows. Before the connection both are empty documents. */
export interface Rooms {
  readonly project: Y.Doc
  readonly session: Y.Doc
  /** '' until one is open. */
  readonly sessionId: string
  /** Whether the project room was synced. */
  readonly synced: boolean
  /** Whether the room of a session is on its way. */
  readonly entering: boolean
  /** How often a collection changed. */
  version(collection: string): number
  /** The project as it was before, to be shown until it is synced. */
  recall(doc: Y.Doc): void
  /** Enters the project room, and the session of the last visit or the oldest open one once there is one. */
  connect(link: Link): Promise<void>
  openSession(id: string): Promise<void>
}

export interface RoomsOptions {
  changed(): void
  /** Another analysis is in the document: answers that were given before may be out of date. */
  analysed(): void
  failed(fault: unknown): void
  /** The session that was open when the person left; '' for none. */
  lastSession: string
}

export function createRooms({ changed, analysed, failed, lastSession }: RoomsOptions): Rooms {
  let link: Link | null = null
  let project = new Y.Doc()
  let session = new Y.Doc()
  let sessionId = ''
  let synced = false
  let entering = 0
  let revision = -1
  let projectWatch = watchCollections(project, 'project', changed)
  let sessionWatch = watchCollections(session, 'session', changed)

  function useProject(doc: Y.Doc): void {
    // One that was recalled is watched already, and what was counted of it counts on.
    if (doc !== project) {
      projectWatch.stop()
      project = doc
      projectWatch = watchCollections(doc, 'project', changedProject)
    }
    changedProject()
  }

  function useSession(doc: Y.Doc): void {
    sessionWatch.stop()
    session = doc
    sessionWatch = watchCollections(doc, 'session', changed)
    changed()
  }

  function changedProject(): void {
    const now = overview.get(project, 'analysis')?.revision ?? 0
    if (now !== revision) {
      revision = now
      analysed()
    }
    if (sessionId === '') openFirstSession()
    changed()
  }

  function openFirstSession(): void {
    const open = [...sessions.entries(project)].filter(([, each]) => each.state === 'open')
    const [oldest] = open.sort(([, a], [, b]) => a.createdAt - b.createdAt)
    const [id] = open.find(([each]) => each === lastSession) ?? oldest ?? []
    if (id === undefined) return
    if (id !== lastSession && lastSession !== '') link?.leave(sessionRoom(lastSession))
    openSession(id).catch(failed)
  }

  async function openSession(id: string): Promise<void> {
    if (!link || id === sessionId) return
    const before = sessionId
    sessionId = id
    entering++
    try {
      const doc = await link.room(sessionRoom(id))
      if (sessionId !== id) return
      useSession(doc)
      if (before !== '') link.leave(sessionRoom(before))
    } catch (fault) {
      if (sessionId === id) sessionId = before
      throw fault
    } finally {
      entering--
      changed()
    }
  }

  return {
    get project() {
      return project
    },
    get session() {
      return session
    },
    get sessionId() {
      return sessionId
    },
    get synced() {
      return synced
    },
    get entering() {
      return entering > 0
    },
    version: (collection) => projectWatch.version(collection) + sessionWatch.version(collection),
    async connect(connected) {
      link = connected
      link.onReplaced((name, doc) => {
        if (name === PROJECT_ROOM) useProject(doc)
        else if (name === sessionRoom(sessionId)) useSession(doc)
      })
      const entered = link.room(PROJECT_ROOM)
      // On its way with the project already; whether it is still open, the project will tell.
      if (lastSession !== '') link.room(sessionRoom(lastSession)).catch(() => {})
      const doc = await entered
      synced = true
      useProject(doc)
    },
    recall: useProject,
    openSession,
  }
}
