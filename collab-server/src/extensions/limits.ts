import type { Connection } from '@hocuspocus/server'
import { errorText } from '@tlc/core/system/error'
import { type Client, refuse } from '../client.ts'
import { defineExtension } from '../define-extension.ts'
import { Bucket } from '../limits.ts'
import { waitsFor } from '../update-facts.ts'

/** Bounds what one client can cost the others. The size of a message is bounded where it is read from the socket. */
export default defineExtension({
  id: 'limits',
  priority: 800,
  create({ limits, now }) {
    const buckets = new WeakMap<Connection<Client>, Bucket>()
    return {
      async beforeHandleMessage({ connection }) {
        let bucket = buckets.get(connection)
        if (!bucket) {
          bucket = new Bucket(limits.messagesPerSecond, limits.messageBurst, now())
          buckets.set(connection, bucket)
        }
        if (bucket.take(now())) return
        throw refuse(
          'limit/message-rate',
          `Expected at most ${limits.messagesPerSecond} messages a second, more came.`,
          'Send changes together.',
        )
      },
      async beforeSync({ type, payload, connection, document }) {
        if (type === 0 || connection.readOnly) return
        let waiting: string | null
        try {
          waiting = waitsFor(document, payload)
        } catch (thrown) {
          throw refuse('room/malformed-update', `Expected a Yjs update, got something else: ${errorText(thrown)}`)
        }
        if (waiting !== null) throw refuse('room/incomplete-update', `The update cannot be applied: ${waiting}.`)
      },
    }
  },
})
