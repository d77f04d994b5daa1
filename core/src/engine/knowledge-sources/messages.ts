import messages from '../../document/collections/messages.ts'
import sessions from '../../document/collections/sessions.ts'
import steps from '../../document/collections/steps.ts'
import { sessionRoom } from '../../document/rooms.ts'
import type { KnowledgeDocument } from '../../index/contract.ts'
import { redact } from '../../learning/redact.ts'
import { defineKnowledgeSource, type SourceContext } from '../define-knowledge-source.ts'

/** Of each session the latest; what is older is in its export. */
const MOST_MESSAGES = 2_000

export default defineKnowledgeSource({
  id: 'messages',
  prefix: 'message',
  docs: 'What was said and decided in the sessions.',
  async list(context) {
    return (await allOf(context)).map(({ id, version }) => ({ id, version }))
  },
  async read(context, ids) {
    const wanted = new Set(ids)
    const documents = (await allOf(context)).filter(({ id }) => wanted.has(id))
    return documents.map((message) => ({ ...message, text: redact(message.text) }))
  },
})

async function allOf({ project, host }: SourceContext): Promise<KnowledgeDocument[]> {
  const documents: KnowledgeDocument[] = []
  for (const [sessionId, { title }] of sessions.entries(project)) {
    const room = await host.open(sessionRoom(sessionId))
    try {
      const said = messages.all(room.doc).filter(({ kind }) => kind === 'text')
      for (const { id, author, at, text } of said.slice(-MOST_MESSAGES)) {
        documents.push({
          id: `message:${sessionId}/${id}`,
          kind: 'message',
          title: `${author.name} in ${title}`,
          text,
          at,
          version: `${at}:${text}`,
        })
      }
      for (const [id, step] of steps.entries(room.doc)) {
        if (step.state !== 'approved' && step.state !== 'rejected' && step.state !== 'done') continue
        documents.push({
          id: `message:${sessionId}/step-${id}`,
          kind: 'message',
          title: `${title}: ${step.state}`,
          text: `${step.title}\n\n${step.why}`,
          at: 0,
          version: `${step.state}:${step.title}:${step.why}`,
        })
      }
    } finally {
      room.release()
    }
  }
  return documents
}
