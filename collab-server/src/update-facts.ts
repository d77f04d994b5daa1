import * as Y from 'yjs'

type Decoded = ReturnType<typeof Y.decodeUpdate>
type Id = { client: number; clock: number }

/** Whether the update holds anything that the document does not. A reconnecting client repeats all its deletions. */
export function hasNews(doc: Y.Doc, update: Uint8Array): boolean {
  const { structs, ds } = Y.decodeUpdate(update)
  for (const struct of structs) {
    if (struct instanceof Y.Skip) continue
    if (struct.id.clock + struct.length > Y.getState(doc.store, struct.id.client)) return true
  }
  return ds.clients.size > 0 && !Y.snapshotContainsUpdate(Y.snapshot(doc), update)
}

/**
 * Why the update cannot take effect at once, or null. What waits for something that is not there yet is invisible, costs
 * time with every later update, and would slip in once somebody sends what it waits for. Throws when it is no update.
 */
export function waitsFor(doc: Y.Doc, update: Uint8Array): string | null {
  const decoded = Y.decodeUpdate(update)
  const own = ownRanges(doc, decoded)
  if (own === null) return 'it leaves a gap behind what the server has of its author'
  const isKnown = ({ client, clock }: Id) => clock < (own.get(client) ?? Y.getState(doc.store, client))
  for (const struct of decoded.structs) {
    if (!(struct instanceof Y.Item)) continue
    const parent: unknown = struct.parent
    const isId = parent instanceof Y.ID
    if (struct.origin && !isKnown(struct.origin)) return 'it builds on a part that the server does not have'
    if (struct.rightOrigin && !isKnown(struct.rightOrigin)) return 'it builds on a part that the server does not have'
    if (isId && !isKnown(parent)) return 'it is inside a part that the server does not have'
  }
  for (const [client, ranges] of decoded.ds.clients) {
    for (const { clock, len } of ranges) {
      if (!isKnown({ client, clock: clock + len - 1 })) return 'it deletes a part that the server does not have'
    }
  }
  return null
}

/** Client → the clock behind its last struct once the update is applied; null when there is a gap. */
function ownRanges(doc: Y.Doc, { structs }: Decoded): Map<number, number> | null {
  const ends = new Map<number, number>()
  for (const struct of structs) {
    if (struct instanceof Y.Skip) continue
    const { client, clock } = struct.id
    const end = ends.get(client) ?? Y.getState(doc.store, client)
    if (clock > end) return null
    ends.set(client, Math.max(end, clock + struct.length))
  }
  return ends
}
