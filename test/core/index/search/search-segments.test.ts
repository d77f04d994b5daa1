import type { SearchQuery } from '@tlc/core/index/contract'
import { ALL_PARTS, type SearchInput, searchSegments } from '@tlc/core/index/search/search-segments'
import { PATH_BITS } from '@tlc/core/index/segment/path-bits'
import type { FileToIndex } from '@tlc/core/index/segment/segment-builder'
import { SegmentSet } from '@tlc/core/index/segment/segment-set'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { aFile, keyOf } from '../_segments.ts'

const test = suite('core/index/search/search-segments')

function search(files: FileToIndex[], query: string, over: Partial<SearchQuery> = {}, input: SearchInput = {}) {
  const set = new SegmentSet()
  set.put(files)
  return searchSegments(set, { query, ...over }, input)
}

function paths(...asked: Parameters<typeof search>): string[] {
  return search(...asked).hits.map(({ path }) => path)
}

const USE = {
  name: 'handler',
  text: 'response = HttpResponse(body)\nreturn HttpResponse(response)',
  context: 'views handler',
}
const DEFINITION = {
  name: 'HttpResponse',
  symbolKind: 'class' as const,
  text: 'class HttpResponse',
  context: 'response HttpResponse',
}

test('a definition comes before its uses', () => {
  assert.is(paths([aFile('views.py', [USE]), aFile('response.py', [DEFINITION])], 'HttpResponse')[0], 'response.py')
})

test('the same spelling comes before another one of the name', () => {
  const other = { name: 'http_response', text: 'def http_response', context: 'http_response' }
  assert.is(paths([aFile('a.py', [other]), aFile('b.py', [DEFINITION])], 'HttpResponse')[0], 'b.py')
})

test('the container that a name is asked with comes before others, also where more stands before it', () => {
  const method = (container: string) => ({
    name: `${container}.send`,
    symbolKind: 'method' as const,
    text: 'function send()',
    context: `${container}.send`,
  })
  const files = [aFile('a.php', [method('Http.ClientTrait')]), aFile('b.php', [method('Http\\Net.Client')])]
  for (const query of ['Client::send', 'Net\\Client::send', 'org.Http.Net.Client.send']) {
    const [first] = search(files, query).hits
    assert.is(first!.path, 'b.php', query)
    assert.match(first!.why.join(), 'defines this name')
  }
})

test('the beginning of a name, and its parts in any order, find it too', () => {
  const files = [aFile('response.py', [DEFINITION]), aFile('x.py', [{ name: 'other', text: 'nothing', context: 'x' }])]
  assert.equal(paths(files, 'HttpResp'), ['response.py'])
  assert.is(paths(files, 'response_http')[0], 'response.py')
})

test('a name of one letter is found', () => {
  const globals = { name: 'g', symbolKind: 'variable' as const, text: 'g = Proxy()', context: 'globals g' }
  assert.equal(paths([aFile('globals.py', [globals]), aFile('b.py', [USE])], 'g'), ['globals.py'])
})

test('of many names in one chunk each is found', () => {
  const colours = {
    name: '',
    symbolKind: null,
    names: ['DARK_RED', 'PALE_GREEN'],
    text: 'DARK_RED = 1\nPALE_GREEN = 2',
    context: 'colours DARK_RED PALE_GREEN',
  }
  assert.is(paths([aFile('b.py', [USE]), aFile('colours.py', [colours])], 'PALE_GREEN')[0], 'colours.py')
})

test('the parts of a definition that is asked for by name come in the order in which they stand', () => {
  const part = (text: string) => ({ name: 'url_for', symbolKind: 'function' as const, text, context: 'url_for' })
  const files = [aFile('a.py', [part('def url_for(endpoint, **values): and a long comment on it'), part('url_for')])]
  assert.equal(
    search(files, 'url_for').hits.map(({ startLine }) => startLine),
    [1, 11],
  )
})

test('a file that is asked for by its path begins at its beginning', () => {
  const loose = (text: string, name = '') => ({ name, symbolKind: null, text, context: 'src cli' })
  const files = [aFile('src/cli.rs', [loose('use std::io; use std::path; much of it', 'imports'), loose('end')])]
  for (const query of ['src/cli.rs', 'cli.rs', 'src\\cli.rs'])
    assert.is(search(files, query).hits[0]!.startLine, 1, query)
})

test('where nothing is to be found nothing is, and beside it what is like it', () => {
  const files = [
    aFile('a.py', [{ name: 'one' }, { name: 'two' }, { name: 'three' }]),
    aFile('b.py', [{ name: 'four' }]),
  ]
  const without = { path: 'a.py', startLine: 3, endLine: 12 }
  const { hits } = search(files, 'read config', {}, { without })
  assert.equal(hits.map(({ name }) => name).sort(), ['four', 'three'])
})

test('words of a question meet the parts of names and other forms of the words', () => {
  const reconnect = {
    name: 'reconnectClient',
    text: 'function reconnectClient() { retry() }',
    context: 'link reconnectClient',
  }
  assert.equal(paths([aFile('link.ts', [reconnect]), aFile('b.py', [USE])], 'where are clients reconnecting'), [
    'link.ts',
  ])
})

test('a synonym finds what the words themselves do not, and is told', () => {
  const signIn = { name: 'login', text: 'def login(user)', context: 'login' }
  const { hits, expansion } = search([aFile('session.py', [signIn])], 'how does authentication work here')
  assert.is(hits[0]!.path, 'session.py')
  assert.ok(expansion.some(({ term, because }) => term === 'login' && because.includes('stands for')))
})

test('nothing is added to a symbol', () => {
  assert.equal(search([aFile('a.py', [DEFINITION])], 'login').expansion, [])
})

test('tests come after, unless the query asks for them', () => {
  const files = [
    aFile('tests/cart.py', [{ text: 'cart total price '.repeat(3) }], { flags: PATH_BITS.test }),
    aFile('shop/cart.py', [{ text: 'cart total price' }]),
  ]
  assert.is(paths(files, 'price of the cart')[0], 'shop/cart.py')
  assert.is(paths(files, 'tests for the price of the cart')[0], 'tests/cart.py')
})

test('documents come after code, unless the query asks for documents', () => {
  const files = [
    aFile('docs/install.md', [
      {
        kind: 'documentation',
        name: 'Install',
        symbolKind: null,
        text: 'install packages offline',
        context: 'docs install',
      },
    ]),
    aFile('setup.py', [{ name: 'install', text: 'install packages offline', context: 'setup install' }]),
  ]
  assert.is(paths(files, 'install packages offline')[0], 'setup.py')
  assert.is(paths(files, 'documentation on install packages offline')[0], 'docs/install.md')
  assert.match(search(files, 'how do I install packages offline').hits[0]!.why.join(), 'asks for documentation')
})

test('commits come after code, unless the query asks when or why something was changed', () => {
  const files = [
    aFile('commit:1', [
      { kind: 'commit', name: 'Drop Java 6', symbolKind: null, text: 'drop java 6', context: 'java' },
    ]),
    aFile('java.py', [{ name: 'java', text: 'drop java 6', context: 'java' }]),
  ]
  assert.is(paths(files, 'drop java 6')[0], 'java.py')
  assert.match(
    search(files, 'when was java 6 dropped')
      .hits.find(({ kind }) => kind === 'commit')!
      .why.join(),
    'asks for',
  )
})

test('kinds, paths and languages leave the rest out', () => {
  const files = [
    aFile('a/x.py', [{ text: 'jam' }]),
    aFile('b/x.go', [{ text: 'jam', kind: 'test' }], { language: 'go' }),
    aFile('b/deep/y.py', [{ text: 'jam' }]),
  ]
  assert.equal(paths(files, 'jam', { kinds: ['test'] }), ['b/x.go'])
  assert.equal(paths(files, 'jam', { languages: ['go'] }), ['b/x.go'])
  assert.equal(paths(files, 'jam', { paths: ['a'] }), ['a/x.py'])
  assert.equal(paths(files, 'jam', { paths: ['b/'] }).sort(), ['b/deep/y.py', 'b/x.go'])
  assert.equal(paths(files, 'jam', { paths: ['**/y.py'] }), ['b/deep/y.py'])
  assert.equal(paths(files, 'jam', { paths: ['b/*.py'] }), [])
})

test('signs of patterns in a query or a path are signs, not patterns', () => {
  const files = [aFile('a+b(c).py', [{ text: 'jam' }])]
  assert.equal(paths(files, 'jam.* [a-z]+ (', { paths: ['a+b(c).py'] }), ['a+b(c).py'])
})

test('of a question in other words than the code has, the one that is nearest by far comes first', () => {
  const about = (name: string, text: string) => ({ name, symbolKind: 'function' as const, text, context: name })
  const files = [
    aFile('a.py', [about('write_log', 'keep a crash log')]),
    aFile('b.py', [about('recover', 'going down')]),
    aFile('c.py', [about('serve', 'until it is done')]),
  ]
  const nearTo = (...scores: number[]) =>
    ['b.py', 'a.py', 'c.py'].map((path, i) => ({ key: keyOf(path, 0), score: scores[i]! }))
  const query = 'keep going after a crash'
  assert.is(paths(files, query, {}, { near: nearTo(0.34, 0.21, 0.2) })[0], 'b.py')
  assert.is(paths(files, query, {}, { near: nearTo(0.34, 0.335, 0.2) })[0], 'a.py')
})

test('how much hits are spread over files is for whoever asks to say', () => {
  const about = (name: string, text: string) => ({ name, symbolKind: 'function' as const, text, context: name })
  const files = [
    aFile('a.py', [
      about('one', 'orange orange peel'),
      about('two', 'orange orange peel'),
      about('three', 'orange peel'),
    ]),
    aFile('b.py', [about('four', 'peel')]),
  ]
  const spread = (furtherOfFile: number) => paths(files, 'orange peel', { furtherOfFile })
  assert.equal(spread(1), ['a.py', 'a.py', 'a.py', 'b.py'])
  assert.equal(spread(0.1).slice(0, 2), ['a.py', 'b.py'])
})

test('hits near in meaning are found without a word in common', () => {
  const files = [aFile('a.py', [{ text: 'apple', name: 'apple' }]), aFile('b.py', [{ text: 'pear', name: 'pear' }])]
  const near = [{ key: keyOf('b.py', 0), score: 0.7 }]
  const { hits } = search(files, 'fruit that is no orange', {}, { near })
  assert.equal(
    hits.map(({ path }) => path),
    ['b.py'],
  )
  assert.ok(hits[0]!.why.some((reason) => reason.includes('means about the same')))
})

test('what people found useful moves up, within bounds', () => {
  const files = [aFile('a.py', [{ text: 'jam' }]), aFile('b.py', [{ text: 'jam' }])]
  const [first, second] = paths(files, 'jam')
  const feedback = (path: string) => (path === second ? 1.25 : 0.8)
  assert.equal(paths(files, 'jam', {}, { feedback }), [second, first])
})

test('a limit is kept, and each part of the search can be left out', () => {
  const files = Array.from({ length: 80 }, (_, i) => aFile(`f${i}.py`, [{ text: 'jam' }]))
  assert.is(paths(files, 'jam').length, 10)
  assert.is(paths(files, 'jam', { limit: 50 }).length, 50)
  assert.is(paths(files, 'jam', {}, { parts: { ...ALL_PARTS, lists: [] } }).length, 0)
  assert.is(paths(files, 'jam', {}, { parts: { lists: ['body'], signals: false, expansion: false } }).length, 10)
})

test('the same question has the same answer', () => {
  const files = Array.from({ length: 40 }, (_, i) => aFile(`f${i}.py`, [{ text: `jam jar${i % 3}` }]))
  assert.equal(search(files, 'jam in a jar'), search(files, 'jam in a jar'))
})

test('nothing to look for, and nothing to look in, have no hits', () => {
  assert.equal(paths([aFile('a.py', [{ text: 'jam' }])], 'the of and'), [])
  assert.equal(paths([], 'jam'), [])
})

test.run()
