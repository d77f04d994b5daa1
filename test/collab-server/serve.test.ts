import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Daemon, type ServeOptions, serveProject } from '@tlc/collab-server/serve'
import content from '@tlc/core/document/collections/content'
import sessions from '@tlc/core/document/collections/sessions'
import { notesRoom, PROJECT_ROOM } from '@tlc/core/document/rooms'
import { connect } from '@tlc/core/link/connect'
import type { Link } from '@tlc/core/link/contract'
import { attach, daemonHealth } from '@tlc/core/link/local'
import { projectState } from '@tlc/core/link/project-state'
import { TlcError } from '@tlc/core/system/error'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { quietEngine } from '../helpers/quiet-engine.ts'
import { faultCode, newSession } from '../helpers/server.ts'

interface Context {
  root: string
  daemons: Daemon[]
  links: Link[]
  serve(more?: Partial<ServeOptions>): Promise<Daemon>
  attach(): Promise<Link>
}

const test = suite<Context>('collab-server/serve')

test.before.each((context) => {
  context.root = mkdtempSync(join(tmpdir(), 'tlc-serve-'))
  context.daemons = []
  context.links = []
  context.serve = async (more = {}) => {
    const daemon = await serveProject({
      root: context.root,
      version: 'test',
      createEngine: quietEngine,
      idleMinutes: 0,
      ...more,
    })
    context.daemons.push(daemon)
    return daemon
  }
  context.attach = async () => {
    const link = await attach({ root: context.root, name: 'Ann' })
    context.links.push(link)
    return link
  }
})
test.after.each(async ({ root, daemons, links }) => {
  await Promise.all(links.map((link) => link.close()))
  await Promise.all(daemons.map((daemon) => daemon.stop()))
  rmSync(root, { recursive: true, force: true })
})

test('a project has one daemon; stopping is done once and leaves all that was written', async (context) => {
  const daemon = await context.serve()
  assert.is(await faultCode(context.serve()), 'daemon/running')
  const session = await newSession(await context.attach())
  await Promise.all([daemon.stop(), daemon.stop(), daemon.ended])
  assert.is(await daemonHealth(context.root), null)
  assert.not(existsSync(daemon.socket))
  await context.serve()
  assert.ok(sessions.has(await (await context.attach()).room(PROJECT_ROOM), session))
  assert.match(readFileSync(join(context.root, '.tlc/daemon.log'), 'utf8'), 'stopped')
})

test('with `listen` it also takes clients over TCP, on loopback, with a token made up for it', async (context) => {
  const daemon = await context.serve({ listen: {} })
  assert.match(daemon.url, /^http:\/\/127\.0\.0\.1:\d+$/)
  assert.ok(daemon.token!.length >= 32)
  const link = await connect({
    url: daemon.url.replace('http', 'ws'),
    name: 'Bob',
    client: 'web',
    token: daemon.token!,
  })
  context.links.push(link)
  assert.is(await link.request('echo', 1), 1)
  assert.is((await daemonHealth<{ clients: number }>(context.root))!.clients, 1)
})

test('a port that is taken ends the start and frees the project', async (context) => {
  const first = await context.serve({ listen: {} })
  const port = Number(new URL(first.url).port)
  const other = mkdtempSync(join(tmpdir(), 'tlc-serve-'))
  assert.is(await faultCode(context.serve({ root: other, listen: { port } })), 'daemon/no-address')
  await context.serve({ root: other })
})

test('an engine that cannot start is told to whoever asks it; sessions work without it', async (context) => {
  const createEngine = () => Promise.reject(new TlcError('store/damaged', 'The tables cannot be read.'))
  await context.serve({ createEngine })
  const link = await context.attach()
  assert.is(await faultCode(link.request('echo', 1)), 'store/damaged')
  const session = await newSession(link)
  await link.intent('message-post', { session, text: 'still possible' })
  assert.is(await faultCode(link.intent('plan-refresh', { session })), 'store/damaged')
})

test('what the engine wrote is there before it starts the next time', async (context) => {
  const daemon = await context.serve()
  await newSession(await context.attach(), 'Kept')
  await daemon.stop()
  const engine = Promise.withResolvers<never>()
  await context.serve({ createEngine: () => engine.promise })
  const project = await (await context.attach()).room(PROJECT_ROOM)
  assert.equal(
    [...sessions.entries(project)].map(([, { title }]) => title),
    ['Kept'],
  )
  engine.reject(new Error('too late'))
})

test('a state folder that is removed under the daemon is written anew, with all that was acknowledged', async (context) => {
  const daemon = await context.serve()
  const link = await context.attach()
  const before = await newSession(link, 'Before')
  const notes = await link.room(notesRoom(before))
  content.text(notes).insert(0, 'typed')
  await link.saved(notesRoom(before))
  rmSync(daemon.state, { recursive: true })
  const after = await newSession(link, 'After')
  content.text(notes).insert(5, ' on')
  await link.saved(notesRoom(before))
  assert.is(await faultCode(context.serve()), 'daemon/running')
  assert.is((await daemonHealth<{ pid: number }>(context.root))!.pid, process.pid)
  await daemon.stop()
  assert.is(projectState(context.root), daemon.state)
  await context.serve()
  const again = await context.attach()
  const project = await again.room(PROJECT_ROOM)
  for (const session of [before, after]) assert.ok(sessions.has(project, session))
  assert.is(content.get(await again.room(notesRoom(before))), 'typed on')
})

test('what nobody touched since the state folder was removed is saved when the daemon ends', async (context) => {
  const daemon = await context.serve()
  const session = await newSession(await context.attach(), 'Kept')
  rmSync(daemon.state, { recursive: true })
  await daemon.stop()
  await context.serve()
  assert.ok(sessions.has(await (await context.attach()).room(PROJECT_ROOM), session))
})

test.run()
