import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SegmentFolder } from '@tlc/core/index/segment/segment-folder'
import { SegmentSet } from '@tlc/core/index/segment/segment-set'
import { projectState } from '@tlc/core/link/project-state'
import { nodeSystem } from '@tlc/core/system/node-system'
import { indexCheck } from '@tlc/tui/cli/doctor/search-index'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { aFile } from '../../../core/index/_segments.ts'

const test = suite<{ root: string }>('tui/cli/doctor/search-index')

test.before.each((context) => {
  context.root = realpathSync(mkdtempSync(join(tmpdir(), 'tlc-doctor-index-')))
})
test.after.each(({ root }) => rmSync(root, { recursive: true, force: true }))

const words = (root: string) => join(projectState(root), 'index', 'words')

async function save(root: string): Promise<void> {
  mkdirSync(words(root), { recursive: true })
  const set = new SegmentSet()
  set.put([aFile('a.md', [{ text: 'apple' }]), aFile('b.md', [{ text: 'berry' }])])
  await new SegmentFolder(nodeSystem, words(root)).save(set)
}

test('a project without an index has none, and looking makes none', async ({ root }) => {
  assert.equal(await indexCheck.look({ root, env: {} }), {
    state: 'ok',
    detail: 'none yet: the first search makes it',
    advice: '',
  })
  assert.not(existsSync(projectState(root)))
})

test('a whole index says how much it holds', async ({ root }) => {
  await save(root)
  const { state, detail } = await indexCheck.look({ root, env: {} })
  assert.equal([state, detail], ['ok', '2 files and other texts, each part whole'])
})

test('a damaged part is told, with what becomes of it', async ({ root }) => {
  await save(root)
  const [segment] = readdirSync(words(root)).filter((name) => name.startsWith('segment'))
  const path = join(words(root), segment!)
  const bytes = readFileSync(path)
  bytes[bytes.length - 3]! ^= 0xff
  writeFileSync(path, bytes)
  const { state, detail, advice } = await indexCheck.look({ root, env: {} })
  assert.is(state, 'warn')
  assert.match(detail, `${segment}: `)
  assert.match(advice, 'makes again')
})

test.run()
