import type * as Y from 'yjs'

/**
 * Fills a document that nobody has seen yet, in one transaction. Yjs would encode all of it once more for those who hear
 * `update`, and Hocuspocus does from the beginning: half of the time of loading a room.
 */
export function unheard(doc: Y.Doc, origin: unknown, fill: () => void): void {
  const listeners = doc._observers.get('update')
  doc._observers.delete('update')
  try {
    doc.transact(fill, origin)
  } finally {
    if (listeners) doc._observers.set('update', listeners)
  }
}
