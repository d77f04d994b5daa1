import { best, corpusOf, scoreField } from '@tlc/core/index/search/bm25'
import { SegmentSet } from '@tlc/core/index/segment/segment-set'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { aFile } from '../_segments.ts'

const test = suite('core/index/search/bm25')
const PARAMETERS = { k1: 1.2, b: 0.75 }

test('a score is that of the formula, worked out by hand', () => {
  const set = new SegmentSet()
  // Lengths 2 and 4; `jam` is twice in the first text and once in the second, `jar` once in the second.
  set.put([
    aFile('a.py', [
      { text: 'jam jam', context: '' },
      { text: 'jam jar pot lid', context: '' },
    ]),
  ])
  const corpus = corpusOf(set.segments())
  const { chunks, files } = scoreField(corpus, [{ term: 'jar', weight: 1 }], {
    field: 'body',
    parameters: PARAMETERS,
    files: PARAMETERS,
  })
  const rarity = Math.log(1 + (2 - 1 + 0.5) / (1 + 0.5))
  const expected = (rarity * 1 * 2.2) / (1 + 1.2 * (0.25 + 0.75 * (4 / 3)))
  assert.is(chunks[0], 0)
  assert.ok(Math.abs(chunks[1]! - expected) < 1e-5, `${chunks[1]} for ${expected}`)
  const inFile = (Math.log(1 + (1 - 1 + 0.5) / (1 + 0.5)) * 1 * 2.2) / (1 + 1.2 * (0.25 + 0.75 * 1))
  assert.ok(Math.abs(files[0]! - inFile) < 1e-5)
})

test('scores do not depend on how files are spread over segments', () => {
  const together = new SegmentSet()
  const apart = new SegmentSet()
  for (let i = 0; i < 6; i++) {
    const file = aFile(`f${i}.py`, [{ text: `jam ${'pot '.repeat(i)}`, context: '' }])
    together.put([file])
    apart.put([file])
    apart.segments()
  }
  const scores = (set: SegmentSet) => [
    ...scoreField(
      corpusOf(set.segments()),
      [
        { term: 'jam', weight: 1 },
        { term: 'pot', weight: 0.5 },
      ],
      { field: 'body', parameters: PARAMETERS },
    ).chunks,
  ]
  assert.equal(scores(apart), scores(together))
})

test('the best are told in order, equal ones in theirs, unwanted ones not', () => {
  const scores = Float32Array.from([0, 3, 1, 5, 3, 2])
  assert.equal(
    best(scores, 3, () => true).map(({ at }) => at),
    [3, 1, 4],
  )
  assert.equal(
    best(scores, 10, (at) => at !== 3).map(({ at }) => at),
    [1, 4, 5, 2],
  )
  assert.equal(
    best(new Float32Array(4), 3, () => true),
    [],
  )
})

test.run()
