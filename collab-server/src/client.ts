import type { Author, Role } from '@tlc/core/document/records'
import { refusalText } from '@tlc/core/link/protocol'
import { TlcError } from '@tlc/core/system/error'

/** How a client reached the server. */
export type Transport =
  | { kind: 'socket' }
  | {
      kind: 'tcp'
      /** To be called once the client has shown the token. */
      proven(): void
    }

/** Who is behind one connection to one room; stamped by the server when the client enters. */
export interface Client {
  transport: Transport
  author: Author
  role: Role
  colour: string
  /** Its documents are older than ours: it may look and not act. */
  outdated: boolean
}

/** A fault that Hocuspocus hands to the client as the reason why it is put out of a room. */
export class Refusal {
  readonly reason: string

  constructor(fault: TlcError) {
    this.reason = refusalText(fault)
  }
}

export function refuse(code: string, message: string, hint = ''): Refusal {
  return new Refusal(new TlcError(code, message, { hint }))
}
