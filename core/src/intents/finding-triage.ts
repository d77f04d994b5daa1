import { list, oneOf, optional, shape } from '../document/check.ts'
import triage from '../document/collections/triage.ts'
import { id, reason } from '../document/limits.ts'
import { TlcError } from '../system/error.ts'
import { defineIntent } from './_define-intent.ts'

const MOST_AT_ONCE = 1_000
const STATES = { accept: 'accepted', dismiss: 'dismissed' } as const

export default defineIntent({
  id: 'finding-triage',
  summary: 'Accepts, dismisses or reopens findings; dismissing says why.',
  room: 'project',
  role: 'editor',
  input: shape({
    fingerprints: list(id, MOST_AT_ONCE),
    action: oneOf('accept', 'dismiss', 'reopen'),
    reason: optional(reason),
  }),
  run(ctx, input) {
    const because = input.reason?.trim() ?? ''
    if (input.action === 'dismiss' && because === '') {
      throw new TlcError('intent/invalid-input', 'finding-triage: expected a reason for dismissing, got none')
    }
    let changed = 0
    for (const fingerprint of new Set(input.fingerprints)) {
      if (input.action === 'reopen') {
        if (triage.delete(ctx.project, fingerprint)) changed++
        continue
      }
      const state = STATES[input.action]
      const before = triage.get(ctx.project, fingerprint)
      if (before?.state === state && before.reason === because) continue
      triage.put(ctx.project, fingerprint, { state, reason: because, by: ctx.author, at: ctx.now })
      changed++
    }
    return { changed }
  },
})
