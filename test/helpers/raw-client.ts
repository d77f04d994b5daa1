import { once } from 'node:events'
import { PROJECT_ROOM } from '@tlc/core/document/rooms'
import { SCHEMA } from '@tlc/core/document/schema'
import { type Join, PROTOCOL } from '@tlc/core/link/protocol'
import { createDecoder, readVarString, readVarUint } from 'lib0/decoding'
import { createEncoder, toUint8Array, writeVarString, writeVarUint, writeVarUint8Array } from 'lib0/encoding'
import { WebSocket } from 'ws'

/** Numbers of Hocuspocus' frames. */
export const FRAME = {
  sync: 0,
  awareness: 1,
  auth: 2,
  stateless: 5,
  broadcastStateless: 6,
  close: 7,
  syncStatus: 8,
} as const

export interface RawClient {
  readonly socket: WebSocket
  /** Type and text of what the server sent, oldest first; text of auth, stateless and close frames only. */
  readonly received: { room: string; type: number; text: string }[]
  send(bytes: Uint8Array): void
  join(room: string, join?: Partial<Join>): void
  stateless(room: string, frame: unknown): void
  update(room: string, update: Uint8Array): void
  awareness(room: string, update: Uint8Array): void
  answer(id: number): Promise<unknown>
  /** Resolves once something fitting was received. */
  expect(
    fits: (frame: { room: string; type: number; text: string }) => boolean,
  ): Promise<{ room: string; type: number; text: string }>
  close(): void
}

/** A client that speaks the frames itself, and may therefore say anything. Enters the project room unless told otherwise. */
export async function rawClient(url: string, join: Partial<Join> = {}, enters = true): Promise<RawClient> {
  const socket = new WebSocket(url, { perMessageDeflate: false })
  const received: { room: string; type: number; text: string }[] = []
  const waiting = new Set<() => void>()
  socket.on('message', (data: Buffer) => {
    const decoder = createDecoder(new Uint8Array(data))
    const room = readVarString(decoder)
    const type = readVarUint(decoder)
    received.push({ room, type, text: textOf(type, decoder) })
    for (const look of waiting) look()
  })
  socket.on('error', () => {})
  await once(socket, 'open')

  const client: RawClient = {
    socket,
    received,
    send: (bytes) => socket.send(bytes),
    join(room, more = {}) {
      const joined = { protocol: PROTOCOL, schema: SCHEMA, name: 'Raw', client: 'cli', epoch: null, ...join, ...more }
      client.send(
        frame(room, FRAME.auth, (encoder) => {
          writeVarUint(encoder, 0)
          writeVarString(encoder, JSON.stringify(joined))
        }),
      )
    },
    stateless: (room, body) =>
      client.send(
        frame(room, FRAME.stateless, (encoder) =>
          writeVarString(encoder, typeof body === 'string' ? body : JSON.stringify(body)),
        ),
      ),
    update: (room, update) =>
      client.send(
        frame(room, FRAME.sync, (encoder) => {
          writeVarUint(encoder, 2)
          writeVarUint8Array(encoder, update)
        }),
      ),
    awareness: (room, update) =>
      client.send(frame(room, FRAME.awareness, (encoder) => writeVarUint8Array(encoder, update))),
    async answer(id) {
      const isAnswer = ({ type, text }: { type: number; text: string }) =>
        type === FRAME.stateless && (JSON.parse(text) as { id?: number }).id === id
      return JSON.parse((await client.expect(isAnswer)).text) as unknown
    },
    expect(fits) {
      const found = Promise.withResolvers<{ room: string; type: number; text: string }>()
      const timer = setTimeout(() => found.reject(new Error(`not received; got ${JSON.stringify(received)}`)), 60_000)
      const look = () => {
        const frame = received.find(fits)
        if (frame) found.resolve(frame)
      }
      waiting.add(look)
      look()
      return found.promise.finally(() => {
        clearTimeout(timer)
        waiting.delete(look)
      })
    },
    close: () => socket.close(),
  }
  if (enters) {
    client.join(PROJECT_ROOM)
    await client.expect(({ type, text }) => type === FRAME.stateless && text.includes('"room"'))
  }
  return client
}

export function frame(
  room: string,
  type: number,
  write: (encoder: ReturnType<typeof createEncoder>) => void,
): Uint8Array {
  const encoder = createEncoder()
  writeVarString(encoder, room)
  writeVarUint(encoder, type)
  write(encoder)
  return toUint8Array(encoder)
}

function textOf(type: number, decoder: ReturnType<typeof createDecoder>): string {
  if (type === FRAME.stateless || type === FRAME.close) return readVarString(decoder)
  if (type !== FRAME.auth) return ''
  const kind = readVarUint(decoder)
  return kind === 0 ? '' : readVarString(decoder)
}
