import { KINDS } from '@tlc/core/index/segment/kinds'
import { parseQuery } from '@tlc/tui/panels/_search-query'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite('tui/panels/search-query')
const known = { kinds: KINDS, languages: ['python', 'java', 'javascript', 'typescript'] }
const parse = (text: string) => parseQuery(text, known)

test('filters stand anywhere, several values with commas or one by one, and the rest are words', () => {
  const { words, filters, faults } = parse('kind:test,code  lost   client path:src path:"my folder/x" lang:python ends')
  assert.is(words, 'lost client ends')
  assert.equal(filters, { kinds: ['test', 'code'], paths: ['src', 'my folder/x'], languages: ['python'] })
  assert.equal(faults, [])
})

test('the start of a value is enough when only one begins so, and a whole value goes before longer ones', () => {
  assert.equal(parse('kind:doc x').filters, { kinds: ['documentation'] })
  assert.equal(parse('lang:java x').filters, { languages: ['java'] })
  assert.equal(parse('lang:Typ x').filters, { languages: ['typescript'] })
  assert.equal(parse('kind:co x').faults, ['kind:co may be code, configuration, commit'])
})

test('an unknown value says what is known, and one without a value says what it takes', () => {
  assert.match(parse('kind:tset x').faults[0]!, /^kind:tset is unknown; there is code, test, documentation/)
  assert.equal(parse('lang:cobol x').faults, ['lang:cobol is unknown; there is python, java, javascript, typescript'])
  assert.match(parse('path: x').faults[0]!, 'path: takes the start of a path')
  assert.match(parse('x kind:').faults[0]!, 'kind: takes code, test')
})

test('a language is not refused while none of the project is known', () => {
  assert.equal(parseQuery('lang:Zig x', { ...known, languages: [] }).filters, { languages: ['zig'] })
})

test('what only looks like a filter is words', () => {
  for (const text of ['std::vector', 'TypeError: x', 'https://a.b/kind:c', 'mykind:test', 'kind test'])
    assert.equal(parse(text), { words: text, filters: {}, pieces: [{ text, is: 'words' }], faults: [] })
})

test('the pieces are the whole text, in order', () => {
  for (const text of ['  a kind:test b lang:x  ', 'path:"open quote and more', 'kind:test', '', 'kind:code,, 漢字'])
    assert.is(
      parse(text)
        .pieces.map((piece) => piece.text)
        .join(''),
      text,
    )
  assert.equal(
    parse('a kind:test lang:x').pieces.map(({ is }) => is),
    ['words', 'filter', 'words', 'unknown'],
  )
})

test.run()
