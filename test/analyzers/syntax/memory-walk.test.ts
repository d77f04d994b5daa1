import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { languages } from '@tlc/analyzers/languages.generated'
import type { Walk } from '@tlc/analyzers/syntax/columns'
import { createCursorWalk } from '@tlc/analyzers/syntax/cursor-walk'
import { createMemoryWalk } from '@tlc/analyzers/syntax/memory-walk'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { binding, difference, grammarOf, parser, rowsOf, withTree } from '../../helpers/walks.ts'

const test = suite('analyzers/syntax/memory-walk')
const fixtures = join(import.meta.dirname, '../../../analyzers/fixtures')
const DEEP = 10_000

interface Walks {
  id: string
  byCursor: Walk
  inMemory: Walk
  sources: string[]
  use(): void
}

const all: Walks[] = []
const files = readdirSync(fixtures, { recursive: true, encoding: 'utf8' })
for (const definition of languages) {
  const grammar = await grammarOf(definition)
  all.push({
    id: definition.id,
    byCursor: createCursorWalk(binding, grammar),
    inMemory: createMemoryWalk(binding, grammar)!,
    sources: files
      .filter((file) => (definition.extensions as readonly string[]).includes(extname(file)))
      .map((file) => readFileSync(join(fixtures, file), 'utf8')),
    use: () => parser.setLanguage(grammar.language),
  })
}

/** Both walks over each source of each language; what the trees look like to the grammar comes back. */
function compare(sourcesOf: (walks: Walks) => string[]): string[] {
  const shapes: string[] = []
  for (const walks of all) {
    walks.use()
    for (const source of sourcesOf(walks)) {
      withTree(source, (tree) => {
        const expected = rowsOf(walks.byCursor, tree, source)
        const found = difference(expected, rowsOf(walks.inMemory, tree, source))
        assert.is(found, null, `${walks.id}, ${JSON.stringify(source.slice(0, 60))}: ${found}`)
        if (source.length < DEEP) shapes.push(tree.rootNode.toString())
      })
    }
  }
  return shapes
}

test('memory that grew between two trees is read where it lies now', () => {
  const python = all.find(({ id }) => id === 'python')!
  python.use()
  const source = 'f(x=[1, 2], *a)\n'.repeat(60_000)
  const before = binding.HEAPU32
  withTree(source, (tree) => {
    assert.is.not(binding.HEAPU32, before)
    const expected = rowsOf(python.byCursor, tree, source)
    assert.is(difference(expected, rowsOf(python.inMemory, tree, source)), null)
  })
})

test('every fixture of every language has the rows that the cursor finds', () => {
  for (const { id, sources } of all) assert.ok(sources.length > 0, id)
  compare(({ sources }) => sources)
})

test('a source without a token has them', () => {
  compare(() => ['', '\n', ' \t\n\n  ', '\ufeff', '\r\n\r\n'])
})

test('sources with the line ends of Windows have them', () => {
  compare(({ sources }) => sources.map((source) => source.replaceAll('\n', '\r\n')))
})

test('characters of one, two and four bytes have them', () => {
  compare(({ sources }) => sources.map((source) => source.replace(/[a-z]{4}/g, '$&é😀').replaceAll(' = ', ' \u3000= ')))
})

test('sources that end early, lack a bracket or have one too many have them, with errors and missing tokens', () => {
  const shapes = compare(({ sources }) =>
    sources
      .slice(0, 8)
      .flatMap((source) => [
        source.slice(0, source.length / 3),
        source.slice(source.length / 2),
        source.replace(/[)\]}]/, ''),
        source.replace(/[([{]/g, '$&$&'),
        source.replaceAll(',', ';'),
        source.replace(/\n/g, ' \\ @ \n'),
      ]),
  )
  assert.ok(shapes.some((shape) => shape.includes('(ERROR')))
  assert.ok(shapes.some((shape) => shape.includes('(MISSING')))
})

test('tokens, gaps and lists too long for a compact node have them', () => {
  const long = 'x'.repeat(300)
  compare(() => [
    `${long}(${long},${' '.repeat(400)}${long})\n`,
    `${'\n'.repeat(40)}# ${long}\n"${long}"\n`,
    `f(${'a, '.repeat(2000)}b)\n`,
    `f(${'a, /* c */\n'.repeat(200)}b)\n`,
  ])
})

test('brackets ten thousand levels deep have them, closed or not', () => {
  compare(() => [
    `x = ${'('.repeat(DEEP)}1${')'.repeat(DEEP)}\n`,
    `${'{'.repeat(DEEP)}${'}'.repeat(DEEP)}\n`,
    '['.repeat(DEEP),
  ])
})

test.run()
