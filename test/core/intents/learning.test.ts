import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { intentWorld } from '../../helpers/intent-world.ts'
import { ANN } from '../../helpers/records.ts'

const RUN = {
  kind: 'test',
  command: ['npm', 'test'],
  cwd: '',
  startedAt: 1,
  tookMs: 2,
  exitCode: null,
  outcome: 'failed',
  output: 'Error: x',
}
const test = suite('core/intents/learning')

test('an editor tells of a run, with what the engine needs to learn from it', async () => {
  const { act, asked, refused } = intentWorld()
  assert.equal(await act('run-record', RUN), { advice: null, learnt: [] })
  assert.equal(asked, [['record', RUN]])
  assert.is(refused('run-record', { ...RUN, outcome: 'so so' }), 'intent/invalid-input')
  assert.is(refused('run-record', { ...RUN, output: 'x'.repeat(1_000_001) }), 'intent/invalid-input')
})

test('a word on a hit or a fix carries its author and time', async () => {
  const { act, asked } = intentWorld()
  await act('feedback-give', { target: 'a.py', name: 'f', query: 'where', useful: true }, { role: 'commenter' })
  assert.equal(asked, [['vote', { target: 'a.py', name: 'f', query: 'where', useful: true }, ANN, 1]])
})

test('what people said is taken back, for one thing or all', async () => {
  const { act, asked } = intentWorld()
  assert.equal(await act('feedback-reset', { target: 'fix:1' }), { reset: 2 })
  await act('feedback-reset', { target: null })
  assert.equal(asked, [
    ['reset votes', 'fix:1'],
    ['reset votes', null],
  ])
})

test('a fix is forgotten, or all that was learnt', async () => {
  const { act, asked } = intentWorld()
  assert.equal(await act('fix-forget', { fix: 'a1' }), { forgotten: 1 })
  await act('fix-forget', { fix: null })
  assert.equal(asked, [
    ['forget fix', 'a1'],
    ['forget fix', null],
  ])
})

test.run()
