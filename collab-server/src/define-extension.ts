import type { Extension } from '@hocuspocus/server'
import type { Client } from './client.ts'
import type { Limits } from './limits.ts'
import type { RoomStores } from './persistence/room-stores.ts'

/** What extensions work with. */
export interface ServerParts {
  stores: RoomStores
  limits: Limits
  /** Needed over TCP; null when the server does not listen there. */
  token: string | null
  /** Whether a session of this id is in the project's index. */
  hasSession(id: string): Promise<boolean>
  /** To be told when a client asked for a room and was answered. */
  onLook(room: string): void
  now(): number
  log(line: string): void
}

export interface ExtensionDefinition {
  id: string
  /** Higher runs first; 100 without it. */
  priority?: number
  create(parts: ServerParts): Partial<Extension<Client>>
}

/** One concern of the server, by Hocuspocus' hooks. */
export function defineExtension(definition: ExtensionDefinition): ExtensionDefinition {
  return definition
}
