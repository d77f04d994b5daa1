import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { takeLock, takeProject } from '@tlc/collab-server/daemon/lock'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite<{ folder: string }>('collab-server/daemon/lock')

test.before.each((context) => {
  context.folder = mkdtempSync(join(tmpdir(), 'tlc-lock-'))
})
test.after.each(({ folder }) => rmSync(folder, { recursive: true, force: true }))

test('one process at a time has the project', ({ folder }) => {
  const path = join(folder, 'daemon.lock')
  const first = takeLock(path)
  assert.ok(first)
  assert.is(takeLock(path), null)
  first.release()
  const second = takeLock(path)
  assert.ok(second)
  second.release()
})

test('the lock of a killed process is free at once', async ({ folder }) => {
  const path = join(folder, 'daemon.lock')
  const lock = new URL('../../../collab-server/src/daemon/lock.ts', import.meta.url)
  const program = `import { takeLock } from '${lock}'; takeLock(${JSON.stringify(path)}); console.log('held'); setInterval(() => {}, 1e6)`
  const child = spawn(process.execPath, [
    ...process.execArgv,
    '--disable-warning=ExperimentalWarning',
    '--input-type=module',
    '-e',
    program,
  ])
  await once(child.stdout, 'data')
  assert.is(takeLock(path), null)
  child.kill('SIGKILL')
  await once(child, 'exit')
  const lockAfter = takeLock(path)
  assert.ok(lockAfter)
  lockAfter.release()
})

test('whoever comes second waits for one that is ending, and turns away from one that serves', async ({ folder }) => {
  const path = join(folder, 'daemon.lock')
  const socket = join(folder, 's.sock')
  const ending = takeLock(path)!
  const waiting = takeProject(path, socket)
  setTimeout(() => ending.release(), 60)
  const serving = await waiting
  assert.ok(serving)
  const server = createServer().listen(socket)
  await once(server, 'listening')
  assert.is(await takeProject(path, socket), null)
  serving.release()
  server.close()
})

test('a daemon whose lock file was removed keeps the project', async ({ folder }) => {
  const path = join(folder, 'daemon.lock')
  const socket = join(folder, 's.sock')
  const serving = await takeProject(path, socket)
  const server = createServer().listen(socket)
  await once(server, 'listening')
  rmSync(path)
  assert.is(await takeProject(path, socket), null)
  server.close()
  serving?.release()
  const next = await takeProject(path, socket)
  assert.ok(next)
  next.release()
})

test.run()
