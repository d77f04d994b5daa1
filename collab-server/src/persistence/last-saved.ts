import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RoomName } from '@tlc/core/document/rooms'
import { SCHEMA, schemaOf } from '@tlc/core/document/schema'
import type { Remembered } from '@tlc/core/link/contract'
import * as Y from 'yjs'
import { snapshotName } from './room-files.ts'
import { decodeSnapshot, type Snapshot } from './snapshot.ts'

/**
 * A room as it was saved last, for a client on this machine to start from: it may be behind the room, never beside it.
 * Null when there is none that a client could go on from. `state` is the project's state folder. Must not throw.
 */
export function lastSaved(state: string, room: RoomName): Remembered | null {
  const snapshot = readSnapshot(join(state, 'wal', snapshotName(room)))
  // What is crowded gets a new history with the next load.
  if (snapshot === null || snapshot.room !== room || snapshot.crowded) return null
  const doc = new Y.Doc()
  Y.applyUpdate(doc, snapshot.state)
  // Of another schema it would have to be migrated, which the server does.
  return schemaOf(doc) === SCHEMA ? { epoch: snapshot.epoch, doc } : null
}

/** Null for one that is missing or damaged, which the server mends and tells. */
function readSnapshot(path: string): Snapshot | null {
  try {
    const { snapshot, repaired } = decodeSnapshot(readFileSync(path), path)
    return repaired ? null : snapshot
  } catch {
    return null
  }
}
