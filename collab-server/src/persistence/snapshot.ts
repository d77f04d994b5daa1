import { TlcError } from '@tlc/core/system/error'
import { checksum, flippedBit } from './checksum.ts'

/** A room's whole state at the start of a log generation. */
export interface Snapshot {
  room: string
  epoch: number
  /** The first log that is not in the state. */
  generation: number
  /** Idempotency key → the answer that was given, newest last. */
  answers: [string, string][]
  /** What was overwritten outweighs what is there: the next load begins a new history with the present values. */
  crowded?: boolean
  state: Uint8Array
}

const MAGIC = 'tlc-snapshot-1'
const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** First line: magic, checksum of the second. Second line: the head as JSON, with the state's size and checksum. Then the state. */
export function encodeSnapshot({ state, ...head }: Snapshot): Uint8Array[] {
  const second = encoder.encode(JSON.stringify({ ...head, bytes: state.length, sum: checksum(state) }))
  return [encoder.encode(`${MAGIC} ${checksum(second)}\n`), second, encoder.encode('\n'), state]
}

/** Throws `TlcError` `storage/damaged` when more than one bit of the state is wrong: a room is never served half. */
export function decodeSnapshot(bytes: Uint8Array, path: string): { snapshot: Snapshot; repaired: boolean } {
  const first = bytes.indexOf(10)
  const second = bytes.indexOf(10, first + 1)
  if (first < 0 || second < 0) throw damaged(path, 'its head is cut off')
  const [magic, sum] = decoder.decode(bytes.subarray(0, first)).split(' ')
  const headBytes = bytes.subarray(first + 1, second)
  if (magic !== MAGIC || Number(sum) !== checksum(headBytes)) throw damaged(path, 'its head does not verify')
  const { bytes: size, sum: expected, ...head } = JSON.parse(decoder.decode(headBytes)) as Head
  const state = new Uint8Array(bytes.subarray(second + 1))
  if (state.length !== size) throw damaged(path, `${size} bytes of state were expected, ${state.length} are there`)
  const computed = checksum(state)
  if (computed === expected) return { snapshot: { ...head, state }, repaired: false }
  const flipped = flippedBit(computed, expected, size)
  if (!flipped) throw damaged(path, 'its state does not verify')
  state[flipped.byte]! ^= 1 << flipped.bit
  return { snapshot: { ...head, state }, repaired: true }
}

type Head = Omit<Snapshot, 'state'> & { bytes: number; sum: number }

function damaged(path: string, why: string): TlcError {
  return new TlcError('storage/damaged', `The snapshot ${path} is damaged: ${why}.`, {
    hint: 'Put a copy of it back, or move it and the logs beside it away to start that room anew.',
  })
}
