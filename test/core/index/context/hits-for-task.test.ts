import { hitsForTask } from '@tlc/core/index/context/hits-for-task'
import type { SearchHit, SearchQuery } from '@tlc/core/index/contract'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite('core/index/context/hits-for-task')

function hit(path: string, startLine: number, kind: SearchHit['kind'] = 'code'): SearchHit {
  return { path, startLine, endLine: startLine + 9, score: 1, kind, why: [], name: '', symbolKind: null, language: '' }
}

/** Answers with `all`, and for one path with what `within` has of it. */
function searchOf(all: SearchHit[], within: Record<string, SearchHit[]>) {
  const asked: SearchQuery[] = []
  const search = async (query: SearchQuery) => {
    asked.push(query)
    return query.paths ? (within[query.paths[0]!] ?? []) : all
  }
  return { asked, search }
}

function places(hits: SearchHit[]): string[] {
  return hits.map(({ path, startLine }) => `${path}:${startLine}`)
}

test('more of the file that fits best comes before the first lines of files that fit less', async () => {
  const all = ['a.ts', 'b.ts', 'c.ts', 'd.ts', 'e.ts'].map((path) => hit(path, 1))
  const { search } = searchOf(all, { 'a.ts': [hit('a.ts', 1), hit('a.ts', 50), hit('a.ts', 90)] })
  const found = places(await hitsForTask('task', search))
  assert.is(found[0], 'a.ts:1')
  assert.ok(found.indexOf('a.ts:90') < found.indexOf('e.ts:1'), found.join(' '))
  assert.is(new Set(found).size, found.length)
  assert.is(found.length, 7)
})

test('the first search leaves the hits of one file together', async () => {
  const { asked, search } = searchOf([hit('a.ts', 1)], {})
  await hitsForTask('task', search)
  assert.ok(asked[0]!.furtherOfFile! > 0.9)
})

test('only the three best files are asked again, each by its own path', async () => {
  const all = ['a.ts', 'a.ts', 'b.ts', 'c.ts', 'd.ts'].map((path, i) => hit(path, i * 10 + 1))
  const { asked, search } = searchOf(all, {})
  await hitsForTask('task', search)
  assert.equal(
    asked.map(({ paths }) => paths?.[0]),
    [undefined, 'a.ts', 'b.ts', 'c.ts'],
  )
})

test('what a path finds in other files, and what is no file of the project, is left out', async () => {
  const all = [hit('commit:1a2b', 1, 'commit'), hit('src/a.ts', 1)]
  const { search } = searchOf(all, { 'src/a.ts': [hit('src/a.ts/odd.ts', 1), hit('src/a.ts', 1), hit('src/a.ts', 30)] })
  assert.equal(places(await hitsForTask('task', search)), ['src/a.ts:1', 'src/a.ts:30'])
})

test('nothing found is nothing to read', async () => {
  assert.equal(await hitsForTask('task', searchOf([], {}).search), [])
})

test.run()
