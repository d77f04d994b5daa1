import { author } from '../author.ts'
import { integer, oneOf, shape, text } from '../check.ts'
import { defineCollection } from '../define-collection.ts'
import type { TriageRecord } from '../records.ts'

/** Fingerprint of a finding → what people decided about it. */
export default defineCollection<TriageRecord>({
  key: 'triage',
  room: 'project',
  writer: 'server',
  shape: 'map',
  check: shape({ state: oneOf('accepted', 'dismissed'), reason: text, by: author, at: integer }),
})
