import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Health } from '@tlc/collab-server/collab'
import { scanLog } from '@tlc/collab-server/persistence/record'
import { logName } from '@tlc/collab-server/persistence/room-files'
import messages from '@tlc/core/document/collections/messages'
import meta from '@tlc/core/document/collections/meta'
import sessions from '@tlc/core/document/collections/sessions'
import { PROJECT_ROOM, sessionRoom } from '@tlc/core/document/rooms'
import { daemonHealth } from '@tlc/core/link/local'
import { daemonCheck } from '@tlc/tui/cli/doctor/state'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { type DaemonProject, daemonProject } from '../helpers/daemon.ts'
import { random } from '../helpers/random.ts'
import { eventually, newSession } from '../helpers/server.ts'

const SEED = Number(process.env.TLC_FAULT_SEED ?? 1)
const test = suite<{ project: DaemonProject; session: string; log: string; end: number }>('faults/damaged-log')

test.before.each(async (context) => {
  const project = await daemonProject()
  const daemon = await project.start()
  const link = await project.attach()
  const session = await newSession(link)
  for (let i = 0; i < 30; i++) await link.intent('message-post', { session, text: `message ${i}` })
  await link.close()
  daemon.kill('SIGKILL')
  await once(daemon, 'exit')
  const folder = join(project.root, '.tlc/wal')
  const log = join(folder, readdirSync(folder).find((name) => name.startsWith('session') && name.endsWith('.log'))!)
  Object.assign(context, { project, session, log, end: scanLog(readFileSync(log)).end })
})
test.after.each(async ({ project }) => {
  await project.clean()
})

test('half a record behind the last acknowledged one is reported and nothing is lost', async ({
  project,
  session,
  log,
  end,
}) => {
  const bytes = readFileSync(log)
  const torn = bytes.subarray(end - 150, end - 40)
  writeFileSync(log, Buffer.concat([bytes.subarray(0, end), torn]))
  assert.equal(await texts(project, session), expected(30))
  const { incidents } = await storage(project)
  assert.is(incidents.length, 1)
  assert.is(incidents[0]!.lostBytes, torn.length)
  assert.ok(existsSync(incidents[0]!.kept))
  assert.match(readFileSync(join(project.root, '.tlc/daemon.log'), 'utf8'), 'is damaged')
  const shown = await (await project.attach()).room(PROJECT_ROOM)
  await eventually(() => meta.get(shown, 'incidents')?.length === 1, 'screens can tell')
})

test('a flipped bit in an acknowledged record is reported and nothing is lost', async ({
  project,
  session,
  log,
  end,
}) => {
  const next = random(SEED)
  const bytes = readFileSync(log)
  bytes[Math.floor(end / 2) + next(Math.floor(end / 2))]! ^= 1 << next(8)
  writeFileSync(log, bytes)
  assert.equal(await texts(project, session), expected(30))
  const { incidents } = await storage(project)
  assert.equal(
    incidents.map(({ repaired, lostBytes }) => [repaired, lostBytes]),
    [[1, 0]],
  )
})

test('rubbish in the middle costs what it overwrote, is reported once, and the room is served', async ({
  project,
  session,
  log,
  end,
}) => {
  const bytes = readFileSync(log)
  bytes.fill(0x5a, end - 60, end)
  writeFileSync(log, bytes)
  assert.equal(await texts(project, session), expected(29))
  const link = await project.attach()
  await link.intent('message-post', { session, text: 'after' })
  await link.close()
  assert.equal(await texts(project, session), [...expected(29), 'after'])
  assert.is((await storage(project)).incidents.length, 1)
})

test('a project room whose log is all zeros is reported, and its sessions are found again by their own rooms', async ({
  project,
  session,
}) => {
  const path = join(project.root, '.tlc/wal', logName(PROJECT_ROOM, 0))
  writeFileSync(path, new Uint8Array(readFileSync(path).length))
  const link = await project.attach()
  const doc = await link.room(PROJECT_ROOM)
  await eventually(() => sessions.has(doc, session), 'the session is in the index again')
  assert.is(sessions.get(doc, session)!.createdBy.name, 'Ann')
  assert.equal(await texts(project, session), expected(30))
  const { incidents } = await storage(project)
  assert.equal(
    incidents.map(({ room }) => room),
    [PROJECT_ROOM],
  )
  const { state, detail } = await daemonCheck.look({ root: project.root, env: process.env })
  assert.is(state, 'warn')
  assert.match(detail, 'were damaged')
})

test('sessions are found again when the files of the project room had to be moved away', async ({
  project,
  session,
}) => {
  rmSync(join(project.root, '.tlc/wal', logName(PROJECT_ROOM, 0)))
  const doc = await (await project.attach()).room(PROJECT_ROOM)
  await eventually(() => sessions.has(doc, session), 'the session is in the index again')
  assert.equal(await texts(project, session), expected(30))
  assert.equal((await storage(project)).incidents, [])
})

async function texts(project: DaemonProject, session: string): Promise<string[]> {
  const link = await project.attach()
  const doc = await link.room(sessionRoom(session))
  const found = messages.all(doc).flatMap(({ kind, text }) => (kind === 'text' ? [text] : []))
  await link.close()
  return found
}

async function storage(project: DaemonProject): Promise<Health['storage']> {
  return (await daemonHealth<Health>(project.root))!.storage
}

function expected(count: number): string[] {
  return Array.from({ length: count }, (_, i) => `message ${i}`)
}

test.run()
