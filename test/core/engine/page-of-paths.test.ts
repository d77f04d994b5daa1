import files from '@tlc/core/document/collections/files'
import { fileRecord } from '@tlc/core/engine/file-record'
import { pageOfPaths } from '@tlc/core/engine/page-of-paths'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import * as Y from 'yjs'
import { aFile, temporaryStore } from '../store/_store.ts'

const test = suite('core/engine/page-of-paths')
// The emoji is beyond the fullwidth letter by its bytes, and before it by its code units.
const PATHS = ['a/b.py', 'a.py', 'Z.py', '漢.py', '\uff21.py', '🙂.py', 'a-b.py']

function projectOf(paths: string[]): Y.Doc {
  const doc = new Y.Doc()
  for (const path of paths) files.put(doc, path, fileRecord(aFile(path), []))
  return doc
}

test('pages join to all paths, each once, whatever their size', () => {
  const doc = projectOf(PATHS)
  const all = pageOfPaths(doc, { after: null, limit: 100 }).paths
  assert.is(all.length, PATHS.length)
  for (const limit of [1, 2, 3, 6, 7]) {
    const joined: string[] = []
    for (let after: string | null = null; ; ) {
      const { paths, next } = pageOfPaths(doc, { after, limit })
      joined.push(...paths)
      if (next === null) break
      after = next
    }
    assert.equal(joined, all, `pages of ${limit}`)
  }
})

test('the order is that of the store', async () => {
  const opened = await temporaryStore()
  try {
    await opened.store.saveFiles(PATHS.map((path) => aFile(path)))
    const stored = await opened.store.query(
      { id: 'paths', sql: 'SELECT path FROM files ORDER BY path', bind: () => ({}), row: ({ path }) => path as string },
      {},
    )
    assert.equal(pageOfPaths(projectOf(PATHS), { after: null, limit: 100 }).paths, stored)
  } finally {
    await opened.remove()
  }
})

test('a path that went meanwhile is no obstacle, and after the last one there is nothing', () => {
  const doc = projectOf(['a', 'c'])
  assert.equal(pageOfPaths(doc, { after: 'b', limit: 9 }), { paths: ['c'], next: null })
  assert.equal(pageOfPaths(doc, { after: 'c', limit: 9 }), { paths: [], next: null })
})

test.run()
