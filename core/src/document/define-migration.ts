import type * as Y from 'yjs'

export interface Migration {
  /** The schema version that the document has afterwards. */
  to: number
  /** Changes the document in place. Must be safe to run twice on the same document. */
  run(doc: Y.Doc): void
}

/** One step upwards from schema `to - 1`. */
export function defineMigration(migration: Migration): Migration {
  return migration
}
