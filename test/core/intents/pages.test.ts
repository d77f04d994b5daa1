import type { LearnOutcome } from '@tlc/core/pages/contract'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { type IntentWorld, intentWorld } from '../../helpers/intent-world.ts'

const test = suite<{ world: IntentWorld }>('core/intents/pages')

test.before.each((context) => {
  context.world = intentWorld()
})

test('the engine is asked to learn, refresh, forget and stop, and its answer is the result', async ({ world }) => {
  const outcome = (await world.act('page-learn', { source: 'https://example.org/' })) as unknown as LearnOutcome
  assert.equal(outcome, { stored: [], unchanged: 0, removed: 0, skipped: [] })
  await world.act('page-refresh', { only: ['page:https://example.org/'] })
  assert.equal(await world.act('page-forget', { page: 'https://example.org/' }), { removed: 1 })
  await world.act('page-stop', { refresh: true })
  assert.equal(world.asked, [
    ['learn', { source: 'https://example.org/', allowPrivate: false }],
    ['refresh', { only: ['page:https://example.org/'] }],
    ['forget', 'https://example.org/'],
    ['stop', { refresh: true }],
  ])
})

test('only an owner reaches for files and networks of the machine that serves', async ({ world }) => {
  const asEditor = (id: string, input: object, role: 'editor' | 'owner' = 'editor') =>
    (world.act(id, input, { role }) as unknown as Promise<object>).then(
      () => 'done',
      (fault) => fault.code,
    )
  assert.is(await asEditor('page-learn', { source: '/etc' }), 'intent/forbidden')
  assert.is(await asEditor('page-learn', { source: 'file:///etc/passwd' }), 'intent/forbidden')
  assert.is(await asEditor('page-learn', { source: 'http://wiki/', allowPrivate: true }), 'intent/forbidden')
  assert.is(await asEditor('page-refresh', { allowPrivate: true }), 'intent/forbidden')
  assert.equal(world.asked, [])
  assert.is(await asEditor('page-learn', { source: '/etc', allowPrivate: true }, 'owner'), 'done')
  assert.is(await asEditor('page-learn', { source: 'HTTPS://example.org/' }), 'done')
})

test.run()
