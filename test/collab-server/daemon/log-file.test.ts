import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { logFile } from '@tlc/collab-server/daemon/log-file'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite<{ folder: string }>('collab-server/daemon/log-file')

test.before.each((context) => {
  context.folder = mkdtempSync(join(tmpdir(), 'tlc-log-'))
})
test.after.each(({ folder }) => rmSync(folder, { recursive: true, force: true }))

test('each line has its time, also in a log that goes on', ({ folder }) => {
  const path = join(folder, 'daemon.log')
  logFile(path)('one')
  logFile(path)('two\nof two lines')
  assert.match(readFileSync(path, 'utf8'), /^\d{4}-\d\d-\d\dT[\d:.]+Z one\n\d{4}-\S+Z two\n {2}of two lines\n$/)
})

test('a full log is turned over once and both stay bounded', ({ folder }) => {
  const path = join(folder, 'daemon.log')
  const log = logFile(path)
  for (let i = 0; i < 300; i++) log('x'.repeat(10_000))
  assert.ok(statSync(path).size < 1_100_000)
  assert.ok(statSync(`${path}.1`).size < 1_100_000)
})

test('a log that cannot be written ends nothing', ({ folder }) => {
  logFile(join(folder, 'no/such/folder.log'))('lost')
})

test.run()
