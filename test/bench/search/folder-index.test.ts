import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { type FolderIndex, indexFolder } from '../../../bench/src/search/folder-index.ts'

const test = suite('bench/search/folder-index')

const folder = mkdtempSync(join(tmpdir(), 'tlc-folder-index-'))
let index: FolderIndex

test.before(async () => {
  const body = '  steps = []\n  steps.append(name)\n  return steps\n'
  writeFileSync(join(folder, 'kettle.py'), `def boil_water(name):\n${body}\n\ndef pour_tea(name):\n${body}`)
  writeFileSync(join(folder, 'garden.py'), `def cut_grass(name):\n${body}`)
  index = await indexFolder(folder)
})
test.after(() => {
  index.close()
  rmSync(folder, { recursive: true, force: true })
})

test('a question is answered with the lines of a definition', async () => {
  const [first] = await index.searcher()('pour tea', 10)
  assert.is(first!.path, 'kettle.py')
  assert.is(first!.startLine, 7)
})

test('what is near by meaning is a list of its own', async () => {
  const grass = index.texts().find(({ text }) => text.includes('cut_grass'))!
  const near = async () => [{ key: grass.key, score: 1 }]
  const [first] = await index.searcher({ lists: ['vectors'], signals: false }, near)('pour tea', 10)
  assert.is(first!.path, 'garden.py')
})

test('a pack shows the lines that fit a task', async () => {
  const { places, tokens } = await index.pack('cut the grass', 200)
  assert.is(places[0]!.path, 'garden.py')
  assert.ok(tokens <= 200)
})

test('without symbols the chunks are lines of a file', async () => {
  const merged = await indexFolder(folder, { withoutSymbols: true })
  assert.ok(merged.chunks < index.chunks)
  merged.close()
})

test.run()
