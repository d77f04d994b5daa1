import { collections } from '@tlc/core/document/collections.generated'
import type * as Y from 'yjs'

/** More dead parts than this, and than living ones, and a room is rebuilt at its next load. */
const MOST_DEAD = 50_000

/** Whether what was overwritten and deleted weighs more than what is there: Yjs keeps some bytes of each for ever. */
export function isCrowded(doc: Y.Doc): boolean {
  let dead = 0
  let live = 0
  for (const structs of doc.store.clients.values()) {
    for (const struct of structs) {
      if (struct.deleted) dead++
      else live++
    }
  }
  return dead > MOST_DEAD && dead > live
}

/**
 * Writes the present values of a server-written room into an empty document, whose history then begins there. False, and
 * nothing is written, when the room holds a root key that no collection knows: its values would be lost.
 */
export function rebuild(from: Y.Doc, to: Y.Doc, origin: unknown): boolean {
  const known = new Map(collections.map((collection) => [collection.key, collection]))
  const keys = [...from.share.keys()]
  if (keys.some((key) => !known.has(key) || known.get(key)!.shape === 'text')) return false
  to.transact(() => {
    for (const key of keys) {
      if (known.get(key)!.shape === 'list') to.getArray(key).push(from.getArray(key).toArray())
      else for (const [entry, value] of from.getMap(key).entries()) to.getMap(key).set(entry, value)
    }
  }, origin)
  return true
}
