import type * as Y from 'yjs'
import steps from '../document/collections/steps.ts'
import type { Author, StepRecord, StepState } from '../document/records.ts'
import { TlcError } from '../system/error.ts'
import type { SessionIntentContext } from './_define-intent.ts'
import { logEvent, requireOpenSession } from './_sessions.ts'

export type StepAction = 'approve' | 'reject' | 'claim' | 'release' | 'complete' | 'reopen'

interface Transition {
  from: readonly StepState[]
  to: StepState
  /** For the session's log: `approved “…”`. */
  past: string
}

/** The only ways in which a step changes its state. */
export const TRANSITIONS: Record<StepAction, Transition> = {
  approve: { from: ['proposed', 'rejected'], to: 'approved', past: 'approved' },
  reject: { from: ['proposed', 'approved'], to: 'rejected', past: 'rejected' },
  claim: { from: ['proposed', 'approved'], to: 'claimed', past: 'claimed' },
  release: { from: ['claimed'], to: 'approved', past: 'released' },
  complete: { from: ['claimed', 'approved'], to: 'done', past: 'completed' },
  reopen: { from: ['rejected', 'done'], to: 'proposed', past: 'reopened' },
}

/** Why the action is not open to a step in this state, or null. Screens show it on the disabled key. */
export function refusal(action: StepAction, step: StepRecord, author: Author, isOwner: boolean): string | null {
  const { from } = TRANSITIONS[action]
  if (!from.includes(step.state)) {
    const by = step.state === 'claimed' && step.claimedBy ? ` by ${step.claimedBy.name}` : ''
    return `it is ${step.state}${by}; only a ${from.join(' or ')} step can be ${TRANSITIONS[action].past}`
  }
  const isOthers = step.state === 'claimed' && step.claimedBy !== null && step.claimedBy.id !== author.id
  if (isOthers && !isOwner) return `it is claimed by ${step.claimedBy?.name}; only they or an owner may ${action} it`
  return null
}

/** Carries out one transition and logs it. Throws `intent/no-step`, `intent/wrong-state` or `intent/session-closed`. */
export function changeStep(
  ctx: SessionIntentContext,
  action: StepAction,
  input: { step: string; reason?: string | undefined },
): { state: StepState } {
  requireOpenSession(ctx)
  const step = requireStep(ctx.session, input.step)
  const refused = refusal(action, step, ctx.author, ctx.role === 'owner')
  if (refused !== null) throw new TlcError('intent/wrong-state', `Cannot ${action} “${step.title}”: ${refused}.`)
  const state = stateAfter(action, step)
  const reason = input.reason?.trim() ?? ''
  const decides = action !== 'claim' && action !== 'release'
  steps.put(ctx.session, input.step, {
    ...step,
    state,
    touched: true,
    claimedBy: claimantAfter(action, step, ctx.author),
    decision: decides ? { state, by: ctx.author, at: ctx.now, reason } : step.decision,
  })
  logEvent(ctx, `${TRANSITIONS[action].past} “${step.title}”${reason === '' ? '' : `: ${reason}`}`)
  return { state }
}

export function requireStep(session: Y.Doc, id: string): StepRecord {
  const step = steps.get(session, id)
  if (!step)
    throw new TlcError('intent/no-step', `Expected a step of this session, got \`${id}\`, which it does not have.`)
  return step
}

// A step that was claimed before anybody approved it goes back to where it was.
function stateAfter(action: StepAction, step: StepRecord): StepState {
  if (action === 'release' && step.decision?.state !== 'approved') return 'proposed'
  return TRANSITIONS[action].to
}

function claimantAfter(action: StepAction, step: StepRecord, author: Author): Author | null {
  if (action === 'claim') return author
  return action === 'complete' ? (step.claimedBy ?? author) : null
}
