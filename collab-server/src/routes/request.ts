import { anything, optional, shape, text } from '@tlc/core/document/check'
import { TlcError } from '@tlc/core/system/error'
import { defineRoute } from '../define-route.ts'

const check = shape({ request: text, input: optional(anything) })

/** For programs that ask something and go: no room is entered, so no document has to be sent to them. */
export default defineRoute({
  id: 'request',
  method: 'POST',
  path: '/request',
  remote: false,
  async run({ collab, body, signal }) {
    const problem = check.problem(body)
    if (problem !== null) throw new TlcError('rpc/malformed', problem)
    const { request, input } = body as { request: string; input?: unknown }
    return { result: (await collab.request(request, input ?? {}, signal)) ?? null }
  },
})
