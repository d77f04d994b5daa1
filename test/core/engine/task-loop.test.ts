import { type Pending, startTaskLoop } from '@tlc/core/engine/task-loop'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite('core/engine/task-loop')

test('what comes in during a round waits for the next one', async () => {
  const rounds: Pending[] = []
  const loop = startTaskLoop(async (pending) => {
    rounds.push(pending)
    if (rounds.length === 1) loop.wish({ changed: ['b'], history: true })
  })
  loop.wish({ changed: ['a'] })
  await loop.idle()
  assert.equal(
    rounds.map((round) => [[...round.changed], round.history]),
    [
      [['a'], false],
      [['b'], true],
    ],
  )
})

test('a file that was deleted and came back is only changed', async () => {
  const rounds: Pending[] = []
  const loop = startTaskLoop(async (pending) => {
    rounds.push(pending)
    if (rounds.length > 1) return
    loop.wish({ deleted: ['a'] })
    loop.wish({ changed: ['a'] })
  })
  loop.wish({ scan: true })
  await loop.idle()
  assert.equal([...rounds[1]!.changed], ['a'])
  assert.is(rounds[1]!.deleted.size, 0)
})

test('more changed files than are worth looking at one by one become a scan, which keeps none of them', async () => {
  const rounds: Pending[] = []
  const loop = startTaskLoop(async (pending) => {
    rounds.push(pending)
    if (rounds.length > 1) return
    for (let batch = 0; batch < 30; batch++) {
      const names = Array.from({ length: 1_000 }, (_, i) => `build/${batch}-${i}.o`)
      loop.wish({ changed: names })
      assert.ok(loop.waiting.changed.size <= 21_000)
      loop.wish({ deleted: names.slice(500) })
    }
  })
  loop.wish({ changed: ['a'] })
  await loop.idle()
  assert.equal([...rounds[0]!.changed], ['a'])
  assert.ok(rounds[1]!.scan)
  assert.is(rounds[1]!.changed.size + rounds[1]!.deleted.size, 0)
})

test('stopping aborts the round that runs and refuses more', async () => {
  let rounds = 0
  const started = Promise.withResolvers<void>()
  const loop = startTaskLoop(async (_pending, signal) => {
    rounds++
    started.resolve()
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))
  })
  loop.wish({ scan: true })
  await started.promise
  await loop.stop()
  loop.wish({ scan: true })
  await loop.idle()
  assert.is(rounds, 1)
  assert.not.ok(loop.busy)
})

test.run()
