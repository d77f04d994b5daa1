import { type HealthFacts, measureHealth } from '@tlc/core/engine/health'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite('core/engine/health')
const SOUND: HealthFacts = {
  code: 10_000,
  errors: 0,
  warnings: 0,
  functions: 100,
  over10: 0,
  over20: 0,
  hardToMaintain: 0,
  analysed: 50,
  duplicatedBlocks: 0,
}

test('a project without faults has all points, and so has an empty one', () => {
  assert.is(measureHealth(SOUND).score, 100)
  const empty = { ...SOUND, code: 0, functions: 0, analysed: 0 }
  assert.is(measureHealth(empty).score, 100)
})

test('the density that is called half costs half of its part', () => {
  const { score, parts } = measureHealth({ ...SOUND, errors: 5 })
  assert.is(score, 85)
  assert.equal(
    parts.filter(({ lost }) => lost > 0).map(({ name, lost }) => [name, lost]),
    [['errors', 15]],
  )
})

test('each fault takes from its own part, and no number of them takes more than all points', () => {
  const many = 1e9
  const worst = measureHealth({
    ...SOUND,
    errors: many,
    warnings: many,
    over10: many,
    over20: many,
    hardToMaintain: many,
    duplicatedBlocks: many,
  })
  assert.equal(
    worst.parts.map(({ name, lost }) => [name, lost]),
    [
      ['errors', 30],
      ['warnings', 15],
      ['complexity', 30],
      ['maintainability', 15],
      ['duplication', 10],
    ],
  )
  assert.is(worst.score, 0)
})

test('one error in a tiny project does not cost what it would cost by its share of lines', () => {
  assert.equal(measureHealth({ ...SOUND, code: 3, errors: 1 }), measureHealth({ ...SOUND, code: 1000, errors: 1 }))
})

test('each part says the figures it comes from', () => {
  const { parts } = measureHealth({ ...SOUND, over10: 3, over20: 1 })
  assert.is(
    parts.find(({ name }) => name === 'complexity')?.because,
    '3 of 100 functions complex: over 10 paths, 1 over 20',
  )
})

test.run()
