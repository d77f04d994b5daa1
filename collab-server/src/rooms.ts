import { randomUUID } from 'node:crypto'
import type { Document, Hocuspocus } from '@hocuspocus/server'
import meta from '@tlc/core/document/collections/meta'
import type { PresenceState } from '@tlc/core/document/records'
import { PROJECT_ROOM, type RoomName } from '@tlc/core/document/rooms'
import { SCHEMA } from '@tlc/core/document/schema'
import type { HostedRoom, RoomHost } from '@tlc/core/engine/contract'
import { readRefusal } from '@tlc/core/link/protocol'
import type * as Y from 'yjs'
import { BARE_REQUEST } from './bare-request.ts'
import { type Client, Refusal } from './client.ts'
import { type ServerOrigin, serverOrigin } from './origins.ts'
import type { RoomStores } from './persistence/room-stores.ts'

/** Progress is shown ten times a second at most. */
const BETWEEN_MS = 100
/** Sessions that stay loaded after the last intent in them. */
const KEPT = 32

/** A room of the server itself, loaded until it is released. */
export interface OpenRoom extends HostedRoom {
  readonly doc: Document
  /** One transaction under the origin; stamps the schema on a room that was empty. */
  transact<T>(origin: ServerOrigin, change: (transaction: Y.Transaction) => T): T
}

/** The rooms that the server writes, on Hocuspocus' documents. */
export class Rooms implements RoomHost {
  readonly #hocuspocus: Hocuspocus<Client>
  readonly #stores: RoomStores
  readonly #kept = new Map<RoomName, Promise<OpenRoom>>()
  #project: Document | null = null
  #show: NodeJS.Timeout | null = null
  #progress: PresenceState['progress'] = null

  constructor(hocuspocus: Hocuspocus<Client>, stores: RoomStores) {
    this.#hocuspocus = hocuspocus
    this.#stores = stores
  }

  /** Rejects with `storage/…` or `room/…` when the room cannot be served. */
  async open(name: RoomName): Promise<OpenRoom> {
    const doc = await this.#load(name)
    if (name === PROJECT_ROOM) {
      this.#project = doc
      this.#showProgress()
    }
    const stores = this.#stores
    let held = true
    const transact = <T>(origin: ServerOrigin, change: (transaction: Y.Transaction) => T): T =>
      doc.transact((transaction) => {
        if (meta.get(doc, 'schema') === undefined) meta.put(doc, 'schema', SCHEMA)
        return change(transaction)
      }, origin)
    return {
      name,
      doc,
      transact,
      write: (change) => transact(serverOrigin('engine'), () => change(doc)),
      durable: () => stores.get(name)?.durable() ?? Promise.resolve(),
      release: () => {
        if (held) void this.#release(doc)
        held = false
      },
    }
  }

  /** Opens a room for a short use; it stays loaded until others have been used more recently. */
  async keep(name: RoomName): Promise<OpenRoom> {
    const kept = this.#kept.get(name) ?? this.open(name)
    this.#kept.delete(name)
    this.#kept.set(name, kept)
    if (this.#kept.size > KEPT) this.#releaseOldest()
    try {
      return await kept
    } catch (thrown) {
      this.#kept.delete(name)
      throw thrown
    }
  }

  announce(progress: (PresenceState['progress'] & object) | null): void {
    this.#progress = progress
    // Every step of it would cost each client a message; the end is told at once.
    if (progress === null) this.#showProgress()
    else this.#show ??= setTimeout(() => this.#showProgress(), BETWEEN_MS).unref()
  }

  #releaseOldest(): void {
    const [oldest] = this.#kept
    if (!oldest) return
    this.#kept.delete(oldest[0])
    oldest[1].then((room) => room.release()).catch(() => {})
  }

  #showProgress(): void {
    if (this.#show) clearTimeout(this.#show)
    this.#show = null
    const user = { id: 'engine', name: 'engine', colour: '#808080', role: 'owner' } as const
    this.#project?.awareness.setLocalState({ user, client: 'engine', place: null, progress: this.#progress ?? null })
  }

  async #load(name: RoomName): Promise<Document> {
    const access = { isAuthenticated: true, readOnly: false }
    try {
      const doc = await this.#hocuspocus.createDocument(name, BARE_REQUEST, randomUUID(), access)
      return doc.addDirectConnection()
    } catch (thrown) {
      throw (thrown instanceof Refusal && readRefusal(thrown.reason)) || thrown
    }
  }

  async #release(doc: Document): Promise<void> {
    doc.removeDirectConnection()
    await this.#hocuspocus.unloadDocument(doc)
  }
}
