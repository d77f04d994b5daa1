import { parseRoom } from '@tlc/core/document/rooms'
import { migrate, schemaOf } from '@tlc/core/document/schema'
import { errorText, TlcError } from '@tlc/core/system/error'
import type * as Y from 'yjs'
import { Refusal } from '../client.ts'
import { defineExtension } from '../define-extension.ts'
import { isClientOrigin, originMeta } from '../origins.ts'
import { REPLAY } from '../persistence/room-store.ts'
import { storageFault } from '../persistence/storage-fault.ts'
import { hasNews } from '../update-facts.ts'

/** Nothing is acknowledged or shown before it is in the log. */
export default defineExtension({
  id: 'write-ahead-log',
  priority: 200,
  create: ({ stores, now }) => ({
    async onLoadDocument({ document, documentName }) {
      try {
        const store = await stores.open(documentName, document)
        // In the same turn as the room forgets the document: whoever opens the room next waits until all is written.
        document.on('destroy', () => void stores.close(documentName))
        document.on('update', (update: Uint8Array, origin: unknown) => {
          // A client's update was logged before it was applied.
          if (origin === REPLAY || isClientOrigin(origin)) return
          store.append(update, originMeta(origin, now()))
        })
        upgrade(document, documentName)
      } catch (thrown) {
        await stores.close(documentName)
        throw new Refusal(storageFault(thrown))
      }
    },
    async beforeSync({ type, payload, connection, document, documentName, context }) {
      if (type === 0 || connection.readOnly || !hasNews(document, payload)) return
      const store = stores.get(documentName)
      if (!store) throw new Refusal(new TlcError('room/unknown', `The room ${documentName} is not loaded.`))
      try {
        store.appendPending(connection, payload, { author: context.author.id, at: now() })
        await store.durable()
      } catch (thrown) {
        store.settle(connection)
        throw new Refusal(storageFault(thrown))
      }
    },
    async afterHandleMessage({ connection, documentName }) {
      stores.get(documentName)?.settle(connection)
    },
    async beforeUnloadDocument({ instance, document, documentName }) {
      // Whoever is given the document in this turn of the loop is counted in the next; Hocuspocus counts after this hook.
      await new Promise(setImmediate)
      // It unloads by name, and twice: the second time the room may have been opened again, with other clients.
      if (instance.documents.get(documentName) !== document) throw new Refusal(supplanted(documentName))
      const store = stores.get(documentName)
      if (!store?.fault) return
      // It may hold what only memory holds: it stays until the disk has it.
      void store.recovered().then(() => instance.unloadDocument(document))
      throw new Refusal(store.fault)
    },
  }),
})

function supplanted(room: string): TlcError {
  return new TlcError('room/reopened', `The room ${room} was opened anew; what it had before is gone already.`)
}

// Before any client syncs. A room that nobody wrote yet is stamped by its first write.
function upgrade(document: Y.Doc, name: string): void {
  if (parseRoom(name)?.writer !== 'server' || document.store.clients.size === 0) return
  try {
    migrate(document, undefined, { source: 'local', skipStoreHooks: true })
  } catch (thrown) {
    throw new TlcError(
      'room/newer',
      `Cannot serve ${name}: ${errorText(thrown)} (it has schema ${schemaOf(document)}).`,
      {
        hint: 'A newer tlc wrote it; use that one.',
        cause: thrown,
      },
    )
  }
}
