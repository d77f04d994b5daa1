import { defineKnowledgeSource } from '../define-knowledge-source.ts'

export default defineKnowledgeSource({
  id: 'fixes',
  prefix: 'fix',
  docs: 'What was changed between a failure and the next success of the same command.',
  async list({ learning }) {
    return (await (await learning()).documents()).map(({ id, version }) => ({ id, version }))
  },
  async read({ learning }, ids) {
    const wanted = new Set(ids)
    return (await (await learning()).documents()).filter(({ id }) => wanted.has(id))
  },
})
