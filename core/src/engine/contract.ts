import type * as Y from 'yjs'
import type { RoomName } from '../document/rooms.ts'

/** How the engine reaches the live documents; the collab server implements it, tests use one in memory. */
export interface RoomHost {
  /** Opens a server-written room and keeps it loaded until `release`. */
  open(name: RoomName): Promise<HostedRoom>
  /** Publishes the engine's own presence (progress) to the project room. Never stored. */
  announce(
    progress: { phase: 'scan' | 'analyse' | 'history' | 'plan' | 'learn'; done: number; total: number } | null,
  ): void
}

export interface HostedRoom {
  readonly name: RoomName
  readonly doc: Y.Doc
  /** One transaction with the engine as origin. */
  write(change: (doc: Y.Doc) => void): void
  /** Resolves when everything written so far survives a crash. Rejects with `TlcError` `storage/…` when it cannot be stored. */
  durable(): Promise<void>
  release(): void
}
