import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { TlcError } from '@tlc/core/system/error'
import { memorySystem } from '@tlc/core/system/memory-system'
import { nodeSystem } from '@tlc/core/system/node-system'
import { writeFileAtomically } from '@tlc/core/system/write-file-atomically'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite('core/system/write-file-atomically')

test('a full disk leaves the old text and no other file', async () => {
  const system = memorySystem()
  await system.files.makeFolder('/state')
  await writeFileAtomically(system, '/state/settings', 'old')
  const full = {
    ...system,
    files: {
      ...system.files,
      async write(path: string, data: string | Uint8Array) {
        await system.files.write(path, data.slice(0, 2))
        throw new TlcError('file/full', 'no space left on device')
      },
    },
  }
  const thrown = await writeFileAtomically(full, '/state/settings', 'new text').catch((fault) => fault)
  assert.ok(thrown instanceof TlcError && thrown.code === 'file/full')
  assert.is(await system.files.readText('/state/settings'), 'old')
  assert.is((await system.files.list('/state')).length, 1)
})

test('writers at the same time leave the whole text of one of them', async () => {
  const root = mkdtempSync(join(tmpdir(), 'tlc-atomic-'))
  const path = join(root, 'state.json')
  const texts = Array.from({ length: 20 }, (_, i) => String(i).repeat(100_000))
  await Promise.all(texts.map((text) => writeFileAtomically(nodeSystem, path, text)))
  assert.ok(texts.includes(readFileSync(path, 'utf8')))
  assert.equal(readdirSync(root), ['state.json'])
  assert.is(statSync(path).mode & 0o777, 0o600)
  rmSync(root, { recursive: true })
})

test.run()
