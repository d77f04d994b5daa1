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
  {
    path: 'a.py',
    symbols: [{ name: 'f', kind: 'function', line: 1, endLine: 900, signature: 'def f(value)', depth: 0 }],
  },
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

test('a long hit stands whole where it leaves room for others, and by its head where it does not', () => {
  const shown = (budget: number) => packContext('do it', [hit('a.py', 1, 100)], [], budget)
  assert.is(shown(8_000).places[0]!.whole, true)
  const { text, places } = shown(2_000)
  assert.equal(places, [{ path: 'a.py', startLine: 1, endLine: 60, whole: false }])
  assert.match(text, '… lines 61-100 left out')
})

test('a function that fits whole comes before the head of one that does not', () => {
  const { places } = packContext('do it', [hit('a.py', 1, 50), hit('b.py', 1, 8)], [], 400)
  assert.equal(places[0], { path: 'b.py', startLine: 1, endLine: 8, whole: true })
  assert.is(places[1]!.path, 'a.py')
  assert.is(places[1]!.whole, false)
})

test('a long comment above a function gives way to code, a short one and a comment alone do not', () => {
  const commented = (comment: number, code: number): PackedHit => {
    const lines = [...Array(comment).fill('// says what it does'), ...Array(code).fill('run()')]
    return { ...hit('a.ts', 1, 0), endLine: lines.length, lines }
  }
  const places = (one: PackedHit) =>
    packContext('do it', [one], [], 4_000).places.map(({ startLine, endLine }) => [startLine, endLine])
  assert.equal(places(commented(9, 5)), [
    [1, 2],
    [10, 14],
  ])
  assert.equal(places(commented(3, 5)), [[1, 8]])
  assert.equal(places(commented(9, 0)), [[1, 9]])
})

test('of a long class its declaration is shown, of a struct the fields', () => {
  const shown = (symbolKind: PackedHit['symbolKind']) =>
    packContext('do it', [{ ...hit('a.ts', 1, 40), symbolKind }], [], 4_000).places[0]!.endLine
  assert.is(shown('class'), 1)
  assert.is(shown('struct'), 40)
})

test('a small pack is lines alone, a larger one keeps room for the map', () => {
  const many = Array.from({ length: 60 }, (_, i) => hit('a.py', 20 * i + 1, 10))
  const outline = [{ path: 'a.py', symbols: Array(99).fill({ ...OUTLINE[0]!.symbols[0], signature: 'def one(a, b)' }) }]
  const map = (budget: number) => packContext('do it', many, outline, budget).text.split('Also defined')[1] ?? ''
  assert.ok(estimateTokens(map(1_000)) < 80)
  assert.ok(estimateTokens(map(4_000)) > 300)
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

test('the map gives each file its part, and lists neither members nor what is shown already', () => {
  const symbols = (count: number, kind: string, depth = 0) =>
    Array.from({ length: count }, (_, i) => ({
      name: `${kind}_${i}`,
      kind,
      line: i + 1,
      endLine: i + 1,
      signature: `${kind} number_${i} of many(a, b, c)`,
      depth,
    }))
  const outlines = [
    { path: 'many.py', symbols: symbols(200, 'function') },
    { path: 'fields.py', symbols: symbols(5, 'field', 1) },
    { path: 'none.sh', symbols: [] },
    { path: 'few.py', symbols: symbols(3, 'method', 1) },
  ]
  const { text } = packContext('do it', [hit('few.py', 1, 2)], outlines, 600)
  const map = text.slice(text.indexOf('Also defined'))
  assert.match(map, /many\.py\n {2}1: /)
  assert.not.match(map, /fields\.py|none\.sh/)
  assert.match(map, 'few.py\n    3: method number_2')
  assert.not.match(map, 'method number_0')
})

test.run()
