import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { measureHistory } from '@tlc/core/history/measure-history'
import { refreshHistory } from '@tlc/core/history/refresh-history'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { aFile, type TemporaryStore, temporaryStore } from '../store/_store.ts'
import { type TemporaryRepository, temporaryRepository } from './_repository.ts'

interface Context {
  repository: TemporaryRepository
  opened: TemporaryStore
}

const test = suite<Context>('core/history/refresh-history')

test.before.each(async (context) => {
  context.repository = temporaryRepository()
  context.opened = await temporaryStore()
  await context.opened.store.saveFiles([aFile('a.txt'), aFile('b.txt')])
})
test.after.each(async ({ repository, opened }) => {
  await opened.remove()
  repository.remove()
})

async function refresh({ repository: { root }, opened: { store } }: Context, signal?: AbortSignal) {
  const { commits, changed, state } = await refreshHistory({ root, store, ...(signal && { signal }) })
  const measures = await measureHistory(store, { now: Date.parse('2024-06-01T00:00:00Z') })
  return { commits, changed, state, total: measures.commits, names: measures.authors.map(({ name }) => name).sort() }
}

test('the first pass reads all, the next only what is new, and nothing when nothing is', async (context) => {
  const { repository } = context
  repository.write('a.txt', 'a\n')
  repository.commit('First')
  repository.commit('Second')
  assert.equal(await refresh(context), { commits: 2, changed: true, state: 'read', total: 2, names: ['Ann'] })
  assert.equal(await refresh(context), { commits: 0, changed: false, state: 'read', total: 2, names: ['Ann'] })
  await context.opened.reopen()
  repository.commit('Third', { author: 'Bob' })
  assert.equal(await refresh(context), { commits: 1, changed: true, state: 'read', total: 3, names: ['Ann', 'Bob'] })
})

test('a rebase or another branch leaves no commit of the former history', async (context) => {
  const { repository } = context
  repository.commit('Base')
  repository.commit('Dropped', { author: 'Gone' })
  await refresh(context)
  repository.git('reset', '-q', '--hard', 'HEAD~1')
  repository.commit('Instead', { author: 'New' })
  assert.equal(await refresh(context), { commits: 2, changed: true, state: 'read', total: 2, names: ['Ann', 'New'] })
})

test('a changed .mailmap renames people in commits that were read before', async (context) => {
  const { repository } = context
  repository.commit('First', { author: 'A. Typo', email: 'ann@example.org' })
  assert.equal((await refresh(context)).names, ['A. Typo'])
  repository.write('.mailmap', 'Ann <ann@example.org>\n')
  assert.equal(await refresh(context), { commits: 1, changed: true, state: 'read', total: 1, names: ['Ann'] })
})

test('a clone that was deepened is read anew, with what lies behind the former cut', async (context) => {
  const { repository } = context
  for (let i = 0; i < 5; i++) repository.commit(`c${i}`)
  const root = join(repository.root, '..', 'clone')
  repository.git('clone', '-q', '--depth', '2', `file://${repository.root}`, root)
  const { store } = context.opened
  assert.is((await refreshHistory({ root, store })).commits, 2)
  repository.git('-C', root, 'fetch', '-q', '--unshallow')
  assert.is((await refreshHistory({ root, store })).commits, 5)
  assert.is((await measureHistory(store, { now: Date.now() })).commits, 5)
})

test('an aborted pass is begun again by the next', async (context) => {
  context.repository.commit('First')
  assert.is((await refresh(context, AbortSignal.abort())).state, 'aborted')
  assert.equal(await refresh(context), { commits: 1, changed: true, state: 'read', total: 1, names: ['Ann'] })
})

test('a repository that went takes its history along', async (context) => {
  context.repository.commit('First')
  await refresh(context)
  const folder = mkdtempSync(join(tmpdir(), 'tlc-nogit-'))
  try {
    const { store } = context.opened
    const first = await refreshHistory({ root: folder, store })
    assert.equal([first.state, first.changed], ['none', true])
    assert.is((await refreshHistory({ root: folder, store })).changed, false)
    assert.is((await measureHistory(store, { now: Date.now() })).commits, 0)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('progress rises to the number of commits', async ({ repository, opened: { store } }) => {
  for (let i = 0; i < 3; i++) repository.commit(`c${i}`)
  const seen: [number, number][] = []
  await refreshHistory({ root: repository.root, store, onProgress: (done, total) => seen.push([done, total]) })
  assert.equal(seen.at(-1), [3, 3])
})

test.run()
