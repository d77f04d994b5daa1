import type { FileFound } from '@tlc/core/engine/answers'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { engineOn, type RunningEngine } from '../_engine.ts'

const test = suite<RunningEngine>('core/engine/requests/file-find')

test.before(async (context) => {
  const many = Array.from({ length: 45_000 }, (_, i) => (i % 4 === 0 ? `Hit ${i}` : `row ${i}`)).join('\n')
  Object.assign(
    context,
    await engineOn({ 'a.txt': 'Alpha\nbeta alpha\n漢字\nÄrger\n', 'many.txt': many, 'b.png': '\0\0PNG' }),
  )
})
test.after((context) => context.dispose())

test('small letters find capitals too, capitals only themselves', async ({ ask }) => {
  assert.equal(await ask<FileFound>('file.find', { path: 'a.txt', text: 'alpha' }), { lines: [1, 2], more: false })
  assert.equal((await ask<FileFound>('file.find', { path: 'a.txt', text: 'Alpha' })).lines, [1])
  assert.equal((await ask<FileFound>('file.find', { path: 'a.txt', text: 'ärg' })).lines, [4])
  assert.equal((await ask<FileFound>('file.find', { path: 'a.txt', text: '字' })).lines, [3])
})

test('a long file is searched to its end, and so many lines are cut', async ({ ask }) => {
  const { lines, more } = await ask<FileFound>('file.find', { path: 'many.txt', text: 'hit' })
  assert.equal([lines.length, lines[9_999], more], [10_000, 39_997, true])
  assert.equal((await ask<FileFound>('file.find', { path: 'many.txt', text: 'row 44999' })).lines, [45_000])
})

test('nothing is found for no text and in what is no text; a path outside is refused', async ({ ask, refused }) => {
  assert.equal((await ask<FileFound>('file.find', { path: 'a.txt', text: '' })).lines, [])
  assert.equal((await ask<FileFound>('file.find', { path: 'b.png', text: 'PNG' })).lines, [])
  assert.is(await refused('file.find', { path: '../../etc/passwd', text: 'root' }), 'path/outside')
})

test.run()
