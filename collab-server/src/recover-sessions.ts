import messages from '@tlc/core/document/collections/messages'
import sessions from '@tlc/core/document/collections/sessions'
import { PROJECT_ROOM, sessionRoom } from '@tlc/core/document/rooms'
import { FIRST_SESSION, FIRST_TITLE } from '@tlc/core/engine/first-session'
import { serverOrigin } from './origins.ts'
import type { Rooms } from './rooms.ts'

const NOBODY = { id: 'server', name: 'server' }

/**
 * Enters those of the sessions into the project's index that it has lost: their own rooms hold what was said and planned in
 * them. Their titles were in the index alone. Resolves with their number.
 */
export async function recoverSessions(rooms: Rooms, ids: readonly string[], now: number): Promise<number> {
  const project = await rooms.keep(PROJECT_ROOM)
  const lost = ids.filter((id) => !sessions.has(project.doc, id))
  for (const id of lost) {
    // One that cannot be read is entered too: whoever opens it is told why.
    const doc = await rooms.keep(sessionRoom(id)).then(
      (room) => room.doc,
      () => null,
    )
    const first = doc ? messages.all(doc)[0] : undefined
    project.transact(serverOrigin('server'), () =>
      sessions.put(project.doc, id, {
        title: id === FIRST_SESSION ? FIRST_TITLE : `Recovered session ${id.slice(0, 6)}`,
        state: 'open',
        createdBy: first?.author ?? NOBODY,
        createdAt: first?.at ?? now,
      }),
    )
  }
  return lost.length
}
