import { type PackedHit, ShownLines } from '@tlc/core/index/context/shown-lines'
import { estimateTokens } from '@tlc/core/index/context/tokens'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite('core/index/context/shown-lines')

function hit(name: string, startLine: number, count: number, path = 'a.py'): PackedHit {
  const lines = Array.from({ length: count }, (_, i) => `  line ${startLine + i}`)
  return { path, startLine, endLine: startLine + count - 1, kind: 'code', name, symbolKind: 'function', lines }
}

function whole(hit: PackedHit) {
  return { hit, spans: [{ from: hit.startLine, to: hit.endLine }] }
}

test('the lines of a file stand in their order, whichever was shown first, each hit under its heading', () => {
  const shown = new ShownLines()
  shown.show(whole(hit('late', 20, 2)))
  shown.show(whole(hit('other', 1, 1, 'b.py')))
  shown.show(whole(hit('early', 3, 2)))
  assert.equal(shown.paragraphs(), [
    'a.py:3-4 (function early)\n  line 3\n  line 4\n',
    'a.py:20-21 (function late)\n  line 20\n  line 21\n',
    'b.py:1-1 (function other)\n  line 1\n',
  ])
  assert.equal(shown.places()[0], { path: 'a.py', startLine: 3, endLine: 4, whole: true })
})

test('a function around one that is shown repeats none of its lines, and costs what is new', () => {
  const shown = new ShownLines()
  const inner = whole(hit('inner', 3, 4))
  const outer = whole(hit('outer', 1, 8))
  const alone = shown.costOf(outer)!
  shown.show(inner)
  assert.ok(shown.costOf(outer)! < alone)
  shown.show(outer)
  assert.is(shown.costOf(inner), null)
  assert.is(shown.costOf(outer), null)
  assert.equal(shown.places(), [{ path: 'a.py', startLine: 1, endLine: 8, whole: true }])
  const [text, ...others] = shown.paragraphs()
  assert.equal(others, [])
  assert.is(text!.match(/line 4/g)!.length, 1)
  assert.not.match(text!, 'inner')
})

test('what is left out is said where it is, up to what is shown of it', () => {
  const shown = new ShownLines()
  const long = hit('long', 1, 90)
  shown.show({
    hit: long,
    spans: [
      { from: 1, to: 2 },
      { from: 9, to: 10 },
    ],
  })
  shown.show(whole(hit('nested', 50, 1)))
  assert.equal(shown.paragraphs(), [
    'a.py:1-90 (function long)\n  line 1\n  line 2\n… lines 3-8 left out\n  line 9\n  line 10\n… lines 11-49 left out\n',
    'a.py:50-50 (function nested)\n  line 50\n',
  ])
  assert.equal(
    shown.places().map(({ whole }) => whole),
    [false, false, true],
  )
})

test('text cells of a notebook, which stand at lines of its code, take none of these', () => {
  const shown = new ShownLines()
  const cell: PackedHit = {
    ...hit('cell 1', 2, 1, 'a.ipynb'),
    kind: 'documentation',
    symbolKind: null,
    lines: ['# On'],
  }
  shown.show(whole(cell))
  shown.show(whole(hit('code', 2, 1, 'a.ipynb')))
  assert.equal(shown.paragraphs(), ['a.ipynb:2-2 (cell 1)\n# On\n', 'a.ipynb:2-2 (function code)\n  line 2\n'])
})

test('showing never costs more than was said', () => {
  const shown = new ShownLines()
  let said = 0
  for (const view of [
    whole(hit('b', 30, 5)),
    { hit: hit('a', 1, 60), spans: [{ from: 1, to: 20 }] },
    whole(hit('c', 10, 15)),
    whole(hit('d', 1, 3, 'b.py')),
  ]) {
    said += shown.costOf(view)!
    shown.show(view)
    assert.ok(estimateTokens(`\n${shown.paragraphs().join('\n')}`) <= said)
  }
})

test.run()
