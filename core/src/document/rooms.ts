/** Names of the rooms. A room is one Yjs document with one kind of writer. */
export type RoomKind = 'project' | 'session' | 'notes' | 'file'
export type RoomName = `${RoomKind}/${string}`

const WRITERS: Record<RoomKind, 'server' | 'editors'> = {
  project: 'server',
  session: 'server',
  notes: 'editors',
  file: 'editors',
}

/** The one project room of a daemon. */
export const PROJECT_ROOM: RoomName = 'project/main'

export function sessionRoom(sessionId: string): RoomName {
  return `session/${sessionId}`
}

export function notesRoom(sessionId: string): RoomName {
  return `notes/${sessionId}`
}

export function fileRoom(path: string): RoomName {
  return `file/${path}`
}

/** Splits a room's name; null when it names no room. Must not throw: names come from clients. */
export function parseRoom(name: string): { kind: RoomKind; id: string; writer: 'server' | 'editors' } | null {
  const slash = name.indexOf('/')
  const kind = name.slice(0, slash) as RoomKind
  const id = name.slice(slash + 1)
  if (slash < 0 || !Object.hasOwn(WRITERS, kind) || id === '' || id.length > 512) return null
  return { kind, id, writer: WRITERS[kind] }
}
