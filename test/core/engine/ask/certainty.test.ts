import { isCertain } from '@tlc/core/engine/ask/certainty'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { anEvidence } from './_evidence.ts'

const test = suite('core/engine/ask/certainty')

for (const [what, question, ranks, certain] of [
  ['defines what is named', 'what does total do with gravity waves and quantum foam', { symbols: 1 }, true],
  ['is named alike only', 'what does totalise do with gravity waves', { symbols: 1 }, false],
  ['is found by words and by meaning', 'how do we sum things', { body: 2, vectors: 1 }, true],
  ['is found by all lists and shares no word', 'gravity waves', { body: 2, vectors: 1, names: 1 }, false],
  ['is found by words alone and has most', 'sum of the items', { body: 1 }, true],
  ['is found by words alone and has few', 'sum of gravity waves in quantum foam', { body: 1 }, false],
  ['is found by meaning alone', 'sum of the items', { vectors: 1 }, false],
  ['is in no first ranks', 'sum of the items', { body: 40, vectors: 30 }, false],
  ['is asked for with no word at all', '???', { body: 1, vectors: 1 }, false],
] as const) {
  test(`a hit that ${what} is ${certain ? '' : 'not '}certain`, () => {
    assert.is(isCertain(question, anEvidence(1, { ranks })), certain)
  })
}

test.run()
