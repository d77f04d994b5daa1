import { integer } from '../check.ts'
import { defineCollection } from '../define-collection.ts'

export interface MetaRecords {
  /** Version of the schema in which the room is written. */
  schema: number
  /** The history that the room is in; replicas of another epoch are thrown away. */
  epoch: number
}

/** Stamped by the server on the rooms that it writes. */
export default defineCollection<MetaRecords>({
  key: 'meta',
  room: 'every',
  writer: 'server',
  shape: 'records',
  checks: { schema: integer, epoch: integer },
})
