import { readPresence } from '../document/presence.ts'
import type { PresenceState } from '../document/records.ts'

/** The server lets ten through a second. */
const BETWEEN_MS = 110

interface AwarenessPort {
  clientID: number
  getStates(): Map<number, Record<string, unknown>>
  setLocalState(state: Record<string, unknown> | null): void
  on(event: 'change', listener: (change: AwarenessChange) => void): void
  off(event: 'change', listener: (change: AwarenessChange) => void): void
}

/** Connections whose presence is new, another or gone. */
type AwarenessChange = Record<'added' | 'updated' | 'removed', number[]>

/** This client's presence and that of the others, on whichever awareness the project's replica has at the time. */
export class PresenceLink {
  readonly #awareness: () => AwarenessPort | null
  readonly #listeners = new Set<() => void>()
  readonly #hear = ({ added, updated, removed }: AwarenessChange) => {
    const own = this.#watched?.clientID
    if ([...added, ...updated, ...removed].some((id) => id !== own)) this.#inform()
  }
  #watched: AwarenessPort | null = null
  #state: Pick<PresenceState, 'client' | 'place'>
  #timer: NodeJS.Timeout | null = null
  #sentAt = Number.NEGATIVE_INFINITY

  constructor(client: PresenceState['client'], awareness: () => AwarenessPort | null) {
    this.#state = { client, place: null }
    this.#awareness = awareness
  }

  /** To be called whenever the replica is new. */
  attach(): void {
    this.#watched?.off('change', this.#hear)
    this.#watched = this.#awareness()
    this.#watched?.on('change', this.#hear)
    this.#publish()
    this.#inform()
  }

  set(state: Pick<PresenceState, 'client' | 'place'>): void {
    this.#state = state
    const wait = this.#sentAt + BETWEEN_MS - performance.now()
    if (wait <= 0) this.#publish()
    else this.#timer ??= setTimeout(() => this.#publish(), wait).unref()
  }

  others(): PresenceState[] {
    const awareness = this.#awareness()
    if (!awareness) return []
    return [...awareness.getStates()].flatMap(([id, state]) => {
      const presence = id === awareness.clientID ? null : readPresence(state)
      return presence ? [presence] : []
    })
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  close(): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#watched?.off('change', this.#hear)
    this.#listeners.clear()
  }

  #inform(): void {
    for (const listener of this.#listeners) listener()
  }

  #publish(): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
    this.#sentAt = performance.now()
    // The server fills in who it is.
    this.#awareness()?.setLocalState({ ...this.#state })
  }
}
