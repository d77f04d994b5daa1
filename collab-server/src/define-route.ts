import type { Transport } from './client.ts'
import type { Collab } from './collab.ts'

export interface RouteContext {
  collab: Collab
  transport: Transport
  /** Ends the daemon once the answer is out. */
  stop(): void
}

export interface RouteDefinition {
  id: string
  method: 'GET' | 'POST'
  path: string
  /** Also over TCP; there it takes the token. */
  remote: boolean
  run(context: RouteContext): unknown
}

/** One HTTP route that answers in JSON. */
export function defineRoute(definition: RouteDefinition): RouteDefinition {
  return definition
}
