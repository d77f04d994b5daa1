import messages from '../document/collections/messages.ts'
import sessions from '../document/collections/sessions.ts'
import type { SessionRecord } from '../document/records.ts'
import { TlcError } from '../system/error.ts'
import type { SessionIntentContext } from './_define-intent.ts'

export function requireSession(ctx: SessionIntentContext): SessionRecord {
  const session = sessions.get(ctx.project, ctx.sessionId)
  if (!session) {
    throw new TlcError(
      'intent/no-session',
      `Expected a session of this project, got \`${ctx.sessionId}\`, which it does not have.`,
    )
  }
  return session
}

/** Throws `intent/session-closed` for a session that nobody may change any more. */
export function requireOpenSession(ctx: SessionIntentContext): SessionRecord {
  const session = requireSession(ctx)
  if (session.state === 'closed') {
    throw new TlcError('intent/session-closed', `The session “${session.title}” is closed.`, {
      hint: 'Reopen it first.',
    })
  }
  return session
}

/** One line of what happened, under the author's name. */
export function logEvent(ctx: SessionIntentContext, text: string): void {
  messages.append(ctx.session, { id: ctx.newId(), author: ctx.author, at: ctx.now, kind: 'event', text })
}
