import { integer, list, shape, text } from '../check.ts'
import { defineCollection } from '../define-collection.ts'

export interface MetaRecords {
  /** Version of the schema in which the room is written. */
  schema: number
  /** In the project room: what was found damaged on the disk, newest last. */
  incidents: { room: string; at: number; lostBytes: number; repaired: number; kept: string }[]
}

/** Stamped by the server on the rooms that it writes. */
export default defineCollection<MetaRecords>({
  key: 'meta',
  room: 'every',
  writer: 'server',
  shape: 'records',
  checks: {
    schema: integer,
    incidents: list(shape({ room: text, at: integer, lostBytes: integer, repaired: integer, kept: text })),
  },
})
