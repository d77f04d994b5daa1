import { accessSync, constants, statfsSync } from 'node:fs'

/** Bytes. The store of facts that may be held, and of what it writes before it tidies up, is a part of this. */
const ROOM = 256 * 1024 * 1024

/** Whether what is held now can be saved in the folder later, as far as can be told. */
export function hasRoomToSave(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK)
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize >= ROOM
  } catch {
    return false
  }
}
