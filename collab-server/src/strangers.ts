import type { Socket } from 'node:net'
import type { Limits } from './limits.ts'

/** Bounds what connections over TCP cost before they have shown the token: their number, their time and their bytes. */
export class Strangers {
  readonly #limits: Limits
  /** Oldest first. */
  readonly #timers = new Map<Socket, NodeJS.Timeout>()

  constructor(limits: Limits) {
    this.#limits = limits
  }

  /** Takes a new connection. When there are too many the one that has waited longest is closed, so that others get in. */
  add(socket: Socket): void {
    this.#timers.set(
      socket,
      setTimeout(() => socket.destroy(), this.#limits.strangerMs),
    )
    socket.once('close', () => this.#forget(socket))
    if (this.#timers.size > this.#limits.strangers) this.#timers.keys().next().value!.destroy()
  }

  /** For one that became a WebSocket: HTTP alone bounds what is read of a request. */
  bound(socket: Socket): void {
    const count = () => {
      if (!this.#timers.has(socket)) socket.off('data', count)
      else if (socket.bytesRead > this.#limits.strangerBytes) socket.destroy()
    }
    socket.on('data', count)
  }

  /** It has shown the token: from now on it is bounded as every client is. */
  prove(socket: Socket): void {
    this.#forget(socket)
  }

  close(): void {
    for (const socket of this.#timers.keys()) socket.destroy()
  }

  #forget(socket: Socket): void {
    clearTimeout(this.#timers.get(socket))
    this.#timers.delete(socket)
  }
}
