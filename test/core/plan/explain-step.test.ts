import type { StepRecord } from '@tlc/core/document/records'
import { explainStep } from '@tlc/core/plan/explain-step'
import { proposePlan } from '@tlc/core/plan/propose-plan'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { complex, facts, hotspot } from './_facts.ts'

const test = suite('core/plan/explain-step')

const plan = proposePlan(
  facts({
    functions: [complex('busy.py', 'f', 30), complex('calm.py', 'f', 30)],
    hotspots: [hotspot('busy.py', { revisions: 90 }), hotspot('calm.py', { revisions: 9 })],
  }),
)
const [first, second] = [...plan.keys()] as [string, string]

test('the first step shows its sum and what sets it apart from the next', () => {
  const text = explainStep(first, plan).join('\n')
  const { value } = plan.get(first)!.score
  assert.match(text, /Step 1 of 2: “Split `f` of busy\.py”/)
  assert.ok(text.includes(`Score ${value.toFixed(1)} = 40 × severity + 30 × activity + 20 × extent + 10 × ease`))
  assert.match(text, /activity 1 × 30 = 30\.0/)
  assert.match(text, /The next one, “Split `f` of calm\.py”, has .*, 27\.0 less\./)
  assert.match(text, /ahead by 27\.0 in activity \(1 against 0\.1\)/)
  assert.not.match(text, /ahead by .* in severity/)
})

test('the last step says that it is the last', () => {
  assert.is(explainStep(second, plan).at(-1), 'It is the last step.')
})

test('a step that a person put ahead of a better one says so', () => {
  const moved = new Map(plan).set(second, { ...plan.get(second)!, position: -1, touched: true })
  const text = explainStep(second, moved).join('\n')
  assert.match(text, /Step 1 of 2/)
  assert.match(text, /27\.0 more/)
  assert.match(text, /ahead all the same: a person moved/)
})

test('a step that a person wrote has no score, and an unknown step no text', () => {
  const own: StepRecord = { ...plan.get(first)!, score: { value: 0, terms: [], formula: '' }, origin: 'person' }
  assert.match(explainStep('own', new Map([['own', own]])).join('\n'), /has no score/)
  assert.match(
    explainStep(first, new Map([...plan, ['own', { ...own, position: plan.get(first)!.position + 0.1 }]])).join('\n'),
    /was written by a person/,
  )
  assert.equal(explainStep('nothing', plan), [])
})

test.run()
