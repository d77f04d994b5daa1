import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore } from '@tlc/core/store/open-store'
import fileOutline from '@tlc/core/store/queries/file-outline'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { aFile } from './_store.ts'

const test = suite('core/store/disk-full')

test('a full disk is told by its code, keeps what was stored, and once there is room the store goes on', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tlc-full-'))
  const path = join(folder, 'metrics.duckdb')
  const filler = new URL('./_filler.ts', import.meta.url).pathname
  try {
    const words = [process.execPath, '--conditions=tlc-source', filler, path].map((word) => `'${word}'`).join(' ')
    const told = JSON.parse(execFileSync('sh', ['-c', `ulimit -f 1500; exec ${words}`], { encoding: 'utf8' }))
    assert.is(told.code, 'store/disk-full')
    assert.ok(told.files > 0)
    const store = await openStore({ path })
    assert.is(store.notice, null)
    const known = [...(await store.known()).keys()]
    assert.is(known.length, told.files)
    for (const file of known) assert.is((await store.query(fileOutline, { path: file })).length, 200)
    await store.saveFiles([aFile('more.py')])
    assert.is((await store.known()).size, told.files + 1)
    await store.close()
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

test.run()
