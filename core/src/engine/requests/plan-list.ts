import { shape, text } from '../../document/check.ts'
import steps from '../../document/collections/steps.ts'
import { sessionRoom } from '../../document/rooms.ts'
import { defineRequest } from '../define-request.ts'
import { requireSession } from '../require-session.ts'

export default defineRequest({
  id: 'plan.list',
  summary: "A session's steps in their order.",
  input: shape({ session: text }),
  async run({ host, project, idle }, { session }) {
    await idle()
    requireSession(project, session)
    const room = await host.open(sessionRoom(session))
    try {
      const ordered = [...steps.entries(room.doc)].sort(([, a], [, b]) => a.position - b.position)
      return { steps: ordered.map(([id, step]) => ({ id, ...step })) }
    } finally {
      room.release()
    }
  },
})
