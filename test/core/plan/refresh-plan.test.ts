import type { StepRecord } from '@tlc/core/document/records'
import { proposePlan } from '@tlc/core/plan/propose-plan'
import { GONE_MARK, refreshPlan } from '@tlc/core/plan/refresh-plan'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { complex, facts, finding } from './_facts.ts'

const test = suite('core/plan/refresh-plan')

const before = facts({ functions: [complex('a.py', 'f', 30), complex('b.py', 'g', 20)] })
const ann = { id: 'a', name: 'Ann' }

test('steps that nobody touched change, come and go with the evidence', () => {
  const current = new Map(proposePlan(before))
  const [ofA, ofB] = [...current.keys()]
  const next = refreshPlan(
    current,
    proposePlan(facts({ functions: [complex('a.py', 'f', 40), complex('c.py', 'h', 15)] })),
  )
  assert.is(next.size, 2)
  assert.match(next.get(ofA!)!.why, /40 independent paths/)
  assert.not.ok(next.has(ofB!))
})

test('a step that does not change is the very same object, so that nothing is written', () => {
  const current = new Map(JSON.parse(JSON.stringify([...proposePlan(before)])) as [string, StepRecord][])
  const next = refreshPlan(current, proposePlan(before))
  for (const [id, step] of next) assert.is(step, current.get(id))
})

test('a touched step stays as people left it, and says when its evidence is gone and when it is back', () => {
  const [[id, proposed]] = [...proposePlan(before)] as [[string, StepRecord]]
  const claimed: StepRecord = {
    ...proposed,
    state: 'claimed',
    claimedBy: ann,
    touched: true,
    title: 'Mine',
    position: -7,
  }
  const gone = refreshPlan(new Map([[id, claimed]]), proposePlan(facts())).get(id)!
  assert.equal({ ...gone, evidence: [] }, { ...claimed, evidence: [] })
  assert.ok(gone.evidence.every((each) => each.gone && each.figures.endsWith(GONE_MARK)))
  const still = refreshPlan(new Map([[id, gone]]), proposePlan(facts())).get(id)
  assert.is(still, gone)
  const back = refreshPlan(new Map([[id, gone]]), proposePlan(before)).get(id)!
  assert.equal(back, claimed)
})

test('evidence that the planner no longer proposes, but that is still there, is not gone', () => {
  const some = facts({ findings: [finding('a.py', 'x/y')] })
  const [[id, proposed]] = [...proposePlan(some)] as [[string, StepRecord]]
  const touched = { ...proposed, touched: true }
  const dismissed = facts({ ...some, triaged: new Set(['a.py:x/y:5']) })
  assert.is(refreshPlan(new Map([[id, touched]]), proposePlan(dismissed)).get(id), touched)
})

test('only the part of the evidence that went is marked', () => {
  const two = facts({ functions: [complex('a.py', 'f', 30), complex('a.py', 'g', 20)] })
  const [[id, proposed]] = [...proposePlan(two)] as [[string, StepRecord]]
  const next = refreshPlan(new Map([[id, { ...proposed, touched: true }]]), proposePlan(before)).get(id)!
  assert.equal(
    next.evidence.map(({ gone }) => gone),
    [false, true],
  )
})

test('a step that a person wrote stays', () => {
  const own: StepRecord = {
    title: 'Write the manual',
    why: '',
    state: 'proposed',
    position: 1,
    score: { value: 0, terms: [], formula: '' },
    effort: 'days',
    effect: '',
    evidence: [],
    claimedBy: null,
    decision: null,
    touched: false,
    origin: 'person',
  }
  assert.is(refreshPlan(new Map([['own', own]]), proposePlan(before)).get('own'), own)
})

test.run()
