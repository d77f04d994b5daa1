import messages from '@tlc/core/document/collections/messages'
import sessions from '@tlc/core/document/collections/sessions'
import triage from '@tlc/core/document/collections/triage'
import { intents } from '@tlc/core/intents.generated'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { type IntentWorld, intentWorld } from '../../helpers/intent-world.ts'
import { ANN, BOB } from '../../helpers/records.ts'

const test = suite<{ world: IntentWorld }>('core/intents/sessions')

test.before.each((context) => {
  context.world = intentWorld()
})

test('every intent has an id of its own, a summary and refuses what is no input', ({ world }) => {
  assert.is(new Set(intents.map(({ id }) => id)).size, intents.length)
  for (const { id, summary } of intents) {
    assert.match(summary, /^[A-Z].*\.$/)
    assert.is(world.refused(id, { nonsense: 1 }), 'intent/invalid-input', id)
  }
})

test('a session is created, renamed, closed and reopened', ({ world }) => {
  assert.equal(world.act('session-create', { title: ' Tidy up ' }), { session: 'new' })
  assert.equal(sessions.get(world.project, 'new'), { title: 'Tidy up', state: 'open', createdBy: ANN, createdAt: 1 })
  world.act('session-rename', { title: 'Other' }, { author: BOB })
  world.act('session-close', {})
  assert.equal([sessions.get(world.project, 's')!.state, sessions.get(world.project, 's')!.closedAt], ['closed', 3])
  assert.is(world.refused('session-close', {}), 'intent/session-closed')
  assert.is(world.refused('session-rename', { title: 'x' }), 'intent/session-closed')
  world.act('session-reopen', {})
  assert.equal(sessions.get(world.project, 's'), { title: 'Other', state: 'open', createdBy: ANN, createdAt: 0 })
  assert.is(world.refused('session-reopen', {}), 'intent/wrong-state')
  assert.ok(messages.all(world.session).some(({ text }) => text === 'renamed the session from “Session” to “Other”'))
})

test('a message is kept as it was written, under its author', ({ world }) => {
  const { message } = world.act('message-post', { text: 'two\nlines ' }, { author: BOB })
  assert.equal(messages.at(world.session, -1), { id: message, author: BOB, at: 1, kind: 'text', text: 'two\nlines ' })
})

test('findings are accepted, dismissed with a reason, and reopened, many at once', ({ world }) => {
  assert.equal(world.act('finding-triage', { fingerprints: ['a', 'b', 'a'], action: 'dismiss', reason: 'test code' }), {
    changed: 2,
  })
  assert.equal(triage.get(world.project, 'a'), { state: 'dismissed', reason: 'test code', by: ANN, at: 1 })
  assert.equal(
    world.act('finding-triage', { fingerprints: ['a'], action: 'dismiss', reason: 'test code' }, { author: BOB }),
    { changed: 0 },
  )
  assert.equal(world.act('finding-triage', { fingerprints: ['a'], action: 'accept' }), { changed: 1 })
  assert.equal(world.act('finding-triage', { fingerprints: ['a', 'zz'], action: 'reopen' }), { changed: 1 })
  assert.not(triage.has(world.project, 'a'))
  assert.is(world.refused('finding-triage', { fingerprints: ['a'], action: 'dismiss' }), 'intent/invalid-input')
})

test('the engine is asked to analyse and to plan', async ({ world }) => {
  world.act('analysis-rerun', { fresh: true })
  await world.act('plan-refresh', {})
  assert.equal(world.asked, [
    ['rerun', { fresh: true }],
    ['refreshPlan', 's'],
  ])
})

test.run()
