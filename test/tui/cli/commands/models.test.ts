import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { pageServer } from '../../../helpers/page-server.ts'
import { realModel } from '../../../helpers/real-model.ts'
import { type Ran, runTlc } from '../../../helpers/run-tlc.ts'
import { schemaProblems } from '../../../helpers/schemas.ts'

const ID = 'all-minilm-l6-v2-int8'
const installed = await realModel()
const test = suite('tui/cli/commands/models')
const withModel = installed ? test : test.skip

/** Runs on an empty cache, and registries that have nothing. */
async function world(act: (tlc: (...words: string[]) => Promise<Ran>, cache: string) => Promise<void>): Promise<void> {
  const cache = await mkdtemp(join(tmpdir(), 'tlc-models-'))
  const registry = await pageServer({})
  const env = { XDG_CACHE_HOME: cache, HOME: cache, TLC_MAVEN_URL: registry.url, HF_ENDPOINT: registry.url }
  try {
    await act((...words) => runTlc(['models', ...words], { env: { ...env, HF_HOME: '', HF_HUB_CACHE: '' } }), cache)
  } finally {
    await registry.close()
    await rm(cache, { recursive: true })
  }
}

test('without a word it lists what there is, and what to do', () =>
  world(async (tlc) => {
    const { code, out, err } = await tlc()
    assert.is(code, 0)
    assert.match(out, /^all-minilm-l6-v2-int8 {2}missing, wanted for search\n/)
    assert.match(out, /Run `tlc models add`/)
    assert.is(err, '')
  }))

test('what no source has ends with 1 and the reason of each, in words', () =>
  world(async (tlc) => {
    const { code, out, err } = await tlc('add')
    assert.is(code, 1)
    assert.is(out, '')
    assert.match(err, /Maven repository: 127\.0\.0\.1:\d+ answered 404: there is no \/dev\/langchain4j\//)
    assert.match(err, /Hugging Face hub: 127\.0\.0\.1:\d+ answered 404/)
    assert.not.match(err, /\n {4}at /)
  }))

test('a damaged one is found by verify, and gone after remove', () =>
  world(async (tlc, cache) => {
    const folder = join(cache, 'tlc/models', ID)
    await mkdir(folder, { recursive: true })
    await writeFile(join(folder, 'model.onnx'), 'not it')
    const verified = await tlc('verify', '--json')
    assert.is(verified.code, 3)
    const answer = JSON.parse(verified.out)
    assert.equal(schemaProblems('models', answer), [])
    assert.is(answer.action, 'verify')
    assert.is(answer.models[0].state, 'damaged')
    assert.match(answer.models[0].message, 'it has 6 bytes instead of 22972370')
    assert.is((await tlc('remove')).code, 0)
    const removed = await tlc('remove', ID, '--json')
    assert.is(removed.code, 3)
    assert.is(JSON.parse(removed.out).models[0].state, 'missing')
    assert.is((await tlc('verify')).code, 3)
    assert.is((await tlc('verify', ID)).code, 3)
    assert.is((await tlc('list')).code, 0)
  }))

test('names that mean nothing are refused with those that do', () =>
  world(async (tlc) => {
    for (const [words, code, said] of [
      [['fetch'], 2, 'list, add, remove, verify'],
      [['add', 'gpt'], 1, ID],
      [['add', '--source', 'ftp'], 1, 'maven'],
      [['add', 'openai-endpoint'], 1, 'a server'],
      [['add', '--from', '.', '--source', 'maven'], 2, '--source'],
      [['add', '--from', 'nowhere'], 1, 'nowhere'],
    ] as const) {
      const ran = await tlc(...words)
      assert.is(ran.code, code, `${words.join(' ')}: ${ran.err}`)
      assert.match(ran.err, said)
    }
  }))

withModel('the real model can be added from a folder, and is right then', () =>
  world(async (tlc, cache) => {
    const added = await tlc('add', '--from', installed!.folder, '--json')
    assert.is(added.code, 0, added.err)
    const { models } = JSON.parse(added.out)
    assert.equal(schemaProblems('models', JSON.parse(added.out)), [])
    assert.is(models[0].state, 'installed')
    assert.is(models[0].source, installed!.folder)
    assert.is(models[0].folder, join(cache, 'tlc/models', ID))
    assert.is((await tlc('verify')).code, 0)
    // What is there and right is not fetched again, though these registries have nothing.
    assert.is((await tlc('add')).code, 0)
  }),
)

test.run()
