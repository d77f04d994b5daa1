import { author } from '../author.ts'
import { integer, oneOf, optional, shape, text } from '../check.ts'
import { defineCollection } from '../define-collection.ts'
import type { SessionRecord } from '../records.ts'

/** Session id → its entry in the project's index. */
export default defineCollection<SessionRecord>({
  key: 'sessions',
  room: 'project',
  writer: 'server',
  shape: 'map',
  check: shape({
    title: text,
    state: oneOf('open', 'closed'),
    createdBy: author,
    createdAt: integer,
    closedAt: optional(integer),
  }),
})
