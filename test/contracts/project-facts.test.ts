import type { ProjectFacts } from '@tlc/core/engine/facts/contract'
import { factsInMemory } from '@tlc/core/engine/facts/facts-in-memory'
import { storedFacts } from '@tlc/core/engine/facts/stored-facts'
import type { AnalysedFile } from '@tlc/core/workspace/contract'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { aFile, aFunction, aSymbol, temporaryStore } from '../core/store/_store.ts'

const test = suite('contracts/project-facts')

const lines = (name: string, cyclomatic: number, [line, endLine]: [number, number]) => ({
  ...aFunction(name, cyclomatic, line),
  endLine,
})
const block = (hash: string, line: number) => ({ hash, line, endLine: line + 9 })
// Surrogates sort behind U+FF5E by their UTF-8 bytes, and before it by their code units.
const FILES: AnalysedFile[] = [
  aFile('src/😀.py', { functions: [aFunction('grin', 11)], blocks: [block('b', 3)] }),
  aFile('src/～.py', { functions: [aFunction('wave', 11)], blocks: [block('b', 7), block('c', 9)] }),
  aFile('a.py', {
    symbols: [aSymbol('f'), aSymbol('g')],
    functions: [lines('first', 4, [1, 1]), lines('second', 25, [1, 1]), lines('around', 12, [1, 30])],
    blocks: [block('a', 1), block('b', 2), block('a', 20)],
  }),
  aFile('calm.py', { symbols: [aSymbol('h')], functions: [aFunction('calm', 10)] }),
  { path: 'gone.bin', bytes: 9, mtimeMs: 1, hash: '', facts: null, skipped: 'binary' },
]

const implementations: [string, (check: (facts: ProjectFacts) => Promise<void>) => Promise<void>][] = [
  ['factsInMemory', (check) => check(factsInMemory(new Map(FILES.map((file) => [file.path, file]))))],
  [
    'storedFacts',
    async (check) => {
      const opened = await temporaryStore()
      await opened.store.saveFiles(FILES)
      await check(storedFacts(opened.store)).finally(() => opened.remove())
    },
  ],
]

for (const [name, use] of implementations) {
  test(`${name}: blocks in two or more places stand with their paths, from the top down`, () =>
    use(async (facts) => {
      const repeated = await facts.repeatedBlocks()
      assert.equal(
        [...repeated].sort(),
        [
          ['a.py', [block('a', 1), block('b', 2), block('a', 20)]],
          ['src/～.py', [block('b', 7)]],
          ['src/😀.py', [block('b', 3)]],
        ].sort(),
      )
    }))

  test(`${name}: symbols and functions over the limits are counted`, () =>
    use(async (facts) => assert.equal(await facts.functionCounts(), { symbols: 3, over10: 4, over20: 1 })))

  test(`${name}: the most complex functions come first, equals by path and line`, () =>
    use(async (facts) => {
      const names = async (limit: number) =>
        (await facts.complexFunctions({ over: 10, limit })).map(({ path, fact }) => `${path} ${fact.name}`)
      assert.equal(await names(10), ['a.py second', 'a.py around', 'src/～.py wave', 'src/😀.py grin'])
      assert.equal(await names(2), ['a.py second', 'a.py around'])
    }))

  test(`${name}: functions of a page of paths stand in the order of their file`, () =>
    use(async (facts) => {
      const byPath = await facts.functionsOf(['a.py', 'calm.py', 'gone.bin'])
      assert.equal(
        [...byPath].map(([path, functions]) => [path, functions.map((each) => each.name)]),
        [
          ['a.py', ['around', 'first', 'second']],
          ['calm.py', ['calm']],
        ],
      )
      assert.equal(Object.keys(byPath.get('calm.py')![0]!).sort(), [
        'cognitive',
        'cyclomatic',
        'endLine',
        'line',
        'name',
        'nesting',
        'parameters',
      ])
      assert.equal([...(await facts.functionsOf([]))], [])
    }))
}

test.run()
