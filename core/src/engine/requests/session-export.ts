import { shape, text } from '../../document/check.ts'
import { sessionMarkdown } from '../../document/export-session.ts'
import { sessionRoom } from '../../document/rooms.ts'
import { defineRequest } from '../define-request.ts'
import { requireSession } from '../require-session.ts'

export default defineRequest({
  id: 'session.export',
  summary: 'A session as Markdown: plan, decisions, comments and messages.',
  input: shape({ session: text }),
  async run({ host, project }, { session }) {
    requireSession(project, session)
    const room = await host.open(sessionRoom(session))
    try {
      return { markdown: sessionMarkdown({ project, session: room.doc, id: session }) }
    } finally {
      room.release()
    }
  },
})
