import comments from '@tlc/core/document/collections/comments'
import messages from '@tlc/core/document/collections/messages'
import steps from '@tlc/core/document/collections/steps'
import type { StepState } from '@tlc/core/document/records'
import { refusal, type StepAction, TRANSITIONS } from '@tlc/core/intents/_steps'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { type IntentWorld, intentWorld } from '../../helpers/intent-world.ts'
import { ANN, aStep, BOB } from '../../helpers/records.ts'

const STATES: StepState[] = ['proposed', 'approved', 'rejected', 'claimed', 'done']
const ACTIONS = Object.keys(TRANSITIONS) as StepAction[]
const test = suite<{ world: IntentWorld }>('core/intents/steps')

test.before.each((context) => {
  context.world = intentWorld()
})

test('every action on every state does what the table says or is refused and changes nothing', ({ world }) => {
  for (const state of STATES) {
    for (const action of ACTIONS) {
      steps.put(world.session, 'x', aStep({ state, claimedBy: state === 'claimed' ? ANN : null }))
      const outcome = world.refused(`step-${action}`, { step: 'x', ...(action === 'reject' && { reason: 'no' }) })
      assert.is(outcome, TRANSITIONS[action].from.includes(state) ? 'done' : 'intent/wrong-state', `${action} ${state}`)
    }
  }
})

test('a step goes its way from proposal to done, and the log tells it', ({ world }) => {
  steps.put(world.session, 'x', aStep({ title: 'Split it' }))
  assert.equal(world.act('step-approve', { step: 'x', reason: 'worth it' }), { state: 'approved' })
  world.act('step-claim', { step: 'x' }, { author: BOB })
  assert.equal(steps.get(world.session, 'x')!.claimedBy, BOB)
  world.act('step-complete', { step: 'x' }, { author: BOB })
  const step = steps.get(world.session, 'x')!
  assert.equal([step.state, step.claimedBy, step.touched, step.decision!.by], ['done', BOB, true, BOB])
  assert.equal(
    messages.all(world.session).map(({ author, text }) => `${author.name} ${text}`),
    ['Ann approved “Split it”: worth it', 'Bob claimed “Split it”', 'Bob completed “Split it”'],
  )
})

test('only its owner of the moment or an owner of the project gives a claimed step back', ({ world }) => {
  steps.put(world.session, 'x', aStep({ state: 'claimed', claimedBy: BOB }))
  assert.is(world.refused('step-release', { step: 'x' }), 'intent/wrong-state')
  assert.is(world.refused('step-complete', { step: 'x' }), 'intent/wrong-state')
  world.act('step-release', { step: 'x' }, { role: 'owner' })
  assert.equal(steps.get(world.session, 'x')!.claimedBy, null)
})

test('a released step is where it was before it was claimed', ({ world }) => {
  for (const approved of [true, false]) {
    steps.put(world.session, 'x', aStep())
    if (approved) world.act('step-approve', { step: 'x' })
    world.act('step-claim', { step: 'x' })
    assert.is(world.act('step-release', { step: 'x' }).state, approved ? 'approved' : 'proposed')
  }
})

test('a refusal says why and what would be needed', () => {
  const claimed = aStep({ state: 'claimed', claimedBy: BOB })
  assert.is(
    refusal('claim', claimed, ANN, true),
    'it is claimed by Bob; only a proposed or approved step can be claimed',
  )
  assert.is(refusal('complete', claimed, ANN, false), 'it is claimed by Bob; only they or an owner may complete it')
  assert.is(refusal('complete', claimed, BOB, false), null)
})

test('rejecting takes a reason', ({ world }) => {
  steps.put(world.session, 'x', aStep())
  assert.is(world.refused('step-reject', { step: 'x' }), 'intent/invalid-input')
  assert.is(world.refused('step-reject', { step: 'x', reason: '  ' }), 'intent/invalid-input')
  assert.is(world.act('step-reject', { step: 'x', reason: 'no' }).state, 'rejected')
})

test('people add and edit steps of their own', ({ world }) => {
  const { step } = world.act('step-add', { title: '  Mine ', effort: 'days' })
  world.act('step-edit', { step, why: 'because' })
  const added = steps.get(world.session, step as string)!
  assert.equal([added.title, added.why, added.effort, added.origin], ['Mine', 'because', 'days', 'person'])
  const before = messages.size(world.session)
  world.act('step-edit', { step, why: 'because' })
  assert.is(messages.size(world.session), before)
})

test('comments go to steps that exist, also from those who may not edit', ({ world }) => {
  steps.put(world.session, 'x', aStep())
  world.act('step-comment', { step: 'x', text: 'hm' }, { role: 'commenter' })
  assert.equal(
    comments.all(world.session).map(({ step, text }) => [step, text]),
    [['x', 'hm']],
  )
  assert.is(world.refused('step-comment', { step: 'y', text: 'hm' }), 'intent/no-step')
})

test('moving puts a step between two others and writes no other, until the gap is used up', ({ world }) => {
  for (const [i, id] of ['a', 'b', 'c'].entries()) steps.put(world.session, id, aStep({ position: (i + 1) * 1024 }))
  world.act('step-move', { step: 'c', after: 'a' })
  assert.equal(order(world), ['a', 'c', 'b'])
  assert.is(steps.get(world.session, 'b')!.position, 2048)
  world.act('step-move', { step: 'b', after: null })
  assert.equal(order(world), ['b', 'a', 'c'])
  for (let i = 0; i < 200; i++) {
    const [first, , last] = order(world)
    world.act('step-move', { step: last!, after: first! })
    assert.equal(order(world)[1], last)
  }
  const positions = order(world).map((id) => steps.get(world.session, id)!.position)
  assert.ok(positions.every((position, i) => i === 0 || position > positions[i - 1]!))
  assert.is(world.refused('step-move', { step: 'a', after: 'a' }), 'intent/invalid-input')
  assert.is(world.refused('step-move', { step: 'a', after: 'zz' }), 'intent/no-step')
})

test('two steps on one position have a fixed order and can be parted', ({ world }) => {
  for (const id of ['b', 'a', 'c']) steps.put(world.session, id, aStep({ position: 5 }))
  assert.equal(order(world), ['a', 'b', 'c'])
  world.act('step-move', { step: 'c', after: 'a' })
  assert.equal(order(world), ['a', 'c', 'b'])
})

test('nothing of a closed session changes', ({ world }) => {
  steps.put(world.session, 'x', aStep())
  world.act('session-close', { reason: 'enough' })
  for (const action of ACTIONS)
    assert.is(world.refused(`step-${action}`, { step: 'x', reason: 'r' }), 'intent/session-closed')
  assert.is(world.refused('step-add', { title: 't' }), 'intent/session-closed')
  assert.is(world.refused('step-edit', { step: 'x', title: 't' }), 'intent/session-closed')
  assert.is(world.refused('step-move', { step: 'x', after: null }), 'intent/session-closed')
  assert.is(world.refused('step-comment', { step: 'x', text: 't' }), 'intent/session-closed')
  assert.is(world.refused('message-post', { text: 't' }), 'intent/session-closed')
})

function order({ session }: IntentWorld): string[] {
  return [...steps.entries(session)]
    .sort(([a, left], [b, right]) => left.position - right.position || (a < b ? -1 : 1))
    .map(([id]) => id)
}

test.run()
