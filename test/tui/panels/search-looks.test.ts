import type { FileLines } from '@tlc/core/engine/answers'
import type { SearchAnswer, SearchHit } from '@tlc/core/index/contract'
import { textInput } from '@tlc/tui/app/prompt'
import { createCache, type Sources } from '@tlc/tui/app/sources'
import search, { type SearchState } from '@tlc/tui/panels/search'
import { lineWidth } from '@tlc/tui/screen/line'
import { createSurface, drawLine, SELECTED } from '@tlc/tui/screen/surface'
import { createTheme } from '@tlc/tui/screen/theme'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import * as Y from 'yjs'
import { indexProgress } from '../../helpers/link-double.ts'

const test = suite('tui/panels/search-looks')
const NASTY = 'sources/漢字/👩‍💻 e\u0301/a very long folder name/\x1b[31mred\x07.ts'
const SIZES = [
  { width: 200, height: 56 },
  { width: 130, height: 20 },
  { width: 120, height: 36 },
  { width: 80, height: 20 },
  { width: 40, height: 8 },
  { width: 20, height: 4 },
]

function aHit(over: Partial<SearchHit> = {}): SearchHit {
  const place = { path: NASTY, startLine: 123_456, endLine: 123_999, kind: 'documentation' as const, language: 'rust' }
  const why = [`because ${'漢字'.repeat(60)}`, 'words: 2.', 'long '.repeat(90)]
  return { ...place, score: 0.1234, why, name: `${'概要 > '.repeat(20)}終わり`, symbolKind: null, ...over }
}

function anAnswer(): SearchAnswer {
  const hits = [
    aHit(),
    aHit({ name: `${'Outer.'.repeat(30)}inner`, symbolKind: 'constructor', kind: 'code' }),
    aHit({ name: '', why: [] }),
    aHit({ path: `page:https://example.org/${'x'.repeat(300)}`, kind: 'page' }),
  ]
  const expansion = [{ term: 'word '.repeat(30), weight: 0.5, because: '漢字'.repeat(50) }]
  const progress = indexProgress({ pendingFiles: 3, message: 'damaged '.repeat(40) })
  return { hits: [...hits, ...hits, ...hits], tookMs: 1, expansion, queryClass: 'question', progress }
}

function rendered(size: { width: number; height: number }, state: Partial<SearchState>, unicode = true) {
  const lines = Array.from({ length: 100 }, (_, i) => `\t漢字 ${'wide 漢 '.repeat(i === 3 ? 3_000 : 20)}`)
  const file: FileLines = { total: 200_000, from: 123_454, lines, tokens: [[[0, 40, 'string']]] }
  const known = { id: 'page:x', kind: 'page', title: NASTY, at: 1, text: `${NASTY} `.repeat(200), next: 100_000 }
  const answers: Record<string, unknown> = { 'search.query': anAnswer(), 'file.lines': file, 'knowledge.text': known }
  const sources = {
    project: new Y.Doc(),
    body: size,
    now: 1e12,
    version: () => 0,
    cached: createCache(),
    faultOf: () => null,
    ask: (_slot: string, id: string) => answers[id],
  } as unknown as Sources
  const whole = { ...search.initial(), ...state }
  const model = search.select(sources, whole)
  const view = { ...size, focused: true, theme: createTheme({ depth: 'none', unicode }), top: 0 }
  return { lines: search.render(model, view), cursor: search.cursor!(model, view) }
}

for (const size of SIZES) {
  test(`hits, preview and reasons stay within ${size.width}x${size.height}, whatever they are called`, () => {
    for (const selected of [0, 1, 3])
      for (const explain of [false, true]) {
        const { lines } = rendered(size, { input: textInput('漢字 kind:code'), selected, explain })
        assert.ok(lines.length <= size.height, `${lines.length} rows`)
        for (const line of lines.slice(2)) assert.ok(lineWidth(line) <= size.width, `${lineWidth(line)} columns`)
      }
  })
}

test('the selected hit is marked beside a preview as it is above one, and the preview is not', () => {
  for (const size of [SIZES[0]!, SIZES[3]!]) {
    const surface = createSurface(size.width, size.height)
    const { lines } = rendered(size, { input: textInput('a'), selected: 1 })
    for (const [y, line] of lines.entries()) drawLine(surface, { x: 0, y, width: size.width }, line)
    const isMarked = (x: number, y: number) => (surface.style[y * size.width + x]! & SELECTED) !== 0
    assert.equal([isMarked(1, 2), isMarked(1, 3), isMarked(1, 4)], [false, true, false])
    assert.is(isMarked(size.width - 1, 3), size.width < 120)
  }
})

test('the text of a hit that is no file fits every size', () => {
  const reading = { hit: aHit({ path: 'page:x', kind: 'page' }), row: 3, placed: false }
  for (const size of SIZES) {
    const { lines } = rendered(size, { input: textInput('a'), reading })
    assert.ok(lines.length <= size.height)
    for (const line of lines.slice(2)) assert.ok(lineWidth(line) <= size.width, `${lineWidth(line)} columns`)
  }
})

test('the cursor of a query that is too long stands in the row, behind what was typed', () => {
  for (const { width } of SIZES.filter((size) => size.width > 40)) {
    const { cursor, lines } = rendered({ width, height: 20 }, { input: textInput('漢字 '.repeat(100)), typing: true })
    assert.ok(cursor!.x < width)
    assert.ok(lineWidth(lines[0]!) <= width)
    assert.ok(cursor!.x > width / 3, `${cursor!.x} of ${width}`)
  }
})

test('a terminal without Unicode shows nothing beyond ASCII', () => {
  for (const size of SIZES) {
    const surface = createSurface(size.width, size.height, { ascii: true })
    const marks = new Map([[`${NASTY}\n`, false]])
    const { lines } = rendered(size, { input: textInput('漢字 kind:code'), explain: true, marks }, false)
    for (const [y, line] of lines.entries()) drawLine(surface, { x: 0, y, width: size.width }, line)
    assert.match(surface.text.join(''), /^[\x20-\x7e]*$/)
  }
})

test('an empty query draws its examples at every size', () => {
  for (const size of SIZES) assert.ok(rendered(size, {}).lines.length > 2)
})

test.run()
