import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { folderOfModel } from '@tlc/core/models/models-folder'
import { nodeSystem } from '@tlc/core/system/node-system'
import { modelCheck } from '@tlc/tui/cli/doctor/model'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite('tui/cli/doctor/model')

async function look(
  env: Record<string, string>,
  before: (env: Record<string, string>) => Promise<void> = async () => {},
) {
  const cache = await mkdtemp(join(tmpdir(), 'tlc-models-'))
  try {
    await before({ XDG_CACHE_HOME: cache })
    return await modelCheck.look({ root: cache, env: { XDG_CACHE_HOME: cache, ...env } })
  } finally {
    await rm(cache, { recursive: true })
  }
}

test('a model that is missing or damaged is warned of, with what to do', async () => {
  const missing = await look({})
  assert.is(missing.state, 'warn')
  assert.match(missing.detail, 'not installed')
  assert.match(missing.advice, 'tlc models add')
  const damaged = await look({}, async (env) => {
    const folder = folderOfModel(env, 'all-minilm-l6-v2-int8')
    await nodeSystem.files.makeFolder(folder)
    await writeFile(join(folder, 'model.onnx'), 'not it')
  })
  assert.is(damaged.state, 'warn')
  assert.match(damaged.detail, '6 bytes instead of 22972370')
})

test('what the user chose is in order: no model, or a server', async () => {
  assert.is((await look({ TLC_MODELS: 'off' })).state, 'ok')
  const server = await look({ TLC_EMBEDDER: 'openai-endpoint', TLC_EMBEDDER_URL: 'http://127.0.0.1:11434/v1' })
  assert.is(server.state, 'ok')
  assert.match(server.detail, 'http://127.0.0.1:11434/v1')
})

test('an embedder that is not known is a warning, because nothing else needs it', async () => {
  const { state, advice } = await look({ TLC_EMBEDDER: 'gpt' })
  assert.is(state, 'warn')
  assert.match(advice, 'all-minilm-l6-v2-int8')
})

test.run()
