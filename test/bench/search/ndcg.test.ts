import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { mean, ndcg } from '../../../bench/src/search/ndcg.ts'

const test = suite('bench/search/ndcg')

test('all that is relevant at the top makes 1', () => {
  assert.is(ndcg([1, 2], 2), 1)
})

test('a single relevant answer at rank 3 makes one half', () => {
  assert.is(ndcg([3], 1), 0.5)
})

test('what comes after the limit gains nothing', () => {
  assert.is(ndcg([11], 1), 0)
  assert.is(ndcg([1, 11], 1), 1)
})

test('two answers at one rank gain once', () => {
  const best = 1 + 1 / Math.log2(3)
  assert.ok(Math.abs(ndcg([1, 1], 2) - 1 / best) < 1e-12)
})

test('nothing relevant makes 0', () => {
  assert.is(ndcg([], 0), 0)
})

test('the mean counts each value once', () => {
  assert.is(mean([0, 1, 0.5]), 0.5)
})

test.run()
