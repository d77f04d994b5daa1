import { randomUUID } from 'node:crypto'
import { HocuspocusProviderWebsocket } from '@hocuspocus/provider'
import type * as Y from 'yjs'
import type { PresenceState } from '../document/records.ts'
import { PROJECT_ROOM, type RoomName } from '../document/rooms.ts'
import { SCHEMA } from '../document/schema.ts'
import { TlcError } from '../system/error.ts'
import type { Link, LinkState, Remembered } from './contract.ts'
import { PresenceLink } from './presence-link.ts'
import { type Join, PROTOCOL, type RoomFacts } from './protocol.ts'
import { Replica } from './replica.ts'
import { trackedSocket } from './socket.ts'

export interface ConnectOptions {
  /** `ws+unix:<socket>:/` for a daemon of this machine, `ws://host:port` or `wss://…` else. */
  url: string
  /** The name under which the person wants to be seen. */
  name: string
  client: PresenceState['client']
  /** Over TCP only. */
  token?: string
  signal?: AbortSignal
  /** Until the first connection stands; default 10,000. */
  timeoutMs?: number
  /** The project room as this client knows it already: only what came since is fetched. Its history may be another one. */
  remembered?: Remembered | null
  /** Told when a connection that stood is lost, with the WebSocket's close code: 1001 when the server stopped in order. */
  onLost?(code: number): void
  /** The schema that this program understands; another one than its own only in tests. */
  schema?: number
}

const DEFAULT_TIMEOUT_MS = 10_000

/** Connects to a running server. Rejects with `link/unreachable`, `auth/…` or `link/newer-client`. */
export async function connect(options: ConnectOptions): Promise<Link> {
  if (options.signal?.aborted) throw unreachable(options, options.signal)
  const link = new SocketLink(options)
  const timer = AbortSignal.timeout(options.timeoutMs ?? DEFAULT_TIMEOUT_MS)
  const stop = options.signal ? AbortSignal.any([timer, options.signal]) : timer
  const stopped = new Promise<never>((_, reject) => {
    stop.addEventListener('abort', () => reject(unreachable(options, stop)), { once: true })
  })
  try {
    await Promise.race([link.entered, stopped])
    return link
  } catch (thrown) {
    await link.close()
    throw thrown
  }
}

class SocketLink implements Link {
  readonly presence: PresenceLink
  readonly #options: ConnectOptions
  readonly #tracked = trackedSocket()
  readonly #socket: HocuspocusProviderWebsocket
  readonly #rooms = new Map<RoomName, Replica>()
  readonly #project: Replica
  readonly #stateListeners = new Set<(state: LinkState) => void>()
  readonly #replacedListeners = new Set<(name: RoomName, doc: Y.Doc) => void>()
  readonly #entered = Promise.withResolvers<void>()
  #state: LinkState = 'connecting'
  #self: RoomFacts['self'] | null = null

  constructor(options: ConnectOptions) {
    this.#options = options
    this.#entered.promise.catch(() => {})
    this.#socket = new HocuspocusProviderWebsocket({
      url: options.url,
      WebSocketPolyfill: this.#tracked.Socket,
      preserveTrailingSlash: true,
      delay: 100,
      minDelay: 50,
      maxDelay: 5_000,
      factor: 1.6,
      onDisconnect: ({ event }) => this.#lost(event.code),
    })
    this.#project = this.#enter(PROJECT_ROOM, options.remembered ?? null)
    this.presence = new PresenceLink(options.client, () => this.#project.awareness)
    this.presence.attach()
  }

  get state(): LinkState {
    return this.#state
  }

  get self(): RoomFacts['self'] | null {
    return this.#self
  }

  /** Resolves when the server has let us in. */
  get entered(): Promise<void> {
    return this.#entered.promise
  }

  onState(listener: (state: LinkState) => void): () => void {
    this.#stateListeners.add(listener)
    return () => this.#stateListeners.delete(listener)
  }

  onReplaced(listener: (name: RoomName, doc: Y.Doc) => void): () => void {
    this.#replacedListeners.add(listener)
    return () => this.#replacedListeners.delete(listener)
  }

  async room(name: RoomName): Promise<Y.Doc> {
    if (this.#state === 'closed') throw closed()
    return (this.#rooms.get(name) ?? this.#enter(name)).synced
  }

  async saved(name: RoomName): Promise<void> {
    await this.#rooms.get(name)?.saved()
  }

  leave(name: RoomName): void {
    // The project room carries calls and presence.
    if (name === PROJECT_ROOM) return
    this.#rooms.get(name)?.close(left())
    this.#rooms.delete(name)
  }

  async intent<T = unknown>(id: string, input: unknown): Promise<T> {
    return (await this.#project.calls.call({ method: 'intent', params: { intent: id, input, key: randomUUID() } })) as T
  }

  async request<T = unknown>(id: string, input: unknown, { signal }: { signal?: AbortSignal } = {}): Promise<T> {
    return (await this.#project.calls.call({ method: 'request', params: { request: id, input } }, signal)) as T
  }

  async close(): Promise<void> {
    if (this.#state === 'closed') return
    this.#become('closed')
    this.#entered.reject(closed())
    this.presence.close()
    for (const room of this.#rooms.values()) room.close(closed())
    this.#rooms.clear()
    this.#socket.destroy()
    await this.#tracked.end()
  }

  #enter(name: RoomName, remembered: Remembered | null = null): Replica {
    const isProject = name === PROJECT_ROOM
    const replica = new Replica({
      name,
      socket: this.#socket,
      introduce: (epoch) => JSON.stringify(this.#join(epoch)),
      isProject,
      remembered,
      onEntered: (facts) => {
        if (isProject) this.#stands(facts)
      },
      onReplaced: (doc) => {
        if (isProject) this.presence.attach()
        for (const listener of this.#replacedListeners) listener(name, doc)
      },
      onRefused: (fault) => {
        this.#rooms.delete(name)
        replica.close(fault)
        if (isProject) this.#refused(fault)
      },
    })
    this.#rooms.set(name, replica)
    return replica
  }

  #join(epoch: number | null): Join {
    const { name, client, token, schema = SCHEMA } = this.#options
    return { protocol: PROTOCOL, schema, name, client, epoch, ...(token !== undefined && { token }) }
  }

  #stands({ self }: RoomFacts): void {
    if (this.#state === 'closed') return
    this.#self = self
    this.#become('connected')
    this.#entered.resolve()
  }

  #lost(code: number): void {
    if (this.#state !== 'connected') return
    for (const room of this.#rooms.values()) room.pause()
    this.#become('reconnecting')
    this.#options.onLost?.(code)
  }

  #refused(fault: TlcError): void {
    this.#entered.reject(fault)
    this.#project.calls.end(fault)
    void this.close()
  }

  #become(state: LinkState): void {
    if (this.#state === state) return
    this.#state = state
    for (const listener of this.#stateListeners) listener(state)
  }
}

function closed(): TlcError {
  return new TlcError('link/closed', 'The connection to the daemon is closed.')
}

function left(): TlcError {
  return new TlcError('link/left', 'This client has left the room.')
}

function unreachable({ url, signal }: ConnectOptions, stop: AbortSignal): TlcError {
  if (signal?.aborted) return new TlcError('link/cancelled', 'Connecting was cancelled.', { cause: signal.reason })
  return new TlcError('link/unreachable', `Nothing answers at ${url}.`, {
    hint: 'Is the daemon running? See `tlc status`.',
    cause: stop.reason,
  })
}
