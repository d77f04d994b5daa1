import { integerOf, shape, text } from '../../document/check.ts'
import { defineRequest } from '../define-request.ts'
import { definitionsAt } from '../resolve.ts'

export default defineRequest({
  id: 'symbols.definition',
  summary: 'Where the name at a place is defined, the surest first.',
  input: shape({ path: text, line: integerOf(1), column: integerOf(1) }),
  async run(context, place, signal) {
    return { targets: await definitionsAt(context, place, signal) }
  },
})
