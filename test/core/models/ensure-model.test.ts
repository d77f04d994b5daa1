import { defineSource } from '@tlc/core/models/define-source'
import { ensureModel } from '@tlc/core/models/ensure-model'
import { memorySystem } from '@tlc/core/system/memory-system'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { smallFiles, smallModel } from '../../helpers/small-model.ts'

const test = suite('core/models/ensure-model')

function world(env: Record<string, string> = {}) {
  const system = memorySystem({ env: { XDG_CACHE_HOME: '/cache', ...env } })
  const asked: string[] = []
  const source = (id: string, remote: boolean, has: boolean) =>
    defineSource({
      id,
      title: id,
      remote,
      order: asked.length,
      async fetch(_model, { folder }) {
        asked.push(id)
        if (!has) return null
        for (const [name, bytes] of Object.entries(smallFiles)) await system.files.write(`${folder}/${name}`, bytes)
        return id
      },
    })
  const sources = [source('near', false, false), source('far', true, true)]
  return { system, asked, ensure: () => ensureModel(smallModel, { system, sources }) }
}

test('a model that is not there is installed, and then it is there', async () => {
  const { asked, ensure } = world()
  const first = await ensure()
  assert.is(first.source, 'far')
  assert.equal(await ensure(), first)
  assert.equal(asked, ['near', 'far'])
})

test('a damaged one is installed again', async () => {
  const { system, asked, ensure } = world()
  const { folder } = await ensure()
  await system.files.write(`${folder}/model.onnx`, Buffer.alloc(200_000))
  await ensure()
  assert.equal(asked, ['near', 'far', 'near', 'far'])
})

test('TLC_MODELS=local asks nothing over the network', async () => {
  const { asked, ensure } = world({ TLC_MODELS: 'local' })
  const fault = await ensure().catch((error) => error)
  assert.is(fault.code, 'model/no-source')
  assert.match(fault.hint, /tlc models add small --from <folder>/)
  assert.equal(asked, ['near'])
})

test('TLC_MODELS=off uses none, also where it is installed', async () => {
  const { system, ensure } = world({ TLC_MODELS: 'off' })
  await system.files.makeFolder('/cache/tlc/models/small')
  const fault = await ensure().catch((error) => error)
  assert.is(fault.code, 'model/off')
  assert.match(fault.message, /TLC_MODELS=off/)
})

test.run()
