import { defineKnowledgeSource } from '../define-knowledge-source.ts'

export default defineKnowledgeSource({
  id: 'pages',
  prefix: 'page',
  docs: 'Pages and folders that somebody let the project learn.',
  async list({ pages }) {
    return (await pages()).list().map(({ id, hash }) => ({ id, version: hash }))
  },
  async read({ pages }, ids) {
    return (await pages()).documents({ only: ids })
  },
})
