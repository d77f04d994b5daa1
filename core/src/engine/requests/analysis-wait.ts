import { shape } from '../../document/check.ts'
import { defineRequest } from '../define-request.ts'

export default defineRequest({
  id: 'analysis.wait',
  summary: 'Answers once everything on disk has been analysed, with the revision of the analysis.',
  input: shape({}),
  async run({ analysed }) {
    return { revision: await analysed() }
  },
})
