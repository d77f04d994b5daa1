import type { HostedRoom, RoomHost } from '@tlc/core/engine/contract'
import * as Y from 'yjs'

/** Rooms without a server: a double of the collab server's host that keeps every document in memory for good. */
export function memoryRooms(): RoomHost & { docs: Map<string, Y.Doc>; progress: unknown[] } {
  const docs = new Map<string, Y.Doc>()
  const progress: unknown[] = []
  return {
    docs,
    progress,
    async open(name) {
      const doc = docs.get(name) ?? new Y.Doc()
      docs.set(name, doc)
      const room: HostedRoom = {
        name,
        doc,
        write: (change) => doc.transact(() => change(doc)),
        durable: async () => {},
        release: () => {},
      }
      return room
    },
    announce: (state) => void progress.push(state),
  }
}
