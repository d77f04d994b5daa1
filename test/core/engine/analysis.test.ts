import { renameSync, rmSync, symlinkSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import files from '@tlc/core/document/collections/files'
import definitionsByName from '@tlc/core/store/queries/definitions-by-name'
import { scanProject } from '@tlc/core/workspace/scan'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { type AnalysisBench, analysisBench, BLOCK } from './_analysis.ts'

const test = suite<{ bench: AnalysisBench }>('core/engine/analysis')
const EVAL = 'def f(text):\n    return eval(text)\n'
/** Of as many bytes. */
const OVAL = 'def f(text):\n    return oval(text)\n'
const CALM = 'def f(text):\n    return text\n'
const DUPLICATE = 'maintainability/duplicated-block'

test.before.each(async (context) => {
  context.bench = await analysisBench()
})

test.after.each(({ bench }) => bench.dispose())

async function faultOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'none',
    (fault: Error) => fault.message,
  )
}

test('when the store cannot be written the fault is told, and bytes that come back are shown as they are', async ({
  bench,
}) => {
  const { write, store, shown } = bench
  const { round } = bench.process()
  write('a.py', OVAL)
  await round()
  const save = store.saveFiles
  store.saveFiles = () => Promise.reject(new Error('the disk is full'))
  write('a.py', EVAL)
  assert.is(await faultOf(round()), 'the disk is full')
  store.saveFiles = save
  write('a.py', OVAL)
  await round()
  assert.equal(shown('a.py'), [])
})

test('a process that died between document and store is made up for, also when the bytes came back meanwhile', async ({
  bench,
}) => {
  const { write, store, shown } = bench
  write('a.py', CALM)
  await bench.process().round()
  const save = store.saveFiles
  store.saveFiles = () => Promise.reject(new Error('killed'))
  write('a.py', EVAL)
  assert.is(await faultOf(bench.process().round()), 'killed')
  assert.equal(shown('a.py'), ['security/eval-call'])
  store.saveFiles = save
  write('a.py', CALM)
  await bench.process().round()
  assert.equal(shown('a.py'), [])
})

test('an analysis that is aborted half-way leaves whole files, and the next process finds all the rest', async ({
  bench,
}) => {
  const { write, shown, doc } = bench
  const paths = Array.from({ length: 60 }, (_, i) => `part${i}.py`)
  for (const path of paths) write(path, `${EVAL}\n\ndef g(prices, amounts, total):\n${BLOCK}    return total\n`)
  const abort = new AbortController()
  const { round } = bench.process({ onProgress: (phase) => phase === 'analyse' && abort.abort(new Error('stopped')) })
  assert.is(await faultOf(round({ scan: true }, abort.signal)), 'stopped')
  for (const [path] of files.entries(doc)) assert.ok(shown(path)?.includes('security/eval-call'))
  await bench.process().round()
  for (const path of paths) assert.equal([...new Set(shown(path))].sort(), [DUPLICATE, 'security/eval-call'], path)
})

test('what follows from all files together is found by the next process when one died before it', async ({ bench }) => {
  const { write, shown } = bench
  for (const path of ['a.py', 'b.py']) write(path, `def g(prices, amounts, total):\n${BLOCK}    return total\n`)
  const abort = new AbortController()
  const { round } = bench.process({ onPublished: () => abort.abort(new Error('killed')) })
  assert.is(await faultOf(round({ scan: true }, abort.signal)), 'killed')
  assert.equal(shown('a.py'), [])
  const next = await bench.process().round()
  assert.is(next.parsed, 0)
  assert.equal(shown('a.py'), [DUPLICATE])
  assert.not.ok((await bench.process().round()).refreshed)
})

test('a file that became a link is listed with the reason, without findings and definitions', async ({ bench }) => {
  const { write, root, doc, shown, store } = bench
  const { round } = bench.process()
  write('a.py', EVAL)
  write('b.py', CALM)
  await round()
  rmSync(join(root, 'a.py'))
  symlinkSync('b.py', join(root, 'a.py'))
  await round()
  assert.is(files.get(doc, 'a.py')?.skipped, 'not-a-file')
  assert.equal(shown('a.py'), [])
  const paths = (await store.query(definitionsByName, { name: 'f' })).map(({ path }) => path)
  assert.equal(paths, ['b.py'])
})

test('a file that is renamed while it is analysed ends under its new name alone', async ({ bench }) => {
  const { write, root, pool, doc, shown } = bench
  let renamed = false
  const { round } = bench.process({
    pool: {
      ...pool,
      analyse(found, options) {
        if (!renamed) renameSync(join(root, 'a.py'), join(root, 'b.py'))
        renamed = true
        return pool.analyse(found, options)
      },
    },
  })
  write('a.py', EVAL)
  await round()
  assert.is(files.get(doc, 'a.py')?.skipped, 'vanished')
  await round({ changed: new Set(['b.py']), deleted: new Set(['a.py']) })
  assert.equal([shown('a.py'), shown('b.py')], [null, ['security/eval-call']])
})

test('a project of more files than the limit says so until a scan finds fewer', async ({ bench }) => {
  const { write, root } = bench
  const { round } = bench.process()
  for (const path of ['a.py', 'b.py', 'c.py']) write(path, CALM)
  bench.limits = { files: 2 }
  assert.match((await round()).message, 'more files than the 2 that are looked at')
  assert.match((await round({ changed: new Set() })).message, 'more files')
  rmSync(join(root, 'c.py'))
  assert.is((await round()).message, '')
})

const HOLDING = { hasStore: () => false, mayHold: () => true }

test('a first round that may hold its facts answers before the store has them', async ({ bench }) => {
  const { write, store, shown } = bench
  const { round, facts, saved } = bench.process(HOLDING)
  for (const path of ['a.py', 'b.py'])
    write(path, `${EVAL}\n\ndef g(prices, amounts, total):\n${BLOCK}    return total\n`)
  const { parsed, refreshed } = await round()
  assert.equal([parsed, refreshed], [2, true])
  assert.equal(shown('a.py'), ['security/eval-call', DUPLICATE])
  assert.equal(await store.query(definitionsByName, { name: 'f' }), [])
  const functions = await (await facts()).functionsOf(['a.py'])
  assert.equal(
    functions.get('a.py')?.map(({ name }) => name),
    ['f', 'g'],
  )
  await saved()
  assert.is((await store.query(definitionsByName, { name: 'f' })).length, 2)
  assert.not(await store.projectFindingsDue())
  assert.equal((({ parsed, reused }) => [parsed, reused])(await bench.process().round()), [0, 2])
})

test('a process that died before it saved what it held is made up for', async ({ bench }) => {
  const { write, shown } = bench
  write('a.py', EVAL)
  await bench.process(HOLDING).round()
  write('b.py', CALM)
  const { parsed } = await bench.process(HOLDING).round()
  assert.is(parsed, 2)
  assert.equal([shown('a.py'), shown('b.py')], [['security/eval-call'], []])
})

test('the store has everything when it is asked for in the middle of a first round, and the round goes on', async ({
  bench,
}) => {
  const { write, store } = bench
  const many = 1_300
  for (let i = 0; i < many; i++) write(`part${i % 4}/f${i}.py`, `def f${i}(text):\n    return eval(text)\n`)
  const asked: Promise<void>[] = []
  const process = bench.process({ ...HOLDING, onPublished: () => void asked.push(process.saved()) })
  const { parsed, reused, removed } = await process.round()
  assert.ok(asked.length > 1)
  await Promise.all(asked)
  assert.equal([parsed, reused, removed], [many, 0, 0])
  assert.is((await store.known()).size, many)
  assert.equal((({ parsed, reused }) => [parsed, reused])(await process.round()), [0, many])
})

test('what was held is saved before the next round looks at what changed', async ({ bench }) => {
  const { write, root, store, shown } = bench
  const { round } = bench.process(HOLDING)
  write('a.py', EVAL)
  write('b.py', CALM)
  await round()
  write('a.py', CALM)
  rmSync(join(root, 'b.py'))
  await round({ changed: new Set(['a.py']), deleted: new Set(['b.py']) })
  assert.equal([shown('a.py'), shown('b.py')], [[], null])
  assert.equal([...(await store.known()).keys()], ['a.py'])
})

test('a scan that fails gives up what was begun', async ({ bench }) => {
  const { write, pool } = bench
  write('a.py', EVAL)
  let given: AbortSignal | undefined
  const { round } = bench.process({
    ...HOLDING,
    pool: {
      ...pool,
      analyse(files, options) {
        given = options.signal
        return pool.analyse(files, options)
      },
    },
    async scan({ onFiles }) {
      onFiles?.([{ path: 'a.py', bytes: EVAL.length, mtimeMs: 1 }])
      throw new Error('the folder is gone')
    },
  })
  assert.is(await faultOf(round()), 'the folder is gone')
  assert.ok(given?.aborted)
  assert.is((await bench.process(HOLDING).round()).parsed, 1)
})

test('while somebody waits for an answer nothing begins before all files are known, and theirs come first', async ({
  bench,
}) => {
  const { write, pool, root } = bench
  for (let i = 0; i < 40; i++) write(`a${i}.py`, EVAL)
  write('sub/wanted.py', EVAL)
  const order: string[] = []
  const analyses: number[] = []
  const { round } = bench.process({
    ...HOLDING,
    wanted: () => (path) => Number(path.includes('wanted')),
    pool: {
      ...pool,
      analyse(files, options) {
        analyses.push(files.length)
        return pool.analyse(files, options)
      },
    },
    async scan({ onFiles }) {
      const listed = await scanProject({ root })
      onFiles?.(listed.files.filter(({ path }) => !path.includes('wanted')))
      return listed
    },
    onPublished: (group) => order.push(...group.map(({ path }) => path)),
  })
  assert.is((await round()).parsed, 41)
  assert.equal(analyses, [41])
  assert.is(order[0], 'sub/wanted.py')
})

test('a round tells the files of code that were changed last, newest first', async ({ bench }) => {
  const { write, root } = bench
  for (const [name, at] of [
    ['old.py', 10],
    ['new.py', 30],
    ['middle.py', 20],
    ['notes.txt', 40],
  ] as const) {
    write(name, CALM)
    utimesSync(join(root, name), at, at)
  }
  const { newest } = await bench.process().round()
  assert.equal(
    newest.map(({ path }) => path),
    ['new.py', 'middle.py', 'old.py'],
  )
})

test.run()
