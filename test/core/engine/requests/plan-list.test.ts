import type { StepRecord } from '@tlc/core/document/records'
import { PROJECT_ROOM } from '@tlc/core/document/rooms'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { engineOn, type RunningEngine } from '../_engine.ts'

const test = suite<RunningEngine>('core/engine/requests/plan-list')

test.before(async (context) => {
  Object.assign(
    context,
    await engineOn({ 'a.py': 'def f(text):\n    return eval(text)\n', 'b.py': 'def g(text):\n    exec(text)\n' }),
  )
})
test.after((context) => context.dispose())

test('the steps come in their order, each with evidence', async ({ ask }) => {
  const { steps } = await ask<{ steps: (StepRecord & { id: string })[] }>('plan.list', { session: 'main' })
  assert.ok(steps.length > 0)
  assert.equal(
    steps.map(({ position }) => position),
    steps.map(({ position }) => position).sort((a, b) => a - b),
  )
  for (const step of steps) assert.ok(step.id !== '' && step.evidence.length > 0)
})

test('the room of the session is let go after the answer', async ({ ask, rooms }) => {
  await ask('plan.list', { session: 'main' })
  assert.equal(rooms.opened(), [PROJECT_ROOM])
})

test.run()
