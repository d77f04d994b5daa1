import huggingFaceCache from '@tlc/core/models/sources/hugging-face-cache'
import { memorySystem } from '@tlc/core/system/memory-system'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { smallFiles, smallModel } from '../../../helpers/small-model.ts'

const test = suite('core/models/sources/hugging-face-cache')

/** The layout of huggingface_hub: files by their hashes, and links to them by their names in each revision. */
async function fetchFrom(cache: string, env: Record<string, string>, revisions: Record<string, string[]>) {
  const system = memorySystem({ env: { HOME: '/home', ...env } })
  const repository = `${cache}/models--maker--small`
  await system.files.makeFolder('/out')
  await system.files.makeFolder(`${repository}/blobs`)
  await system.files.write(`${repository}/blobs/aa`, smallFiles['model.onnx']!)
  await system.files.write(`${repository}/blobs/bb`, smallFiles['tokenizer.json']!)
  for (const [revision, names] of Object.entries(revisions)) {
    await system.files.makeFolder(`${repository}/snapshots/${revision}/onnx`)
    if (names.includes('weights')) {
      system.files.link(`${repository}/snapshots/${revision}/onnx/weights.onnx`, '../../../blobs/aa')
    }
    if (names.includes('tokenizer')) {
      system.files.link(`${repository}/snapshots/${revision}/tokenizer.json`, '../../blobs/bb')
    }
  }
  const context = { system, from: undefined, folder: '/out', partial: '/partial', signal: undefined }
  const origin = await huggingFaceCache.fetch(smallModel, { ...context, onProgress: () => {} })
  return { origin, system }
}

test('the first revision that has all files is taken', async () => {
  const revisions = { one: ['tokenizer'], two: ['weights', 'tokenizer'] }
  const { origin, system } = await fetchFrom('/home/.cache/huggingface/hub', {}, revisions)
  assert.is(origin, '/home/.cache/huggingface/hub/models--maker--small/snapshots/two')
  assert.ok(smallFiles['model.onnx']!.equals(Buffer.from(await system.files.read('/out/model.onnx'))))
})

for (const [name, env, cache] of [
  ['XDG_CACHE_HOME', { XDG_CACHE_HOME: '/xdg' }, '/xdg/huggingface/hub'],
  ['HF_HOME', { HF_HOME: '/hf', XDG_CACHE_HOME: '/xdg' }, '/hf/hub'],
  ['HF_HUB_CACHE', { HF_HUB_CACHE: '/hub', HF_HOME: '/hf' }, '/hub'],
] as const) {
  test(`${name} says where it is`, async () => {
    const { origin } = await fetchFrom(cache, env, { one: ['weights', 'tokenizer'] })
    assert.is(origin, `${cache}/models--maker--small/snapshots/one`)
  })
}

test('a cache that has not all of it has none of it', async () => {
  assert.is((await fetchFrom('/home/.cache/huggingface/hub', {}, { one: ['weights'] })).origin, null)
  assert.is((await fetchFrom('/elsewhere', {}, { one: ['weights', 'tokenizer'] })).origin, null)
})

test.run()
