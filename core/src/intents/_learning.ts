import { mayAct } from '../document/presence.ts'
import { TlcError } from '../system/error.ts'
import type { IntentContext } from './_define-intent.ts'

/** Throws `intent/forbidden` for those who may not see what only this machine sees: its files and its networks. */
export function requireOwner(ctx: IntentContext, what: string): void {
  if (mayAct(ctx.role, 'owner')) return
  throw new TlcError('intent/forbidden', `${what} takes the role owner, yours is ${ctx.role}.`)
}
