import { type PackedHit, packContext } from '@tlc/core/index/context/pack-context'
import { estimateTokens } from '@tlc/core/index/context/tokens'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite('core/index/context/pack-context')

function hit(path: string, startLine: number, count: number): PackedHit {
  const lines = Array.from({ length: count }, (_, i) => `  line_${startLine + i} = compute(value, ${i})`)
  return { path, startLine, endLine: startLine + count - 1, kind: 'code', name: 'f', symbolKind: 'function', lines }
}

const OUTLINE = [
  { path: 'a.py', symbols: [{ name: 'f', kind: 'function', line: 1, signature: 'def f(value)', depth: 0 }] },
]

test('a pack never costs more than its budget, whatever the hits are', () => {
  for (const budget of [200, 500, 4_000]) {
    const { text, tokens } = packContext(
      'do it',
      [hit('a.py', 1, 500), hit('b.py', 1, 3), hit('c.py', 9, 80)],
      OUTLINE,
      budget,
    )
    assert.ok(tokens <= budget, `${tokens} of ${budget}`)
    assert.ok(estimateTokens(text) <= budget, `${estimateTokens(text)} of ${budget}`)
  }
})

test('the best hit stands first and whole when there is room', () => {
  const { places, left } = packContext('do it', [hit('a.py', 1, 10), hit('b.py', 5, 10)], OUTLINE, 4_000)
  assert.equal(places, [
    { path: 'a.py', startLine: 1, endLine: 10, whole: true },
    { path: 'b.py', startLine: 5, endLine: 14, whole: true },
  ])
  assert.is(left, 0)
})

test('of a long hit the head is shown, and said to be the head', () => {
  const { text, places } = packContext('do it', [hit('a.py', 1, 300)], [], 4_000)
  assert.equal(places, [{ path: 'a.py', startLine: 1, endLine: 60, whole: false }])
  assert.match(text, '… lines 61-300 left out')
})

test('lines that a hit before had are not shown again', () => {
  const { places } = packContext('do it', [hit('a.py', 1, 20), hit('a.py', 5, 3)], [], 4_000)
  assert.is(places.length, 1)
})

test('what does not fit is counted', () => {
  const hits = Array.from({ length: 30 }, (_, i) => hit(`f${i}.py`, 1, 60))
  const { left, places } = packContext('do it', hits, OUTLINE, 1_000)
  assert.ok(left > 0 && left + places.length === 30)
})

test('without hits the map is all there is, and without a map the task', () => {
  assert.match(packContext('do it', [], OUTLINE, 1_000).text, '1: def f(value)')
  assert.is(packContext('do it', [], [], 1_000).text, 'Task: do it\n')
})

test.run()
