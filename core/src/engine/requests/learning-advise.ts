import { list, optional, shape, text, textOf } from '../../document/check.ts'
import { defineRequest } from '../define-request.ts'

export default defineRequest({
  id: 'learning.advise',
  summary: 'What fixed errors like those in an output before.',
  input: shape({ output: textOf(0, 1_000_000), command: optional(list(text, 1_000)) }),
  run: async ({ learning }, { output, command }) => (await learning()).adviseOn(output, command),
})
