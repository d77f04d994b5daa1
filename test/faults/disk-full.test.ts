import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Health } from '@tlc/collab-server/collab'
import messages from '@tlc/core/document/collections/messages'
import { sessionRoom } from '@tlc/core/document/rooms'
import { daemonHealth } from '@tlc/core/link/local'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { daemonProject } from '../helpers/daemon.ts'
import { eventually, faultCode, newSession } from '../helpers/server.ts'

const test = suite<{ disk: string | null }>('faults/disk-full')

test.before((context) => {
  context.disk = smallDisk()
  if (context.disk === null) console.log('no small disk can be mounted here: the case runs with injected faults alone')
})
test.after(({ disk }) => {
  if (disk === null) return
  execFileSync('umount', [disk])
  rmSync(disk, { recursive: true })
})

test('on a really full disk intents are refused; with space again the same daemon goes on and nothing is lost', async ({
  disk,
}) => {
  if (disk === null) return
  const project = await daemonProject({ within: disk })
  try {
    const link = await project.attach()
    const session = await newSession(link)
    await link.intent('message-post', { session, text: 'before' })
    const ballast = join(disk, 'ballast')
    fillUp(ballast)
    const said = ['before']
    let code = 'resolved'
    for (let i = 0; i < 50 && code === 'resolved'; i++) {
      const text = `${i}`.padEnd(15_000, 'x')
      code = await faultCode(link.intent('message-post', { session, text }))
      if (code === 'resolved') said.push(text)
    }
    assert.is(code, 'storage/full')
    const { pid, storage } = (await daemonHealth<Health>(project.root))!
    assert.ok(storage.faults.some((fault) => fault.code === 'storage/full'))
    rmSync(ballast)
    await eventually(
      async () => (await faultCode(link.intent('message-post', { session, text: 'after' }))) === 'resolved',
      'saving works again',
    )
    assert.is((await daemonHealth<Health>(project.root))!.pid, pid)
    await link.close()
    process.kill(pid, 'SIGKILL')
    await eventually(async () => (await daemonHealth(project.root)) === null, 'the daemon is gone')
    const again = await project.attach()
    const texts = messages
      .all(await again.room(sessionRoom(session)))
      .flatMap(({ kind, text }) => (kind === 'text' ? [text] : []))
    assert.equal(texts, [...said, 'after'])
  } finally {
    await project.clean()
  }
})

test('a daemon that starts on a full disk says so', async ({ disk }) => {
  if (disk === null) return
  const project = await daemonProject({ within: disk })
  const ballast = join(disk, 'ballast')
  fillUp(ballast)
  try {
    await project.attach()
    assert.unreachable('it started')
  } catch (thrown) {
    const { code, message, hint } = thrown as { code: string; message: string; hint: string }
    assert.is(code, 'daemon/no-state')
    assert.match(message, 'ENOSPC')
    assert.match(hint, 'room')
  } finally {
    rmSync(ballast)
    await project.clean()
  }
})

/** A disk of 2 MB; null where this user may not mount one. */
function smallDisk(): string | null {
  const path = mkdtempSync(join(tmpdir(), 'tlc-disk-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', path], { stdio: 'ignore' })
    mkdirSync(join(path, 'projects'))
    return path
  } catch {
    rmSync(path, { recursive: true })
    return null
  }
}

function fillUp(path: string): void {
  for (let bytes = 1024 * 1024; bytes >= 1; bytes = Math.floor(bytes / 2)) {
    try {
      for (;;) writeFileSync(path, Buffer.alloc(bytes), { flag: 'a' })
    } catch {
      // Fills what is left in smaller and smaller pieces.
    }
  }
}

test.run()
