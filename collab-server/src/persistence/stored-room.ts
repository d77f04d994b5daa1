import { join } from 'node:path'
import { TlcError } from '@tlc/core/system/error'
import type { LogFiles } from './log-files.ts'
import { type Scan, scanLog } from './record.ts'
import { earlierName, logName, logsOf, snapshotName } from './room-files.ts'
import { decodeSnapshot, type Snapshot } from './snapshot.ts'

/** What the disk holds of a room. */
export interface StoredRoom {
  /** The state to begin with; null for a room that never had a snapshot. */
  snapshot: Snapshot | null
  /** Bytes of its file. */
  snapshotBytes: number
  /** Every log since, oldest first. */
  logs: { generation: number; path: string; bytes: Uint8Array; scan: Scan }[]
  /** The newest snapshot does not verify as it is: one bit of it was put right, or what came before it serves in its place. */
  isMended: boolean
  /** A log that must be there is empty or gone: what it held is lost, and nobody knows how much. */
  isCut: boolean
}

/**
 * Reads what is there of a room, and changes nothing. Where the newest snapshot is damaged or gone, the one before it and
 * the logs since then hold the same. Throws `storage/damaged` when they do not either: a room is never served half.
 */
export function readStoredRoom(files: LogFiles, folder: string, room: string): StoredRoom {
  const generations = logsOf(files.names(folder), room)
  const newest = readSnapshot(files, join(folder, snapshotName(room)), room)
  const since = (from: number) => generations.filter((generation) => generation >= from).map(readLog)
  const readLog = (generation: number) => {
    const path = join(folder, logName(room, generation))
    const bytes = files.read(path) ?? new Uint8Array(0)
    return { generation, path, bytes, scan: scanLog(bytes) }
  }
  if (newest && !(newest instanceof TlcError)) {
    const { snapshot, bytes, repaired } = newest
    const logs = since(snapshot.generation)
    return { snapshot, snapshotBytes: bytes, logs, isMended: repaired, isCut: !isWhole(logs, snapshot.generation) }
  }
  const earlier = readSnapshot(files, join(folder, earlierName(room)), room)
  const fault = newest ?? (earlier instanceof TlcError ? earlier : null)
  const before = earlier instanceof TlcError ? null : earlier
  const from = before?.snapshot.generation ?? 0
  const known = generations.filter((generation) => generation >= from)
  const hasAll = known.every((generation, i) => generation === from + i) && (known.length > 0 || !before)
  if (!hasAll || (fault && known.length === 0)) throw fault ?? missingSnapshot(room, folder)
  const logs = since(from)
  return {
    snapshot: before?.snapshot ?? null,
    snapshotBytes: before?.bytes ?? 0,
    logs,
    isMended: fault !== null || before !== null,
    isCut: logs.some(({ bytes }) => bytes.length === 0),
  }
}

function isWhole(logs: StoredRoom['logs'], from: number): boolean {
  return logs.length > 0 && logs.every(({ generation, bytes }, i) => generation === from + i && bytes.length > 0)
}

function readSnapshot(
  files: LogFiles,
  path: string,
  room: string,
): { snapshot: Snapshot; repaired: boolean; bytes: number } | TlcError | null {
  const bytes = files.read(path)
  if (!bytes) return null
  try {
    const { snapshot, repaired } = decodeSnapshot(bytes, path)
    if (snapshot.room === room) return { snapshot, repaired, bytes: bytes.length }
    return new TlcError('storage/damaged', `The snapshot ${path} is of another room, ${snapshot.room}.`, {
      hint: 'Put the right one in its place.',
    })
  } catch (thrown) {
    if (thrown instanceof TlcError) return thrown
    throw thrown
  }
}

function missingSnapshot(room: string, folder: string): TlcError {
  return new TlcError('storage/damaged', `The room ${room} has a log but no snapshot.`, {
    hint: `Put the snapshot back, or move the room’s files in ${folder} away to start it anew.`,
  })
}
