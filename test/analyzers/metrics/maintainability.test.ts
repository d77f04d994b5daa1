import { halsteadVolume } from '@tlc/analyzers/metrics/halstead'
import { maintainabilityIndex } from '@tlc/analyzers/metrics/maintainability'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { analyzerWith, factsOf } from '../../helpers/outline.ts'

const test = suite('analyzers/metrics/maintainability')

test('the index follows Microsoft’s formula', () => {
  // (171 - 5.2 ln 1000 - 0.23 * 10 - 16.2 ln 100) * 100 / 171
  assert.is(maintainabilityIndex(1000, 10, 100), 34.02)
})

test('the index stays between 0 and 100', () => {
  assert.is(maintainabilityIndex(0, 1, 0), 100)
  assert.is(maintainabilityIndex(1, 0, 1), 100)
  assert.is(maintainabilityIndex(1e9, 1e4, 1e6), 0)
})

test('the volume is the length times the bits that tell the distinct words apart', () => {
  assert.is(halsteadVolume({ total: 10, distinct: 8 }), 30)
  assert.is(halsteadVolume({ total: 0, distinct: 0 }), 0)
})

test('operators and operands of a file are its tokens, names and literals', async () => {
  // a = a + 1: operators = and +, operands a, a and 1: N = 5, n = 4, V = 10; complexity 1, one line of code.
  const facts = await factsOf(await analyzerWith(), 'a.py', 'a = a + 1  # comment\n')
  assert.is(facts.maintainability, maintainabilityIndex(10, 1, 1))
})

test.run()
