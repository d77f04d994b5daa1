import type { PresenceState } from '@tlc/core/document/records'
import type { RoomName } from '@tlc/core/document/rooms'
import type { HostedRoom, RoomHost } from '@tlc/core/engine/contract'
import * as Y from 'yjs'

export interface MemoryHost extends RoomHost {
  /** What was announced, oldest first. */
  readonly announced: (PresenceState['progress'] | null)[]
  doc(name: RoomName): Y.Doc
  /** How many transactions wrote something into the room. */
  writes(name: RoomName): number
  /** Names of the rooms that are open. */
  opened(): RoomName[]
}

/** A `RoomHost` in memory: rooms keep what was written when they are released, as a server with a log does. */
export function memoryHost(): MemoryHost {
  const docs = new Map<RoomName, Y.Doc>()
  const writes = new Map<RoomName, number>()
  const open = new Map<RoomName, number>()
  const announced: (PresenceState['progress'] | null)[] = []

  function doc(name: RoomName): Y.Doc {
    let found = docs.get(name)
    if (!found) {
      found = new Y.Doc()
      found.on('update', () => writes.set(name, (writes.get(name) ?? 0) + 1))
      docs.set(name, found)
    }
    return found
  }

  return {
    announced,
    doc,
    writes: (name) => writes.get(name) ?? 0,
    opened: () => [...open].filter(([, count]) => count > 0).map(([name]) => name),
    announce: (progress) => void announced.push(progress),
    async open(name): Promise<HostedRoom> {
      const room = doc(name)
      open.set(name, (open.get(name) ?? 0) + 1)
      return {
        name,
        doc: room,
        write: (change) => room.transact(() => change(room), 'engine'),
        durable: () => Promise.resolve(),
        release: () => void open.set(name, (open.get(name) ?? 1) - 1),
      }
    },
  }
}
