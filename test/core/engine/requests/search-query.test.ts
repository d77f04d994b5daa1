import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { IndexProgress, SearchAnswer } from '@tlc/core/index/contract'
import { isPartial } from '@tlc/core/index/progress-text'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { engineOn, type RunningEngine } from '../_engine.ts'

// Words alone: what is like each other by meaning is tested where a model is.
process.env.TLC_MODELS = 'off'

const test = suite<RunningEngine>('core/engine/requests/search-query')
const CART = 'def price(items):\n    """Adds up what the items cost."""\n    return sum(item.price for item in items)\n'

test.before(async (context) => {
  Object.assign(context, await engineOn({ 'shop/cart.py': CART, 'docs/guide.md': '# Prices\nHow prices are made.\n' }))
})
test.after((context) => context.dispose())

test('the first search of a project that was analysed waits for its files to be searchable', async ({ ask }) => {
  const from = performance.now()
  let answer = await ask<SearchAnswer>('search.query', { query: 'what the items cost' })
  // On a busy machine it gives up after a while, not before, and says what is pending.
  if (isPartial(answer.progress)) assert.ok(performance.now() - from > 1_000)
  while (isPartial(answer.progress)) answer = await ask('search.query', { query: 'what the items cost' })
  assert.is(answer.hits[0]?.path, 'shop/cart.py')
})

test('a question finds the function, and the answer says that all was searched', async ({ ask }) => {
  const { hits, progress, queryClass } = await ask<SearchAnswer>('search.query', {
    query: 'add up what the items cost',
  })
  assert.equal([hits[0]!.path, hits[0]!.name, hits[0]!.startLine], ['shop/cart.py', 'price', 1])
  assert.is(progress.pendingFiles, 0)
  assert.is(progress.files, 2)
  assert.is(queryClass, 'question')
  assert.match(progress.withoutVectors, 'switched off')
})

test('a file that is saved is found by its new words, one that went no more', async ({ ask, engine, root }) => {
  writeFileSync(join(root, 'shop/tax.py'), 'def levy(amount):\n    return amount * 0.2\n')
  let hits: SearchAnswer['hits'] = []
  while (hits[0]?.name !== 'levy') hits = (await ask<SearchAnswer>('search.query', { query: 'levy' })).hits
  rmSync(join(root, 'shop/tax.py'))
  while (hits.length > 0) hits = (await ask<SearchAnswer>('search.query', { query: 'levy' })).hits
  await engine.idle()
})

test('a folder that is learnt is found as pages, one that is forgotten no more', async ({ ask, engine, root }) => {
  writeFileSync(join(root, 'note.txt'), 'The warehouse closes at noon.\n')
  const pages = await engine.actions.pages()
  await pages.learn({ source: join(root, 'note.txt') })
  await ask<IndexProgress>('index.progress', { wait: true })
  const { hits } = await ask<SearchAnswer>('search.query', { query: 'when does the warehouse close', kinds: ['page'] })
  assert.match(hits[0]!.path, /^page:/)
  await pages.forget(hits[0]!.path)
  await ask<IndexProgress>('index.progress', { wait: true })
  const after = await ask<SearchAnswer>('search.query', { query: 'when does the warehouse close', kinds: ['page'] })
  assert.equal(after.hits, [])
})

test('what is like a function is found by its place, and a place without one is refused', async ({ ask }) => {
  const { hits } = await ask<SearchAnswer>('search.similar', { path: 'shop/cart.py', line: 2 })
  assert.ok(hits.every(({ name }) => name !== 'price'))
  await ask('search.similar', { path: 'shop/cart.py', line: 9_000 }).then(
    () => assert.unreachable(),
    (fault: { hint: string }) => assert.match(fault.hint, 'ends before that line'),
  )
  await ask('search.similar', { path: 'nowhere.py', line: 1 }).then(
    () => assert.unreachable(),
    (fault: { code: string }) => assert.is(fault.code, 'index/no-chunk'),
  )
})

test('a long function, whose parts are chunks of their own, is not like itself', async ({ ask, root }) => {
  const lines = Array.from({ length: 400 }, (_, i) => `    total += price_of(item_${i})`)
  const text = `def sum_up(items):\n    total = 0\n${lines.join('\n')}\n    return total\n`
  writeFileSync(join(root, 'shop/long.py'), text)
  const found = async () => (await ask<SearchAnswer>('search.query', { query: 'sum_up', kinds: ['code'] })).hits
  while ((await found())[0]?.name !== 'sum_up') {}
  assert.ok((await found()).filter(({ name }) => name === 'sum_up').length > 1)
  const { hits } = await ask<SearchAnswer>('search.similar', { path: 'shop/long.py', line: 3 })
  assert.ok(hits.length > 0)
  assert.ok(hits.every(({ name }) => name !== 'sum_up'))
  rmSync(join(root, 'shop/long.py'))
  while ((await found()).some(({ name }) => name === 'sum_up')) {}
})

test('a pack for a task holds the function and stays within its budget', async ({ ask }) => {
  const pack = await ask<{ text: string; tokens: number }>('context.pack', {
    task: 'change how the items cost',
    budget: 250,
  })
  assert.match(pack.text, 'def price(items)')
  assert.ok(pack.tokens <= 250)
})

test('a filter that no file fits is told with what may be meant, only when nothing was found', async ({ ask }) => {
  const notes = async (filters: object) =>
    (await ask<SearchAnswer>('search.query', { query: 'items cost', ...filters })).notes
  assert.equal(await notes({ paths: ['src/cart.py'] }), [
    'No file of the project is at `src/cart.py`. Near it: shop/cart.py.',
  ])
  assert.equal(await notes({ paths: ['lib/**'] }), ['No file of the project is at `lib/**`.'])
  assert.equal(await notes({ paths: ['shop'], languages: ['go'] }), [
    'No file of the project is in `go`. It has md, python, txt.',
  ])
  for (const fitting of [
    { paths: ['lib', 'shop'] },
    { paths: ['.'] },
    { paths: ['./shop/'] },
    { languages: ['py', 'go'] },
    {},
  ]) {
    assert.is(await notes(fitting), undefined)
  }
  assert.is(await notes({ paths: ['commit:'] }), undefined)
})

test('a language is named by its id or by what its files end in', async ({ ask }) => {
  const pathsIn = async (languages: string[]) => {
    const { hits } = await ask<SearchAnswer>('search.query', { query: 'prices of items', languages })
    return [...new Set(hits.map(({ path }) => path))].sort()
  }
  assert.equal(await pathsIn(['python']), ['shop/cart.py'])
  assert.equal(await pathsIn(['py']), ['shop/cart.py'])
  assert.equal(await pathsIn(['md']), ['docs/guide.md'])
  assert.equal(await pathsIn(['md', 'python']), ['docs/guide.md', 'shop/cart.py'])
})

test('what is no query is refused', async ({ ask }) => {
  for (const input of [{}, { query: 'a', limit: 0 }, { query: 'a', kinds: ['prose'] }]) {
    await ask('search.query', input).then(
      () => assert.unreachable(),
      (fault: { code: string }) => assert.is(fault.code, 'input/invalid'),
    )
  }
})

test.run()
