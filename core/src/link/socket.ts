import { WebSocket } from 'ws'

const MOST_BYTES = 512 * 1024 * 1024
const CLOSE_MS = 500

/** A WebSocket class for the provider, which gives us hold of the socket that is open. */
export function trackedSocket(): { Socket: typeof WebSocket; end(): Promise<void> } {
  let current: WebSocket | null = null
  class Socket extends WebSocket {
    constructor(url: string | URL) {
      super(url, { perMessageDeflate: false, maxPayload: MOST_BYTES })
      // The provider drops its listeners before it closes; an error after that would end the process.
      this.on('error', () => {})
      current = this
    }
  }
  return { Socket: Socket as typeof WebSocket, end: () => end(current) }
}

/** Resolves when the socket is closed; a peer that does not answer is given half a second. */
async function end(socket: WebSocket | null): Promise<void> {
  if (!socket || socket.readyState === WebSocket.CLOSED) return
  await new Promise<void>((resolve) => {
    const timer = setTimeout(() => socket.terminate(), CLOSE_MS)
    socket.once('close', () => {
      clearTimeout(timer)
      resolve()
    })
    socket.close()
  })
}
