import { flag, integerOf, list, oneOf, optional, shape, text } from '../../document/check.ts'
import type { SearchAnswer } from '../../index/contract.ts'
import { KINDS } from '../../index/segment/kinds.ts'
import { defineRequest } from '../define-request.ts'

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
  run: ({ knowledge }, input, signal): Promise<SearchAnswer> => knowledge.search(input, signal),
})
