import { closeSync, ftruncateSync, openSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { TlcError } from '@tlc/core/system/error'
import type { AnalysedFile, AnalysisPool, ScannedFile } from '@tlc/core/workspace/contract'
import { createAnalysisPool, type PoolOptions } from '@tlc/core/workspace/pool'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { eventually } from '../../helpers/server.ts'
import { type TemporaryProject, temporaryProject } from './_project.ts'

interface Context {
  project: TemporaryProject
  pool(options?: Partial<PoolOptions>): AnalysisPool
  open: AnalysisPool[]
}

const COUNTED = new URL('./_counted-worker.ts', import.meta.url)
const FAULTY = new URL('./_faulty-worker.ts', import.meta.url)

const test = suite<Context>('core/workspace/pool')

test.before.each((context) => {
  context.project = temporaryProject()
  context.open = []
  context.pool = (options) => {
    const pool = createAnalysisPool({ root: context.project.root, size: 2, ...options })
    context.open.push(pool)
    return pool
  }
})
test.after.each(async ({ project, open }) => {
  for (const pool of open) await pool.close()
  project.remove()
})

async function analyse(
  pool: AnalysisPool,
  files: ScannedFile[],
  signal?: AbortSignal,
): Promise<Map<string, AnalysedFile>> {
  const found = new Map<string, AnalysedFile>()
  await pool.analyse(files, {
    signal,
    onBatch(batch) {
      for (const file of batch) {
        assert.not.ok(found.has(file.path), `${file.path} came twice`)
        found.set(file.path, file)
      }
    },
  })
  return found
}

function scanned({ root }: TemporaryProject, paths: string[]): ScannedFile[] {
  return paths.map((path) => ({ path, bytes: statSync(join(root, path)).size, mtimeMs: 0 }))
}

function writeAll(project: TemporaryProject, files: Record<string, string | Uint8Array>): ScannedFile[] {
  for (const [path, data] of Object.entries(files)) project.write(path, data)
  return scanned(project, Object.keys(files))
}

test('every file comes back once with its facts', async ({ project, pool }) => {
  const sources = Object.fromEntries(
    Array.from({ length: 300 }, (_, i) => [`src/m${i}.py`, `def f${i}(a):\n    return a\n`.repeat(1 + (i % 40))]),
  )
  const found = await analyse(pool(), writeAll(project, sources))
  assert.is(found.size, 300)
  for (const [path, file] of found) {
    assert.is(file.skipped, null)
    assert.is(file.facts?.language, 'python')
    assert.is(file.facts?.functions.length, sources[path]!.split('def').length - 1)
    assert.is(file.hash.length, 40)
  }
})

test('no files are no work', async ({ pool }) => {
  assert.is((await analyse(pool(), [])).size, 0)
})

test('files that are no sources come back with their reason', async ({ project, pool }) => {
  const files = writeAll(project, {
    'binary.py': Buffer.from([1, 2, 0, 3, 4, 0, 0, 5]),
    'one-line.js': 'x=1;'.repeat(500_000),
    'latin.py': Buffer.from('# caf\xe9\ndef f(): pass\n', 'latin1'),
    'utf16.py': Buffer.from('\uFEFFdef f(): pass\n', 'utf16le'),
    'notes.md': '# Notes\n\ntext\n',
    'gone.py': 'x',
  })
  const big = openSync(join(project.root, 'big.py'), 'w')
  ftruncateSync(big, 300 * 1024 * 1024)
  closeSync(big)
  rmSync(join(project.root, 'gone.py'))
  const found = await analyse(pool(), [...files, ...scanned(project, ['big.py'])])
  const reasons = Object.fromEntries([...found].map(([path, file]) => [path, file.skipped]))
  assert.equal(reasons, {
    'binary.py': 'binary',
    'one-line.js': 'minified',
    'latin.py': null,
    'utf16.py': null,
    'notes.md': null,
    'gone.py': 'vanished',
    'big.py': 'too-large',
  })
  assert.is(found.get('latin.py')?.facts?.functions[0]?.name, 'f')
  assert.is(found.get('utf16.py')?.facts?.functions[0]?.name, 'f')
  assert.is(found.get('notes.md')?.facts?.lines, 3)
})

test('known bytes are not parsed again', async ({ project, pool }) => {
  const [file] = writeAll(project, { 'a.py': 'x = 1\n' })
  const threads = pool()
  const first = (await analyse(threads, [file!])).get('a.py')!
  const again = (await analyse(threads, [{ ...file!, knownHash: first.hash }])).get('a.py')!
  assert.equal([again.unchanged, again.facts, again.hash], [true, null, first.hash])
})

test('10,000 brackets within each other end well in every language', async ({ project, pool }) => {
  const nested = '(\n'.repeat(10_000) + ')'.repeat(10_000)
  const files = Object.fromEntries(
    ['py', 'ts', 'js', 'go', 'rs', 'java', 'c', 'cpp', 'cs', 'rb', 'php', 'sh'].map((type) => [
      `deep.${type}`,
      `x = ${nested}\n`,
    ]),
  )
  files['open.py'] = '['.repeat(10_000)
  files['after.py'] = 'def f(): pass\n'
  const found = await analyse(pool(), writeAll(project, files))
  assert.is(found.size, Object.keys(files).length)
  assert.is(found.get('after.py')?.facts?.functions.length, 1)
  for (const file of found.values()) assert.is(file.skipped, null, `${file.path}: ${file.message}`)
})

test('a thread whose parser has grown by a giant file is replaced, and nothing is lost or done twice', async ({
  project,
  pool,
}) => {
  const small = Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`m${i}.py`, `x${i} = 1\n`]))
  const starts = () => readFileSync(join(project.root, 'starts'), 'utf8').length
  const threads = pool({ size: 1, worker: COUNTED })
  assert.is((await analyse(threads, writeAll(project, small))).size, 200)
  assert.is(starts(), 1)
  const files = writeAll(project, { ...small, 'giant.py': 'abc(d, e[1])\n'.repeat(80_000) })
  const found = await analyse(threads, files)
  assert.is(found.size, 201)
  assert.ok([...found.values()].every(({ facts }) => facts?.references.names.length))
  assert.is(starts(), 2)
})

test('a slow reader is waited for, and gets its batches one after the other', async ({ project, pool }) => {
  const files = writeAll(
    project,
    Object.fromEntries(Array.from({ length: 120 }, (_, i) => [`m${i}.py`, `x${i} = 1\n`.repeat(120)])),
  )
  let active = 0
  let seen = 0
  await pool().analyse(files, {
    async onBatch(batch) {
      active += 1
      assert.is(active, 1)
      await new Promise(setImmediate)
      seen += batch.length
      active -= 1
    },
  })
  assert.is(seen, 120)
})

test('a fault of the reader ends the analysis with that fault', async ({ project, pool }) => {
  const files = writeAll(project, { 'a.py': 'x = 1\n', 'b.py': 'x = 2\n' })
  const fault = new Error('disk full')
  const threads = pool()
  const thrown = await threads
    .analyse(files, {
      onBatch() {
        throw fault
      },
    })
    .catch((reason) => reason)
  assert.is(thrown, fault)
  assert.is((await analyse(threads, files)).size, 2)
})

for (const [name, message] of [
  ['crash.py', /ended with code 7/],
  ['hang.py', /took longer than/],
  ['hungry.py', /ran out of memory/],
  ['throw.py', /fault of our own/],
] as const) {
  test(`${name} fails alone and the rest is analysed`, async ({ project, pool }) => {
    const sources = Object.fromEntries(Array.from({ length: 150 }, (_, i) => [`m${i}.py`, `x${i} = 1\n`.repeat(10)]))
    const files = writeAll(project, { ...sources, [`a/${name}`]: 'x' })
    const found = await analyse(
      pool({ worker: FAULTY, hangMs: name === 'hang.py' ? 3_000 : undefined, memoryMb: 48 }),
      files,
    )
    assert.is(found.size, 151)
    for (const [path, file] of found) {
      const isFaulty = path.endsWith(name)
      assert.is(
        file.skipped,
        isFaulty ? (name === 'throw.py' ? 'unreadable' : 'failed') : null,
        `${path}: ${file.message}`,
      )
      if (isFaulty) assert.match(file.message ?? '', message)
    }
  })
}

test('threads that do not start are a fault, not a wait', async ({ project, pool }) => {
  const files = writeAll(project, { 'a.py': 'x = 1\n' })
  const thrown = await analyse(pool({ worker: new URL('./_no-such-worker.ts', import.meta.url) }), files).catch(
    (fault) => fault,
  )
  assert.ok(thrown instanceof TlcError && thrown.code === 'analysis/no-threads', String(thrown))
})

test('an abort ends at once with the reason of the signal, and the threads serve the next call', async ({
  project,
  pool,
}) => {
  const files = writeAll(
    project,
    Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`m${i}.py`, `x${i} = 1\n`.repeat(120)])),
  )
  const threads = pool()
  const abort = new AbortController()
  const reason = new Error('closed')
  let after = 0
  const work = threads.analyse(files, {
    signal: abort.signal,
    onBatch() {
      if (abort.signal.aborted) after += 1
      abort.abort(reason)
    },
  })
  assert.is(await work.catch((thrown) => thrown), reason)
  assert.is((await analyse(threads, files.slice(0, 5))).size, 5)
  assert.is(after, 0)
})

test('an abort of one analysis leaves another alone', async ({ project, pool }) => {
  const files = writeAll(
    project,
    Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`m${i}.py`, `x${i} = 1\n`.repeat(60)])),
  )
  const threads = pool()
  const abort = new AbortController()
  const first = analyse(threads, files.slice(0, 100), abort.signal).catch((thrown) => thrown)
  const second = analyse(threads, files.slice(100))
  abort.abort(new Error('closed'))
  assert.ok((await first) instanceof Error)
  assert.is((await second).size, 100)
})

test('threads rest, start again, and are gone after the end', async ({ project, pool }) => {
  const files = writeAll(project, { 'a.py': 'x = 1\n' })
  const threads = pool()
  await threads.rest()
  await analyse(threads, files)
  await threads.rest({ ready: 1 })
  assert.is((await analyse(threads, files)).size, 1)
  await threads.close()
  const thrown = await analyse(threads, files).catch((fault) => fault)
  assert.ok(thrown instanceof TlcError && thrown.code === 'analysis/closed')
})

test('a thread that starts after a rest practises on the files it is given, in their order', async ({
  project,
  pool,
}) => {
  const files = writeAll(project, { 'a.py': 'x = 1\n', 'b.py': 'y = 2\n' })
  const threads = pool({ worker: COUNTED })
  await threads.rest({ ready: 1, practice: [{ path: 'gone.py', bytes: 1, mtimeMs: 0 }, ...files] })
  const opened = () => {
    try {
      return readFileSync(join(project.root, 'opened'), 'utf8')
    } catch {
      return ''
    }
  }
  await eventually(() => opened().includes('b.py'), 'the files are read')
  assert.equal(opened().match(/\w+\.py/g), ['gone.py', 'a.py', 'b.py'])
  assert.is(readFileSync(join(project.root, 'starts'), 'utf8'), 'x')
})

test('files that somebody waits for come before an analysis with less left', async ({ project, pool }) => {
  const named = (folder: string, count: number) =>
    writeAll(project, Object.fromEntries(Array.from({ length: count }, (_, i) => [`${folder}/${i}.py`, 'x = 1\n'])))
  const few = named('few', 500)
  const many = named('many', 600)
  const threads = pool({ size: 1 })
  const came: string[] = []
  const onBatch = (batch: AnalysedFile[]) => {
    came.push(...batch.map(({ path }) => path))
  }
  const wanted = (path: string) => Number(path === 'many/300.py')
  await Promise.all([threads.analyse(few, { onBatch }), threads.analyse(many, { wanted, onBatch })])
  assert.is(came.length, 1100)
  const before = came.slice(0, came.indexOf('many/300.py'))
  assert.ok(before.length < 250 && before.every((path) => path.startsWith('few/')), `${before.length} came before`)
  assert.ok(came.slice(-500).every((path) => path.startsWith('many/')))
})

test('nobody waits for practice', async ({ project, pool }) => {
  const [hang, ...files] = writeAll(project, { 'hang.py': 'x', 'a.py': 'x = 1\n' })
  const threads = pool({ worker: FAULTY })
  await threads.rest({ ready: 1, practice: [hang!] })
  await new Promise((resolve) => setTimeout(resolve, 700))
  assert.is((await analyse(threads, files)).size, 1)
})

test('closing ends what runs', async ({ project, pool }) => {
  const files = writeAll(project, { 'hang.py': 'x' })
  const threads = pool({ worker: FAULTY })
  const work = analyse(threads, files).catch((fault) => fault)
  await threads.close()
  const thrown = await work
  assert.ok(thrown instanceof TlcError && thrown.code === 'analysis/closed')
})

test('colours of a window come while a large analysis runs', async ({ project, pool }) => {
  const files = writeAll(
    project,
    Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`m${i}.py`, `x${i} = "text"  # note\n`.repeat(120)])),
  )
  const threads = pool({ size: 1 })
  let left = files.length
  const work = threads.analyse(files, {
    onBatch(batch) {
      left -= batch.length
    },
  })
  const colours = threads.tokens('m1.py', { from: 2, to: 3 }).finally(() => assert.ok(left > 0))
  const [lines] = await Promise.all([colours, work])
  assert.is(lines.length, 2)
  assert.equal(
    lines[0]?.map(([, , kind]) => kind).filter((kind) => kind === 'string' || kind === 'comment'),
    ['string', 'comment'],
  )
  await work
})

test('colours of what is no text are none, and a thread that dies fails the request', async ({ project, pool }) => {
  writeAll(project, { 'binary.py': Buffer.from([0, 1, 0, 0]), 'crash.py': 'x' })
  assert.equal(await pool().tokens('binary.py', { from: 1, to: 5 }), [])
  const thrown = await pool({ worker: FAULTY })
    .tokens('crash.py', { from: 1, to: 5 })
    .catch((fault) => fault)
  assert.ok(thrown instanceof TlcError && thrown.code === 'analysis/failed', String(thrown))
})

test.run()
