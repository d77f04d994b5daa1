import { author } from '../author.ts'
import { integer, oneOf, shape, text } from '../check.ts'
import { defineCollection } from '../define-collection.ts'
import type { MessageRecord } from '../records.ts'

/** What was said and what happened in a session, in order. */
export default defineCollection<MessageRecord>({
  key: 'messages',
  room: 'session',
  writer: 'server',
  shape: 'list',
  check: shape({ id: text, author, at: integer, kind: oneOf('text', 'event'), text }),
})
