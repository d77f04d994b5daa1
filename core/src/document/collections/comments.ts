import { author } from '../author.ts'
import { integer, shape, text } from '../check.ts'
import { defineCollection } from '../define-collection.ts'
import type { CommentRecord } from '../records.ts'

/** What people say about the steps of a session, in order. */
export default defineCollection<CommentRecord>({
  key: 'comments',
  room: 'session',
  writer: 'server',
  shape: 'list',
  check: shape({ step: text, author, at: integer, text }),
})
