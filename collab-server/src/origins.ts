import type { RecordMeta } from './persistence/record.ts'

/** Origin of a transaction of the server itself, in the form in which Hocuspocus knows it. */
export interface ServerOrigin {
  source: 'local'
  skipStoreHooks: true
  /** Who caused it, and for an intent the key and the answer, filled in before the transaction ends. */
  cause: { author: string; key?: string; answer?: string }
}

export function serverOrigin(author: string): ServerOrigin {
  return { source: 'local', skipStoreHooks: true, cause: { author } }
}

export function isClientOrigin(origin: unknown): boolean {
  return typeof origin === 'object' && origin !== null && 'source' in origin && origin.source === 'connection'
}

/** What the log says about a transaction of the server. */
export function originMeta(origin: unknown, at: number): RecordMeta {
  const cause = isServerOrigin(origin) ? origin.cause : { author: 'server' }
  return { ...cause, at }
}

function isServerOrigin(origin: unknown): origin is ServerOrigin {
  return typeof origin === 'object' && origin !== null && 'cause' in origin
}
