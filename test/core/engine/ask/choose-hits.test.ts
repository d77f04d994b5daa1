import { chooseHits } from '@tlc/core/engine/ask/choose-hits'
import type { SearchHit } from '@tlc/core/index/contract'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite('core/engine/ask/choose-hits')

function hit(path: string, score: number, [startLine, endLine] = [1, 9]): SearchHit {
  return {
    path,
    startLine: startLine!,
    endLine: endLine!,
    score,
    kind: 'code',
    why: [],
    name: '',
    symbolKind: null,
    language: '',
  }
}
const chosen = (hits: SearchHit[], limit = 6) =>
  chooseHits(hits, limit).map(({ path, startLine }) => `${path}:${startLine}`)

test('no file has more than two, and none twice the same lines', () => {
  const hits = [hit('a', 1), hit('a', 0.9, [3, 5]), hit('a', 0.9, [20, 30]), hit('a', 0.9, [40, 50]), hit('b', 0.8)]
  assert.equal(chosen(hits), ['a:1', 'a:20', 'b:1'])
})

test('hits far below the first are left out, but for the first three', () => {
  assert.equal(chosen([hit('a', 1), hit('b', 0.2), hit('c', 0.2), hit('d', 0.2)]), ['a:1', 'b:1', 'c:1'])
  assert.is(chosen(['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((path) => hit(path, 1))).length, 6)
  assert.equal(chosen([hit('a', 1), hit('b', 1)], 1), ['a:1'])
  assert.equal(chosen([]), [])
})

test('of the parts of one definition, and of one commit, only the best is told', () => {
  const part = (lines: [number, number]): SearchHit => ({ ...hit('a', 1, lines), name: 'send', symbolKind: 'function' })
  const commit = (lines: [number, number]): SearchHit => ({ ...hit('commit:1', 1, lines), kind: 'commit' })
  assert.equal(chosen([part([1, 40]), part([41, 80]), commit([1, 3]), commit([9, 12])]), ['a:1', 'commit:1:1'])
})

test.run()
