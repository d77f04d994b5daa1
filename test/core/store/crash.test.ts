import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { openStore } from '@tlc/core/store/open-store'
import fileOutline from '@tlc/core/store/queries/file-outline'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite('core/store/crash')

/** Kills the saving process with SIGKILL as soon as it has told of `rounds` rounds. Returns the last one told. */
async function killAfter(path: string, rounds: number): Promise<number> {
  const saver = spawn(
    process.execPath,
    ['--conditions=tlc-source', new URL('./_saver.ts', import.meta.url).pathname, path],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  const closed = new Promise((resolve) => saver.once('close', resolve))
  let told = 0
  let last = 0
  for await (const line of createInterface({ input: saver.stdout })) {
    last = Number(line)
    if (++told === rounds) saver.kill('SIGKILL')
  }
  await closed
  return last
}

test('a process killed while it saves loses nothing that it was told is stored, and no file is half replaced', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tlc-crash-'))
  const path = join(folder, 'metrics.duckdb')
  try {
    for (const rounds of [1, 7, 12, 23]) {
      const told = await killAfter(path, rounds)
      const store = await openStore({ path })
      assert.is(store.notice, null)
      assert.is((await store.known()).size, 30)
      const stored = new Set<string>()
      for (const file of (await store.known()).keys()) {
        const outline = await store.query(fileOutline, { path: file })
        assert.is(outline.length, 40)
        for (const { name } of outline) stored.add(name)
      }
      assert.is(stored.size, 1, `all files are of one batch, got ${[...stored].join(', ')}`)
      assert.ok(Number([...stored][0]!.slice('round'.length)) >= told, `round ${told} was stored`)
      await store.close()
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

test.run()
