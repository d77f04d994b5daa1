import { integer, nullable, oneOf, optional, shape, text, textOf } from '../document/check.ts'
import type { PresenceState, Role } from '../document/records.ts'
import { TlcError } from '../system/error.ts'

/** Version of the frames below. A server refuses another one. */
export const PROTOCOL = 1

/** What a client says when it enters a room, as JSON in the place of Hocuspocus' token. */
export interface Join {
  protocol: number
  /** The schema of the documents that the client understands. */
  schema: number
  /** The name under which the person wants to be seen. */
  name: string
  client: PresenceState['client']
  /** Over TCP only. */
  token?: string | undefined
  /** The history of the replica at hand; null for an empty one. */
  epoch: number | null
}

/** Check of a `Join` from outside. */
export const join = shape({
  protocol: integer,
  schema: integer,
  name: textOf(0, 200),
  client: oneOf('terminal', 'web', 'jupyter', 'cli', 'engine'),
  token: optional(textOf(1, 512)),
  epoch: nullable(integer),
})

/**
 * JSON-RPC 2.0 in stateless frames of the project room; `barrier` in any room. `key` makes an intent that is sent again act
 * once. A barrier is answered when everything that the client sent into the room before it is durable.
 */
export type ClientFrame =
  | { jsonrpc: '2.0'; id: number; method: 'intent'; params: { intent: string; input: unknown; key: string } }
  | { jsonrpc: '2.0'; id: number; method: 'request'; params: { request: string; input: unknown } }
  | { jsonrpc: '2.0'; id: number; method: 'barrier' }
  | { jsonrpc: '2.0'; method: 'cancel'; params: { id: number } }

export type ServerFrame =
  | { jsonrpc: '2.0'; id: number; result: unknown }
  | { jsonrpc: '2.0'; id: number; error: RpcError }
  | { jsonrpc: '2.0'; method: 'room'; params: RoomFacts }

/** Sent on every entered room: which history it is in and who the client is in it. */
export interface RoomFacts {
  epoch: number
  schema: number
  self: { id: string; name: string; role: Role }
  readOnly: boolean
}

export interface RpcError {
  /** -32000 for a foreseen fault, else as JSON-RPC 2.0 has it. */
  code: number
  message: string
  data: { code: string; hint: string }
}

export function toRpcError(thrown: unknown): RpcError {
  if (thrown instanceof TlcError) {
    return { code: -32000, message: thrown.message, data: { code: thrown.code, hint: thrown.hint } }
  }
  const message = thrown instanceof Error ? thrown.message : String(thrown)
  return { code: -32603, message, data: { code: 'server/fault', hint: 'See the daemon’s log.' } }
}

export function fromRpcError({ message, data }: RpcError): TlcError {
  return new TlcError(data.code, message, { hint: data.hint })
}

/** A refusal to enter or stay in a room has to fit in one line of text. */
export function refusalText({ code, message, hint }: TlcError): string {
  return JSON.stringify({ code, message, hint })
}

/** The refusal in a reason that the server gave, or null for any other reason. Must not throw. */
export function readRefusal(reason: string): TlcError | null {
  try {
    const value: unknown = JSON.parse(reason)
    const check = shape({ code: text, message: text, hint: text })
    if (check.problem(value) !== null) return null
    const { code, message, hint } = value as { code: string; message: string; hint: string }
    return new TlcError(code, message, { hint })
  } catch {
    return null
  }
}
