import { redact } from '../../learning/redact.ts'
import { defineKnowledgeSource } from '../define-knowledge-source.ts'

export default defineKnowledgeSource({
  id: 'pages',
  prefix: 'page',
  docs: 'Pages and folders that somebody let the project learn.',
  async list({ pages }) {
    return (await pages()).list().map(({ id, hash }) => ({ id, version: hash }))
  },
  async read({ pages }, ids) {
    const documents = await (await pages()).documents({ only: ids })
    return documents.map((page) => ({ ...page, title: redact(page.title), text: redact(page.text) }))
  },
})
