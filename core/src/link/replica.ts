import { HocuspocusProvider, type HocuspocusProviderWebsocket, WebSocketStatus } from '@hocuspocus/provider'
import * as Y from 'yjs'
import type { RoomName } from '../document/rooms.ts'
import type { TlcError } from '../system/error.ts'
import { Calls } from './calls.ts'
import type { Remembered } from './contract.ts'
import { type RoomFacts, readRefusal, type ServerFrame } from './protocol.ts'

export interface ReplicaOptions {
  name: RoomName
  socket: HocuspocusProviderWebsocket
  /** What to say on entering, for a replica of this epoch. */
  introduce(epoch: number | null): string
  /** The project room carries presence and calls. */
  isProject: boolean
  /** What to go on from instead of an empty document. */
  remembered: Remembered | null
  /** The room was entered, at first or again. */
  onEntered(facts: RoomFacts): void
  /** The document belonged to another history and was exchanged for this one. */
  onReplaced(doc: Y.Doc): void
  /** The server will not have us in this room. */
  onRefused(fault: TlcError): void
}

/** Refusals after which the same replica may come back by itself. */
const PASSING = /^(storage|limit)\//
/** Refusals that say that the replica itself is of no use any more. */
const SPOILT = new Set(['room/moved', 'room/malformed-update', 'room/incomplete-update'])
const FIRST_RETRY_MS = 250
const LAST_RETRY_MS = 5_000

/** One room as this client has it. */
export class Replica {
  readonly calls = new Calls()
  readonly #options: ReplicaOptions
  #provider: HocuspocusProvider
  #epoch: number | null = null
  #entered = false
  #retry: NodeJS.Timeout | null = null
  #retryMs = FIRST_RETRY_MS
  #enteredAt = Number.POSITIVE_INFINITY
  #synced = Promise.withResolvers<Y.Doc>()
  #wasSynced = false
  #closed = false
  /** Whether the provider hears of what is changed here. */
  #hears = false

  constructor(options: ReplicaOptions) {
    this.#options = options
    this.#synced.promise.catch(() => {})
    this.#epoch = options.remembered?.epoch ?? null
    this.#provider = this.#enter(options.remembered?.doc ?? new Y.Doc())
  }

  get doc(): Y.Doc {
    return this.#provider.document
  }

  get awareness() {
    return this.#provider.awareness
  }

  /** Resolves with the document once it holds all that the server had; rejects when the server refuses. */
  get synced(): Promise<Y.Doc> {
    return this.#synced.promise
  }

  /** Resolves when all that was changed here so far is durable on the server. */
  async saved(): Promise<void> {
    await this.calls.call({ method: 'barrier' })
  }

  /** The connection broke: calls wait until the room is entered again. */
  pause(why?: TlcError): void {
    this.#entered = false
    this.calls.pause(why)
  }

  close(why: TlcError): void {
    this.#closed = true
    this.calls.end(why)
    this.#synced.reject(why)
    if (this.#retry) clearTimeout(this.#retry)
    this.#listen()
    this.#provider.destroy()
    this.doc.destroy()
  }

  #enter(document: Y.Doc): HocuspocusProvider {
    const { name, socket, introduce, isProject } = this.#options
    const provider = new HocuspocusProvider({
      name,
      document,
      websocketProvider: socket,
      // An address of its own: else the farewell of a room that was left meets the greeting of the one entered next.
      sessionAwareness: true,
      token: () => introduce(this.#epoch),
      ...(isProject ? {} : { awareness: null }),
      onStateless: ({ payload }) => this.#receive(payload),
      onSynced: () => this.#settle(),
      onAuthenticationFailed: ({ reason }) => this.#refused(reason),
    })
    // A room may be closed while the socket lives on; the provider itself does not come back then.
    provider.on('close', ({ event }: { event: { reason: string } }) => {
      if (socket.status === WebSocketStatus.Connected) this.#refused(event.reason)
    })
    // Not before the document is filled: Yjs would encode all of it once more for this listener.
    document.off('update', provider.boundDocumentUpdateHandler)
    this.#hears = false
    provider.attach()
    return provider
  }

  #receive(payload: string): void {
    const frame = JSON.parse(payload) as ServerFrame
    if ('id' in frame) {
      this.calls.receive(frame)
      return
    }
    this.#epoch = frame.params.epoch
    this.#entered = true
    this.#enteredAt = performance.now()
    if (this.#options.isProject) this.#openCalls()
    this.#options.onEntered(frame.params)
    this.#settle()
  }

  #settle(): void {
    if (!this.#entered || !this.#provider.isSynced) return
    this.#listen()
    this.#wasSynced = true
    this.#synced.resolve(this.doc)
    // Not before: a barrier has to come behind what the room was missing of us.
    if (!this.#options.isProject) this.#openCalls()
  }

  #listen(): void {
    if (!this.#hears) this.doc.on('update', this.#provider.boundDocumentUpdateHandler)
    this.#hears = true
  }

  #openCalls(): void {
    this.calls.open((frame) => this.#provider.sendStateless(JSON.stringify(frame)))
  }

  #refused(reason: string): void {
    if (this.#closed) return
    const fault = readRefusal(reason)
    this.pause(fault ?? undefined)
    if (fault && SPOILT.has(fault.code)) {
      this.#renew()
      return
    }
    if (fault && !PASSING.test(fault.code)) {
      this.#synced.reject(fault)
      this.#options.onRefused(fault)
      return
    }
    if (performance.now() - this.#enteredAt > LAST_RETRY_MS) this.#retryMs = FIRST_RETRY_MS
    this.#retry ??= setTimeout(() => {
      this.#retry = null
      if (this.#options.socket.status !== WebSocketStatus.Connected) return
      void this.#provider.sendToken().then(() => this.#provider.startSync())
    }, this.#retryMs)
    this.#retryMs = Math.min(this.#retryMs * 2, LAST_RETRY_MS)
  }

  #renew(): void {
    const presence = this.#provider.awareness?.getLocalState() ?? null
    const spoilt = this.#provider
    this.#epoch = null
    // The server has closed the room already; a farewell would open it again.
    this.#options.socket.configuration.providerMap.delete(spoilt.effectiveName)
    this.#listen()
    spoilt.destroy()
    this.#provider = this.#enter(new Y.Doc())
    this.#provider.awareness?.setLocalState(presence)
    spoilt.document.destroy()
    // Who waits for the first document gets the one that takes its place.
    if (!this.#wasSynced) return
    this.#wasSynced = false
    this.#synced = Promise.withResolvers<Y.Doc>()
    this.#synced.promise.then((doc) => this.#options.onReplaced(doc)).catch(() => {})
  }
}
