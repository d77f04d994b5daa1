import type * as Y from 'yjs'
import type { PresenceState, Role } from '../document/records.ts'
import type { RoomName } from '../document/rooms.ts'

export type LinkState = 'connecting' | 'connected' | 'reconnecting' | 'closed'

/** A server-written room as it was at some time, and the history that it belongs to. */
export interface Remembered {
  epoch: number
  doc: Y.Doc
}

/** One client's connection to the daemon: rooms, intents, requests and presence over one socket. */
export interface Link {
  readonly state: LinkState
  onState(listener: (state: LinkState) => void): () => void
  /** Who the server takes this client for; null until it is let in. */
  readonly self: { id: string; name: string; role: Role } | null
  /** The room's replica, synced once the promise resolves. Server-written rooms are read-only here. */
  room(name: RoomName): Promise<Y.Doc>
  /**
   * Told when a room's history was rebuilt on the server: the document that `room` gave before is dead, `doc` is in its place.
   * Observers have to be set anew.
   */
  onReplaced(listener: (name: RoomName, doc: Y.Doc) => void): () => void
  /** Resolves when all that this client changed in a co-edited room so far is durable on the server. */
  saved(name: RoomName): Promise<void>
  /** Leaves a room and frees its replica. */
  leave(name: RoomName): void
  /** Asks the server to act. Resolves with the intent's result when it is durable; rejects with `TlcError`. */
  intent<T = unknown>(id: string, input: unknown): Promise<T>
  /** Asks for facts that the document does not hold. `signal` cancels on the server too. */
  request<T = unknown>(id: string, input: unknown, options?: { signal?: AbortSignal }): Promise<T>
  readonly presence: {
    set(state: Pick<PresenceState, 'client' | 'place'>): void
    /** Everybody's presence but one's own, by connection. */
    others(): PresenceState[]
    /** Told when the presence of others is another. */
    onChange(listener: () => void): () => void
  }
  close(): Promise<void>
}
