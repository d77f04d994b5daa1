import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { askLabelled, scoreOf } from '../../../bench/src/search/ask-labelled.ts'
import { sembleSet } from '../../../bench/src/search/semble.ts'

const test = suite('bench/search/semble')

const folder = mkdtempSync(join(tmpdir(), 'tlc-semble-'))
const context = { cache: folder, log: () => undefined, signal: new AbortController().signal }
const named = { ...process.env }

test.before(() => {
  process.env.TLC_CORPUS_SEMBLE = join(folder, 'labels')
  process.env.TLC_CORPUS_SEMBLEREPOS = join(folder, 'trees')
  // An address that nothing answers on: what has no tree cannot be had.
  const url = join(folder, 'nowhere.git')
  write('labels/benchmarks/repos.json', [
    { name: 'zeta', language: 'c', url, revision: '2'.repeat(40), benchmark_root: 'src' },
    { name: 'alpha', language: 'python', url, revision: '1'.repeat(40), benchmark_root: null },
    { name: 'gone', language: 'go', url, revision: '3'.repeat(40) },
    { name: 'unpinned', language: 'lua', url },
  ])
  write('labels/benchmarks/annotations/alpha.json', [
    { query: 'Thing', relevant: ['a.py'] },
    { query: 'how is it done', relevant: [{ path: 'a.py', start_line: 3, end_line: '9' }], secondary: ['b.py'] },
    { query: 'doing it', relevant: ['a.py'], category: 'architecture' },
  ])
  write('labels/benchmarks/annotations/zeta.json', [])
  write('labels/benchmarks/results/semble-hybrid-0332378809c5.json', { repos: [{ repo: 'alpha', ndcg10: 0.5 }] })
  mkdirSync(join(folder, 'trees/alpha'), { recursive: true })
  mkdirSync(join(folder, 'trees/zeta/src'), { recursive: true })
})

test.after(() => {
  process.env = named
  rmSync(folder, { recursive: true, force: true })
})

test('repositories come by name, halved, with what could not be had apart', async () => {
  const { repositories, missing } = await sembleSet(context)
  assert.equal(
    repositories.map(({ name, half, pinned, published }) => ({ name, half, pinned, published })),
    [
      { name: 'alpha', half: 'develop', pinned: false, published: 0.5 },
      { name: 'zeta', half: 'report', pinned: false, published: null },
    ],
  )
  assert.is(repositories[1]!.folder, join(folder, 'trees/zeta/src'))
  assert.equal(missing, ['gone'])
})

test('a query keeps its category, or gets the one that semble infers, and all its places', async () => {
  const { repositories } = await sembleSet(context)
  assert.equal(repositories[0]!.queries, [
    { query: 'Thing', category: 'symbol', places: [{ path: 'a.py' }] },
    {
      query: 'how is it done',
      category: 'architecture',
      places: [{ path: 'a.py', startLine: 3, endLine: 9 }, { path: 'b.py' }],
    },
    { query: 'doing it', category: 'architecture', places: [{ path: 'a.py' }] },
  ])
})

test('answers are scored query by query', async () => {
  const { repositories } = await sembleSet(context)
  const answers = await askLabelled(repositories[0]!, async (query) =>
    query === 'Thing' ? [{ path: 'a.py', startLine: 1, endLine: 2 }] : [],
  )
  assert.is(scoreOf(answers), 1 / 3)
  assert.is(
    scoreOf(answers, ({ category }) => category === 'symbol'),
    1,
  )
})

function write(path: string, content: unknown): void {
  const file = join(folder, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, JSON.stringify(content))
}

test.run()
