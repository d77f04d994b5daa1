import { unpackModel } from '@tlc/core/models/unpack-model'
import { memorySystem } from '@tlc/core/system/memory-system'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { smallFiles, smallJar, smallModel, zip } from '../../helpers/small-model.ts'

const test = suite('core/models/unpack-model')

async function unpack(archive: Buffer, signal?: AbortSignal) {
  const system = memorySystem()
  await system.files.makeFolder('/out')
  await system.files.write('/archive', archive)
  const context = { system, from: undefined, folder: '/out', partial: '/partial', signal, onProgress: () => {} }
  const fault = await unpackModel(smallModel, '/archive', context).then(
    () => null,
    (error) => error,
  )
  const read = async (name: string) => Buffer.from(await system.files.read(`/out/${name}`))
  return { fault, read }
}

test('the files come out of the archive by their names there, wherever they are in it', async () => {
  const { fault, read } = await unpack(smallJar())
  assert.is(fault, null)
  for (const [name, bytes] of Object.entries(smallFiles)) assert.ok(bytes.equals(await read(name)))
})

test('an entry of another size is not the file, whatever it is called', async () => {
  const { fault } = await unpack(zip({ 'model.onnx': Buffer.alloc(50_000_000), 'tokenizer.json': Buffer.from('{}') }))
  assert.is(fault.code, 'model/missing')
  assert.match(fault.message, /^Expected model\.onnx with 200000 bytes in \/archive, found none$/)
})

test('what is no zip is said to be none', async () => {
  for (const bytes of [Buffer.from('<html>Please log in</html>'), Buffer.alloc(0), smallJar().subarray(0, 90_000)]) {
    assert.is((await unpack(bytes)).fault.code, 'model/archive')
  }
})

test('a zip whose content is damaged is said to be so', async () => {
  const jar = smallJar({ 'models/small-q.onnx': Buffer.alloc(200_000, 'word ') })
  jar.fill(0xff, jar.indexOf('models/small-q.onnx') + 30, jar.indexOf('models/small-q.onnx') + 60)
  assert.is((await unpack(jar)).fault.code, 'model/archive')
})

test('an abort rejects with its reason', async () => {
  const reason = new Error('enough')
  assert.is((await unpack(smallJar(), AbortSignal.abort(reason))).fault, reason)
})

test.run()
