import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { coveredRanks, tightRanks, touchedRanks } from '../../../bench/src/search/answer-ranks.ts'

const test = suite('bench/search/answer-ranks')

const found = [
  { path: 'src/a.ts', startLine: 1, endLine: 5 },
  { path: 'src/b.ts', startLine: 10, endLine: 19 },
  { path: 'src/a.ts', startLine: 40, endLine: 60 },
]

test('a file is found by the first hit in it', () => {
  assert.equal(touchedRanks(found, [{ path: 'src/b.ts' }, { path: 'src/a.ts' }]), [2, 1])
})

test('a label that is relative to another folder means the same file', () => {
  assert.equal(touchedRanks(found, [{ path: 'packages/x/src/b.ts' }, { path: 'b.ts' }]), [2, 2])
  assert.equal(touchedRanks(found, [{ path: 'xb.ts' }]), [])
})

test('lines are found by the first hit that shares one with them', () => {
  assert.equal(touchedRanks(found, [{ path: 'src/a.ts', startLine: 60, endLine: 70 }]), [3])
  assert.equal(touchedRanks(found, [{ path: 'src/a.ts', startLine: 61, endLine: 70 }]), [])
})

test('half of the shorter range has to be shared to cover an answer', () => {
  assert.equal(coveredRanks(found, [{ path: 'src/b.ts', startLine: 15, endLine: 40 }]), [2])
  assert.equal(coveredRanks(found, [{ path: 'src/b.ts', startLine: 16, endLine: 40 }]), [])
})

test('a hit that holds a small answer whole covers it, and is not tight', () => {
  const answer = [{ path: 'src/a.ts', startLine: 45, endLine: 48 }]
  assert.equal(coveredRanks(found, answer), [3])
  assert.equal(tightRanks(found, answer), [])
  assert.equal(tightRanks(found, [{ path: 'src/a.ts', startLine: 42, endLine: 58 }]), [3])
})

test.run()
