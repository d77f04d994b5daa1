import type { Connection } from '@hocuspocus/server'
import { readPresence } from '@tlc/core/document/presence'
import type { Client } from '../client.ts'
import { defineExtension } from '../define-extension.ts'
import { Bucket } from '../limits.ts'

interface Seen {
  /** The one awareness id that the connection may speak for. */
  id: number | null
  bucket: Bucket
}

/** Says who is who: a client speaks for itself alone, under the name that it came in with, briefly and not too often. */
export default defineExtension({
  id: 'presence',
  priority: 700,
  create({ limits, now }) {
    const seen = new WeakMap<Connection<Client>, Seen>()
    return {
      async beforeHandleAwareness({ states, connection, document, context }) {
        if (!connection || !context) return
        let own = seen.get(connection)
        if (!own) {
          own = { id: null, bucket: new Bucket(limits.presencePerSecond, limits.presencePerSecond, now()) }
          seen.set(connection, own)
        }
        if (!own.bucket.take(now())) {
          states.clear()
          return
        }
        for (const [id, state] of states) {
          const kept = ownState(state, context, limits.presenceBytes)
          // Only a real state claims its id: Hocuspocus decodes into an awareness that has an empty one of its own.
          if (kept && own.id === null && !isTaken(document, connection, id)) own.id = id
          if (kept && id === own.id) states.set(id, kept)
          else states.delete(id)
        }
      },
    }
  },
})

function ownState(state: Record<string, unknown>, { author, colour, role }: Client, mostBytes: number) {
  if (Buffer.byteLength(JSON.stringify(state)) > mostBytes) return null
  const { progress: _, ...told } = state
  const presence = readPresence({ ...told, user: { ...author, colour, role } })
  // Only the server speaks for the engine.
  return presence === null || presence.client === 'engine' ? null : { ...presence }
}

function isTaken(
  document: { clientID: number; getConnections(): Connection[]; getClients(connection: Connection): Set<unknown> },
  connection: Connection,
  id: number,
): boolean {
  if (id === document.clientID) return true
  return document.getConnections().some((other) => other !== connection && document.getClients(other).has(id))
}
