import type * as Y from 'yjs'
import meta from './collections/meta.ts'
import type { Migration } from './define-migration.ts'
import { migrations } from './migrations.generated.ts'

/** The schema version that this program writes. */
export const SCHEMA: number = Math.max(...migrations.map(({ to }) => to))

/** The schema of a room as it stands; 0 for one that was never stamped. */
export function schemaOf(doc: Y.Doc): number {
  return meta.get(doc, 'schema') ?? 0
}

/**
 * Brings a server-written room up to `SCHEMA`, one step after another, each in one transaction with its stamp. Returns the
 * version it came from. Throws `RangeError` for a room that a newer program wrote: it must not be touched.
 */
export function migrate(doc: Y.Doc, steps: readonly Migration[] = migrations, origin?: unknown): number {
  const from = schemaOf(doc)
  const newest = Math.max(0, ...steps.map(({ to }) => to))
  if (from > newest) throw new RangeError(`the room has schema ${from}, this program knows up to ${newest}`)
  for (const step of [...steps].sort((a, b) => a.to - b.to)) {
    if (step.to <= schemaOf(doc)) continue
    doc.transact(() => {
      step.run(doc)
      meta.put(doc, 'schema', step.to)
    }, origin)
  }
  return from
}
