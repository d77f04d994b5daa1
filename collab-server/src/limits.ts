/** Every limit of the server, with its name in the settings. */
export interface Limits {
  /** Bytes of one message from a client. */
  messageBytes: number
  /** Messages a second of one connection to one room, and how many may come at once. */
  messagesPerSecond: number
  messageBurst: number
  /** Bytes of one client's presence, as JSON. */
  presenceBytes: number
  presencePerSecond: number
  /** Bytes that may wait for a client that does not read. */
  unreadBytes: number
  /** Requests of one connection that may run at once. */
  requestsAtOnce: number
  /** Connections over TCP that have not shown the token yet: how many at once, for how many ms, with how many bytes. */
  strangers: number
  strangerMs: number
  strangerBytes: number
}

export const DEFAULT_LIMITS: Limits = {
  messageBytes: 4 * 1024 * 1024,
  messagesPerSecond: 1_000,
  messageBurst: 2_000,
  presenceBytes: 4 * 1024,
  presencePerSecond: 10,
  unreadBytes: 128 * 1024 * 1024,
  requestsAtOnce: 64,
  strangers: 128,
  strangerMs: 10_000,
  strangerBytes: 512 * 1024,
}

/** Lets `perSecond` through in the long run and `burst` at once. */
export class Bucket {
  readonly #perSecond: number
  readonly #burst: number
  #left: number
  #at: number

  constructor(perSecond: number, burst: number, now: number) {
    this.#perSecond = perSecond
    this.#burst = burst
    this.#left = burst
    this.#at = now
  }

  /** `now` in ms. False when the limit is reached. A clock that is set back takes nothing away. */
  take(now: number): boolean {
    const passed = Math.max(0, now - this.#at)
    this.#left = Math.min(this.#burst, this.#left + (passed / 1000) * this.#perSecond)
    this.#at = now
    if (this.#left < 1) return false
    this.#left -= 1
    return true
  }
}
