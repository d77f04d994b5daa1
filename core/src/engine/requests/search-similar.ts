import { integerOf, optional, shape, text } from '../../document/check.ts'
import type { SearchAnswer } from '../../index/contract.ts'
import { defineRequest } from '../define-request.ts'

export default defineRequest({
  id: 'search.similar',
  summary: 'What is like the definition, section or cell at a line of a file.',
  input: shape({ path: text, line: integerOf(1), limit: optional(integerOf(1, 50)) }),
  run: ({ knowledge }, input, signal): Promise<SearchAnswer> => knowledge.similar(input, signal),
})
