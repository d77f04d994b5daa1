import type { LineTokens } from '@tlc/analyzers/facts'
import { languages } from '@tlc/analyzers/languages.generated'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { analyzerWith } from '../helpers/outline.ts'

const test = suite('analyzers/highlight')

const analyzer = await analyzerWith()
await analyzer.prepare(languages.map((language) => language.id))

/** The words of a line with their kinds, for reading. */
function words(line: string, tokens: LineTokens): string[] {
  return tokens.map(([start, end, kind]) => `${kind} ${line.slice(start, end)}`)
}

function colours(path: string, text: string): string[][] {
  const lines = text.split('\n')
  return analyzer.tokens(path, text, { from: 1, to: lines.length }).map((tokens, i) => words(lines[i]!, tokens))
}

test('names are coloured by what they are called with or defined as', () => {
  assert.equal(colours('a.py', 'class A:\n    def run(self): return os.path.join(LIMIT, 3, None)'), [
    ['keyword class', 'type A', 'operator :'],
    [
      'keyword def',
      'function run',
      'operator :',
      'keyword return',
      'operator .',
      'operator .',
      'function join',
      'constant LIMIT',
      'number 3',
      'constant None',
    ],
  ])
})

test('a string is one colour up to its interpolations', () => {
  assert.equal(colours('a.ts', 'f(`a ${g(1)} b`, "c")'), [
    ['function f', 'string `a ', 'function g', 'number 1', 'string  b`', 'string "c"'],
  ])
})

test('a token over many lines has a span in each, without the line ends', () => {
  assert.equal(colours('a.js', '/* one\r\n two */ x'), [['comment /* one'], ['comment  two */']])
})

test('only the lines that were asked for are answered', () => {
  const text = 'a = 1\nb = "x\ny"\nc = 3\n'
  assert.equal(analyzer.tokens('a.rb', text, { from: 3, to: 3 }), [[[0, 2, 'string']]])
  assert.equal(analyzer.tokens('a.rb', text, { from: 4, to: 100 }), [
    [
      [2, 3, 'operator'],
      [4, 5, 'number'],
    ],
    [],
  ])
  assert.equal(analyzer.tokens('a.rb', text, { from: 50, to: 60 }), [])
})

test('a file without a grammar has no colours', () => {
  assert.equal(analyzer.tokens('a.txt', 'x\n', { from: 1, to: 1 }), [])
})

test('spans are sorted, do not overlap and stay within their line in every language', () => {
  const text =
    'x = f("a", 1) # b\n/* c */ y ? "d${e}" : {z: [1.5]}\nif (a && b) { return `q` }\nclass A { int f() {} }\n'
  for (const { extensions } of languages) {
    const lines = text.split('\n')
    for (const [i, tokens] of analyzer.tokens(`a${extensions[0]}`, text, { from: 1, to: 4 }).entries()) {
      let end = 0
      for (const [start, stop] of tokens) {
        assert.ok(start >= end && stop > start && stop <= lines[i]!.length, `${extensions[0]} line ${i + 1}`)
        end = stop
      }
    }
  }
})

test('another file in between does not change the colours of the first', () => {
  const before = colours('a.py', 'x = "s"')
  analyzer.analyse('b.py', 'def f(): pass\n')
  assert.equal(colours('a.py', 'x = "s"'), before)
})

test.run()
