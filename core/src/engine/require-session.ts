import type * as Y from 'yjs'
import sessions from '../document/collections/sessions.ts'
import { TlcError } from '../system/error.ts'

/** Throws `request/no-session`, so that a mistyped id is not answered as an empty session, nor its room made. */
export function requireSession(project: Y.Doc, id: string): void {
  if (sessions.has(project, id)) return
  const known = [...sessions.entries(project)].map(([each, { title }]) => `${each} (${title})`)
  throw new TlcError(
    'request/no-session',
    `Expected a session of this project, got \`${id}\`, which it does not have.`,
    {
      hint:
        known.length === 0
          ? 'It has none yet.'
          : `It has ${known.slice(0, 10).join(', ')}${known.length > 10 ? ', …' : ''}.`,
    },
  )
}
