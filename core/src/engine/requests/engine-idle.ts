import { shape } from '../../document/check.ts'
import { defineRequest } from '../define-request.ts'

export default defineRequest({
  id: 'engine.idle',
  summary: 'Answers once analysis, history and plan have nothing left to do.',
  input: shape({}),
  async run({ idle }) {
    await idle()
    return {}
  },
})
