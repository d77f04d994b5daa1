import type { ContextAnswer } from '../engine/requests/context-pack.ts'
import { defineTool } from './_define-tool.ts'

export default defineTool({
  id: 'context',
  title: 'What to read for a task',
  description:
    'Gives the code that a task is about, whole functions first, then a map of what else their files define, within a budget of tokens. Use it at the start of a task instead of reading many files.',
  access: 'read',
  input: {
    task: { type: 'string', description: 'The task in plain words', maxLength: 10_000 },
    budget: {
      type: 'integer',
      description: 'Most tokens',
      minimum: 200,
      maximum: 20_000,
      default: 4_000,
      optional: true,
    },
  },
  async run(input, { request }) {
    const { text, ...facts } = await request<ContextAnswer>('context.pack', input)
    const notes: string[] = []
    if (facts.left > 0) notes.push(`${facts.left} more places did not fit; raise budget for them.`)
    if (facts.pendingFiles > 0)
      notes.push(`Partial: ${facts.pendingFiles} files are not searchable yet; ask again later.`)
    return { text: [text, ...notes].join('\n'), details: facts }
  },
})
