import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { IndexedFile } from '@tlc/core/index/contract'
import { createIndexClient, type IndexClient } from '@tlc/core/index/process/index-client'
import type { FromIndex } from '@tlc/core/index/process/protocol'
import { TlcError } from '@tlc/core/system/error'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { indexWorld } from './_index-world.ts'

const test = suite('core/index/process/index-client')
// Words alone: what is like each other by meaning is tested where a model is.
process.env.TLC_MODELS = 'off'

const open: { close(): Promise<void> }[] = []

test.after.each(async () => {
  for (const one of open.splice(0)) await one.close()
})

interface Over {
  idleMs?: number
  /** What listing the files is refused with, while there is one. */
  untold?(): Error | null
}

async function world(files: Record<string, string>, { untold = () => null, ...over }: Over = {}) {
  const made = await indexWorld(files)
  const log: string[] = []
  let describedPaths: string[] = []
  const client: IndexClient = createIndexClient({
    root: made.root,
    folder: made.folder,
    async known() {
      const fault = untold()
      if (fault) throw fault
      return made.known()
    },
    async describe(paths): Promise<IndexedFile[]> {
      describedPaths = [...describedPaths, ...paths]
      return made.describe(paths)
    },
    onProgress: () => {},
    log: (line) => log.push(line),
    ...over,
  })
  open.push({ close: () => client.close().then(made.dispose) })
  return {
    ...made,
    client,
    log,
    settled: () => client.call('settled', { vectors: false }),
    paths: async (query: string) => (await client.call('search', { query })).hits.map(({ path }) => path),
    takeDescribed: () => describedPaths.splice(0),
  }
}

test('what is known is searchable once the index has settled', async () => {
  const { settled, paths } = await world({
    'a.py': 'def reconnect(socket):\n    return retry(socket)\n',
    'b.md': '# Jam\nMarmalade.\n',
  })
  const progress = await settled()
  assert.is(progress.files, 2)
  assert.is(progress.pendingFiles, 0)
  assert.equal(await paths('marmalade'), ['b.md'])
  assert.is((await paths('reconnect'))[0], 'a.py')
})

test('a changed file is found by its new words, a removed one no more', async () => {
  const { client, settled, paths, write, known, root } = await world({ 'a.md': 'apple\n', 'b.md': 'berry\n' })
  await settled()
  write('a.md', 'cherry\n')
  client.changed(known().filter(({ path }) => path === 'a.md'))
  rmSync(join(root, 'b.md'))
  client.removed(['b.md'])
  await settled()
  assert.equal(await paths('cherry'), ['a.md'])
  assert.equal(await paths('apple'), [])
  assert.equal(await paths('berry'), [])
})

test('an index that cannot be told what there is says why, and is told with the next call', async () => {
  let fault: Error | null = new TlcError('store/busy', 'Another process has it open.', { hint: 'End it.' })
  const { client, paths, settled, log } = await world({ 'a.md': 'apple\n' }, { untold: () => fault })
  for (const ask of [() => paths('apple'), settled, () => paths('apple')]) {
    const refused = await ask().then(
      () => null,
      ({ code, message, hint }: TlcError) => ({ code, message, hint }),
    )
    assert.equal(refused, { code: 'store/busy', message: 'Another process has it open.', hint: 'End it.' })
  }
  assert.ok(log.includes('index: Another process has it open.'))
  fault = null
  await settled()
  assert.equal(await paths('apple'), ['a.md'])
  assert.is((await client.call('progress', null)).message, '')
})

test('what was saved is found though nobody can tell what is new, and the answer says so', async () => {
  const first = await world({ 'a.md': 'apple\n' })
  await first.settled()
  await first.client.close()
  const client = createIndexClient({
    root: first.root,
    folder: first.folder,
    known: () => Promise.reject(new TlcError('store/busy', 'Another process has it open.')),
    describe: async () => [],
    onProgress: () => {},
    log: () => {},
  })
  open.push(client)
  await client.call('settled', { vectors: false }).catch(() => {})
  const { hits, progress } = await client.call('search', { query: 'apple' })
  assert.is(hits[0]?.path, 'a.md')
  assert.match(progress.message, 'still being looked for. Another process has it open.')
})

test('a new process describes nothing again', async () => {
  const files = { 'a.md': 'apple\n', 'b.md': 'berry\n' }
  const first = await world(files)
  await first.settled()
  assert.is(first.takeDescribed().length, 2)
  await first.client.close()
  const second = createIndexClient({
    root: first.root,
    folder: first.folder,
    known: async () => first.known(),
    describe: async (paths) => {
      throw new Error(`asked for ${paths}`)
    },
    onProgress: () => {},
    log: () => {},
  })
  open.unshift(second)
  const { hits, progress } = await second.call('search', { query: 'apple' })
  assert.equal(
    hits.map(({ path }) => path),
    ['a.md'],
  )
  assert.is(progress.pendingFiles, 0)
})

test('a process that is killed is started again, and the question that it had is answered', async () => {
  const { client, settled, paths, log } = await world({ 'a.md': 'apple\n' })
  await settled()
  const { pid } = client
  const answer = settled()
  process.kill(pid!, 'SIGKILL')
  assert.is((await answer).files, 1)
  // The one that was killed may have answered before it went.
  while (client.pid === pid) await new Promise((resolve) => setTimeout(resolve, 10))
  await settled()
  assert.equal(await paths('apple'), ['a.md'])
  assert.is.not(client.pid, pid)
  assert.ok(log.some((line) => line.includes('SIGKILL')))
})

test('a process whose parent was killed writes nothing any more: another one does already', async () => {
  const made = await indexWorld({ 'a.md': 'apple\n' })
  open.push({ close: () => made.dispose() })
  const main = join(import.meta.dirname, '../../../../core/src/index/process/index-main.ts')
  const setup = { root: made.root, folder: made.folder, idleMs: 60_000 }
  const run = async (last: (child: ChildProcess) => void) => {
    const child = fork(main, [JSON.stringify(setup)], { serialization: 'advanced', execArgv: [...process.execArgv] })
    child.on('message', async (message: FromIndex) => {
      if (message.type === 'ready') child.send({ type: 'known', states: made.known(), complete: true })
      if (message.type === 'describe')
        child.send({ type: 'described', id: message.id, described: await made.describe(message.paths) })
      if (message.type === 'progress' && message.progress.files === 1) last(child)
    })
    await once(child, 'exit')
    return existsSync(join(made.folder, 'words')) ? readdirSync(join(made.folder, 'words')) : []
  }
  // As the kernel does when the parent dies.
  assert.equal(await run((child) => child.connected && child.disconnect()), [])
  assert.ok((await run((child) => child.connected && child.send({ type: 'end' }))).length > 0)
})

test('a process that nobody asks ends, and the next question starts another', async () => {
  const { client, settled, paths } = await world({ 'a.md': 'apple\n' }, { idleMs: 100 })
  await settled()
  while (client.pid !== null) await new Promise((resolve) => setTimeout(resolve, 20))
  assert.equal(await paths('apple'), ['a.md'])
})

test('a damaged part is made again, and what is good stays searchable', async () => {
  const { client, settled, folder, known, describe, root } = await world({ 'a.md': 'apple\n', 'b.md': 'berry\n' })
  await settled()
  await client.close()
  const words = join(folder, 'words')
  for (const name of readdirSync(words).filter((one) => one.endsWith('.tlcx')))
    writeFileSync(join(words, name), 'garbage')
  const again = createIndexClient({
    root,
    folder,
    known: async () => known(),
    describe,
    onProgress: () => {},
    log: () => {},
  })
  open.unshift(again)
  const progress = await again.call('settled', { vectors: false })
  assert.match(progress.message, 'made again')
  assert.is(progress.files, 2)
  assert.is((await again.call('search', { query: 'berry' })).hits[0]?.path, 'b.md')
})

test('a question that is cancelled is answered to nobody', async () => {
  const { client } = await world({ 'a.md': 'apple\n' })
  const abort = new AbortController()
  const asked = client.call('search', { query: 'apple' }, abort.signal)
  abort.abort(new Error('never mind'))
  await asked.then(
    () => assert.unreachable(),
    (fault: Error) => assert.is(fault.message, 'never mind'),
  )
})

test('after close nothing is asked', async () => {
  const { client, settled } = await world({ 'a.md': 'apple\n' })
  await settled()
  await client.close()
  await client.call('search', { query: 'apple' }).then(
    () => assert.unreachable(),
    (fault: { code: string }) => assert.is(fault.code, 'index/closed'),
  )
})

test('a file that changed is described before the commits that came earlier', async () => {
  const made = await indexWorld({ 'a.md': 'apple\n' })
  const described: string[] = []
  const first = Promise.withResolvers<void>()
  const go = Promise.withResolvers<void>()
  const client = createIndexClient({
    root: made.root,
    folder: made.folder,
    known: async () => made.known(),
    async describe(paths) {
      described.push(...paths)
      const documents = paths.filter((path) => path.startsWith('commit:'))
      if (documents.length > 0) {
        first.resolve()
        await go.promise
      }
      const texts = documents.map((id) => ({ id, kind: 'commit' as const, title: id, text: id, at: 1, version: '1' }))
      return [...texts, ...(await made.describe(paths.filter((path) => !documents.includes(path))))]
    },
    onProgress: () => {},
    log: () => {},
  })
  open.push({ close: () => client.close().then(made.dispose) })
  await client.call('settled', { vectors: false })
  const commits = Array.from({ length: 500 }, (_, i) => ({
    path: `commit:${i}`,
    version: '1',
    isDocument: true as const,
  }))
  client.changed(commits)
  await first.promise
  made.write('b.md', 'berry\n')
  client.changed(made.known().filter(({ path }) => path === 'b.md'))
  const { pendingFiles, pendingDocuments } = await client.call('progress', null)
  assert.equal([pendingFiles, pendingDocuments], [1, 500])
  go.resolve()
  const after = await client.call('settled', { vectors: false })
  assert.equal([after.pendingFiles, after.pendingDocuments, after.files, after.documents], [0, 0, 2, 500])
  assert.ok(described.indexOf('b.md') < described.indexOf('commit:499'), 'the file waited for all commits')
})

test.run()
