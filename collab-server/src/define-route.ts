import type { Collab } from './collab.ts'

export interface RouteContext {
  collab: Collab
  /** What came with a POST, as JSON; null without a body. */
  body: unknown
  /** Aborts when the client goes before the answer. */
  signal: AbortSignal
  /** Ends the daemon once the answer is out. */
  stop(): void
}

export interface RouteDefinition {
  id: string
  method: 'GET' | 'POST'
  path: string
  /** Also over TCP; there it takes the token. */
  remote: boolean
  /** A `TlcError` is answered with 400 and its code. */
  run(context: RouteContext): unknown | Promise<unknown>
}

/** One HTTP route that answers in JSON. */
export function defineRoute(definition: RouteDefinition): RouteDefinition {
  return definition
}
