import { flag, integerOf, list, oneOf, optional, shape, text } from '../../document/check.ts'
import type { SearchAnswer } from '../../index/contract.ts'
import { isPartial } from '../../index/progress-text.ts'
import { KINDS } from '../../index/segment/kinds.ts'
import { defineRequest } from '../define-request.ts'
import { filterNotes } from '../filter-notes.ts'

export default defineRequest({
  id: 'search.query',
  summary: 'Code and other knowledge that fits a question, a name, a path or an error message.',
  input: shape({
    query: text,
    limit: optional(integerOf(1, 50)),
    kinds: optional(list(oneOf(...KINDS))),
    paths: optional(list(text)),
    languages: optional(list(text)),
    explain: optional(flag),
  }),
  async run({ knowledge, project }, input, signal): Promise<SearchAnswer> {
    const answer = await knowledge.search(input, signal)
    if (answer.hits.length > 0 || isPartial(answer.progress)) return answer
    const notes = filterNotes(project, input)
    return notes.length > 0 ? { ...answer, notes } : answer
  },
})
