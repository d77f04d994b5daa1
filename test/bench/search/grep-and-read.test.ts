import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { estimateTokens } from '@tlc/core/index/context/tokens'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { grepAndRead, grepped } from '../../../bench/src/search/grep-and-read.ts'
import { plainWords } from '../../../bench/src/search/plain-words.ts'

const test = suite('bench/search/grep-and-read')

const folder = mkdtempSync(join(tmpdir(), 'tlc-grep-'))
const often = 'timeout one\ntimeout two\n'
const once = 'def wait():\n  return timeout\n'
test.before(() => {
  writeFileSync(join(folder, 'often.txt'), often)
  writeFileSync(join(folder, 'once.py'), once)
  writeFileSync(join(folder, 'never.py'), 'def other(): pass\n')
})
test.after(() => rmSync(folder, { recursive: true, force: true }))

test('somebody greps for words of three letters or more that are no common ones', () => {
  assert.equal(grepped('Where do we wait for the timeout of a TLS socket?'), ['wait', 'timeout', 'tls', 'socket'])
})

test('files with more matching lines are read first, whole, until the answer was seen', async () => {
  const reader = await grepAndRead(folder)
  const reading = reader.read('the timeout', [{ path: 'once.py', startLine: 1, endLine: 2 }])
  assert.equal(reading, { tokens: estimateTokens(often) + estimateTokens(once), files: 2, seen: true })
})

test('an answer in a file without a match is not seen, however much is read', async () => {
  const reader = await grepAndRead(folder)
  const reading = reader.read('the timeout', [{ path: 'never.py', startLine: 1, endLine: 1 }])
  assert.is(reading.seen, false)
  assert.is(reading.files, 2)
})

test('plain words rank the window with the rarer word first', async () => {
  const search = await plainWords(folder)
  assert.equal((await search('wait timeout', 10))[0], { path: 'once.py', startLine: 1, endLine: 3 })
  assert.equal(await search('absent', 10), [])
})

test.run()
