import localFolder from '@tlc/core/models/sources/local-folder'
import { memorySystem } from '@tlc/core/system/memory-system'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { smallFiles, smallJar, smallModel } from '../../../helpers/small-model.ts'

const test = suite('core/models/sources/local-folder')

async function world(files: Record<string, Buffer>, env: Record<string, string> = {}) {
  const system = memorySystem({ env })
  await system.files.makeFolder('/out')
  await system.files.makeFolder('/given/onnx')
  for (const [path, bytes] of Object.entries(files)) await system.files.write(path, bytes)
  const fetch = (from?: string) =>
    localFolder.fetch(smallModel, {
      system,
      from,
      folder: '/out',
      partial: '/partial',
      signal: undefined,
      onProgress: () => {},
    })
  return { system, fetch }
}

test('files are found by what they are called elsewhere', async () => {
  const { system, fetch } = await world({
    '/given/onnx/weights.onnx': smallFiles['model.onnx']!,
    '/given/tokenizer.json': smallFiles['tokenizer.json']!,
  })
  assert.is(await fetch('/given'), '/given')
  assert.ok(smallFiles['model.onnx']!.equals(Buffer.from(await system.files.read('/out/model.onnx'))))
})

test('a file of the same name and another size is passed over: most folders hold the large model too', async () => {
  const { system, fetch } = await world({
    '/given/model.onnx': Buffer.alloc(10),
    '/given/small-q.onnx': smallFiles['model.onnx']!,
    '/given/tokenizer.json': smallFiles['tokenizer.json']!,
  })
  await fetch('/given')
  assert.ok(smallFiles['model.onnx']!.equals(Buffer.from(await system.files.read('/out/model.onnx'))))
})

test('the archive of a registry will do', async () => {
  const { system, fetch } = await world({ '/given/small.jar': smallJar() })
  assert.is(await fetch('/given/small.jar'), '/given/small.jar')
  assert.is((await system.files.list('/out')).length, 2)
})

test('without a name the environment names it, and without either there is none', async () => {
  const files = { '/given/small.jar': smallJar() }
  assert.is(await (await world(files, { TLC_MODEL_FOLDER: '/given/small.jar' })).fetch(), '/given/small.jar')
  assert.is(await (await world(files)).fetch(), null)
})

test('what is not there, or does not have the model, is said to be so', async () => {
  const { fetch } = await world({})
  for (const path of ['/nowhere', '/given']) {
    const fault = await fetch(path).catch((error) => error)
    assert.is(fault.code, 'model/missing')
    assert.ok(fault.message.includes(path))
  }
})

test.run()
