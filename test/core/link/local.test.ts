import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { endpointPath, isOwnSocket, readEndpoint, socketPath } from '@tlc/core/link/endpoint'
import { attach, daemonHealth, stopDaemon } from '@tlc/core/link/local'
import { attachRequests } from '@tlc/core/link/requests'
import type { TlcError } from '@tlc/core/system/error'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { type DaemonProject, daemonProject } from '../../helpers/daemon.ts'
import { eventually, faultCode, newSession } from '../../helpers/server.ts'

const test = suite<{ project: DaemonProject }>('core/link/local')

test.before.each(async (context) => {
  context.project = await daemonProject()
})
test.after.each(async ({ project }) => {
  await project.clean()
})

test('attaching starts the daemon; stopping ends it and leaves no socket behind', async ({ project }) => {
  const { root } = project
  assert.is(await daemonHealth(root), null)
  const link = await project.attach()
  const health = await daemonHealth<{ pid: number; clients: number }>(root)
  assert.is(health!.clients, 1)
  assert.is(health!.pid, readEndpoint(join(root, '.tlc'))!.pid)
  assert.is(readFileSync(join(root, '.tlc/.gitignore'), 'utf8'), '*\n')
  await link.close()
  assert.is(await stopDaemon(root), true)
  assert.is(await stopDaemon(root), false)
  assert.not(existsSync(socketPath(root)))
  assert.not(existsSync(endpointPath(join(root, '.tlc'))))
})

test('daemons that are stopped as soon as they answer leave no socket behind', async () => {
  const projects = await Promise.all(Array.from({ length: 8 }, () => daemonProject()))
  await Promise.all(
    projects.map(async (project) => {
      await (await project.attach()).close()
      assert.is(await stopDaemon(project.root), true)
      assert.not(existsSync(socketPath(project.root)))
      await project.clean()
    }),
  )
})

test('a daemon whose parent never asks how it ended is not waited for', async ({ project }) => {
  // Only /proc tells what has ended from what still runs.
  if (process.platform !== 'linux') return
  const parent = spawn('sh', ['-c', '"$@" & exec sleep 600', 'sh', ...project.serve], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  try {
    // It says so once it takes connections.
    await once(parent.stdout!, 'data')
    assert.is(await stopDaemon(project.root), true)
  } finally {
    parent.kill('SIGKILL')
  }
})

test('several that start at the same moment end with one daemon', async ({ project }) => {
  const links = await Promise.all(['Ann', 'Bob', 'Cem'].map((name) => project.attach({ name })))
  const session = await newSession(links[0]!)
  for (const link of links) await link.intent('message-post', { session, text: link.self!.name })
  const served = readFileSync(join(project.root, '.tlc/daemon.log'), 'utf8').match(/ serving /g)
  assert.is(served!.length, 1)
})

test('a socket whose daemon was killed is taken over', async ({ project }) => {
  const killed = await project.start()
  killed.kill('SIGKILL')
  await once(killed, 'exit')
  assert.ok(existsSync(socketPath(project.root)))
  assert.is(await daemonHealth(project.root), null)
  const link = await project.attach()
  assert.is(link.state, 'connected')
})

test('an endpoint file that is rubbish is no hindrance', async ({ project }) => {
  await (await project.attach()).close()
  writeFileSync(endpointPath(join(project.root, '.tlc')), '{"pid": ')
  const link = await project.attach()
  assert.is(await link.request('echo', 1), 1)
})

test('clients come back to a daemon that was killed and started anew', async ({ project }) => {
  const daemon = await project.start()
  const link = await project.attach({ serve: undefined })
  const session = await newSession(link)
  daemon.kill('SIGKILL')
  await once(daemon, 'exit')
  await project.start()
  await link.intent('message-post', { session, text: 'still here' })
  assert.is(link.state, 'connected')
})

test('a daemon that dies under its clients is started again, one that was stopped is not', async ({ project }) => {
  const link = await project.attach()
  const session = await newSession(link)
  const { pid } = (await daemonHealth<{ pid: number }>(project.root))!
  process.kill(pid, 'SIGKILL')
  await link.intent('message-post', { session, text: 'after the crash' })
  assert.is.not((await daemonHealth<{ pid: number }>(project.root))!.pid, pid)
  await stopDaemon(project.root)
  await eventually(() => link.state === 'reconnecting', 'the link notices')
  await new Promise((resolve) => setTimeout(resolve, 300))
  assert.is(await daemonHealth(project.root), null)
})

test('a daemon of another version gives way when nobody uses it, and is used as it is when somebody does', async ({
  project,
}) => {
  await project.start()
  const pid = async () => (await daemonHealth<{ pid: number }>(project.root))!.pid
  const former = await pid()
  const user = await project.attach({ serve: undefined })
  const { root, serve } = project
  const requests = await attachRequests({ root, serve, version: '9.9.9' })
  assert.is(await requests.request('echo', 1), 1)
  assert.is(await pid(), former)
  const fault = await requests.request('new.one', {}).catch((thrown: TlcError) => thrown)
  assert.match((fault as TlcError).hint, 'another version')
  await user.close()
  await eventually(async () => (await daemonHealth<{ clients: number }>(root))!.clients === 0, 'nobody uses it')
  await attachRequests({ root, serve, version: '0.0.0-test' })
  assert.is(await pid(), former)
  await attachRequests({ root, serve, version: '9.9.9' })
  assert.is.not(await pid(), former)
})

test('without a command to serve nothing is started', async ({ project }) => {
  assert.is(await faultCode(attach({ root: project.root })), 'link/not-running')
  assert.not(existsSync(join(project.root, '.tlc')))
})

test('a daemon that cannot start is reported with what it said', async ({ project }) => {
  const serve = [process.execPath, '-e', 'console.error("no way"); process.exit(1)']
  try {
    await attach({ root: project.root, serve })
    assert.unreachable()
  } catch (thrown) {
    assert.match((thrown as Error).message, 'no way')
  }
  assert.is(await faultCode(attach({ root: project.root, serve: ['/no/such/program'] })), 'link/no-start')
  assert.is(await faultCode(attach({ root: join(project.root, 'missing') })), 'path/missing')
})

test('a daemon without clients ends by itself', async () => {
  const project = await daemonProject({ idleMinutes: 0.002 })
  await (await project.attach()).close()
  await eventually(async () => (await daemonHealth(project.root)) === null, 'the daemon ends')
  assert.match(readFileSync(join(project.root, '.tlc/daemon.log'), 'utf8'), 'no clients for a while')
  rmSync(project.root, { recursive: true })
})

test('a project that brings a state folder chooses neither what is written to nor who is asked', async ({
  project,
}) => {
  const victim = join(project.root, 'victim')
  writeFileSync(victim, 'mine')
  const listener = createServer()
  let asked = false
  listener.on('connection', () => {
    asked = true
  })
  const socket = join(project.root, 'listener')
  await new Promise<void>((resolve) => listener.listen(socket, resolve))
  const planted = join(project.root, '.tlc')
  mkdirSync(join(planted, 'wal'), { recursive: true })
  for (const name of ['daemon.log', 'daemon.lock', 'wal/run.json.tmp']) symlinkSync(victim, join(planted, name))
  writeFileSync(endpointPath(planted), JSON.stringify({ pid: process.pid, socket, version: 'x', startedAt: 1 }))
  const link = await project.attach()
  assert.is(await link.request('echo', 1), 1)
  await link.close()
  assert.is(await stopDaemon(project.root), true)
  listener.close()
  assert.not(asked)
  assert.is(readFileSync(victim, 'utf8'), 'mine')
})

test('only a socket of one’s own, where nobody else can put one, is spoken to', async ({ project }) => {
  const folder = join(project.root, 'sockets')
  mkdirSync(folder, { mode: 0o700 })
  const path = join(folder, 'a.sock')
  assert.not(isOwnSocket(path))
  const listener = createServer()
  await new Promise<void>((resolve) => listener.listen(path, resolve))
  try {
    assert.ok(isOwnSocket(path))
    symlinkSync(path, join(folder, 'link.sock'))
    assert.not(isOwnSocket(join(folder, 'link.sock')))
    chmodSync(folder, 0o770)
    assert.not(isOwnSocket(path))
  } finally {
    listener.close()
  }
})

test('a socket’s path is short and plain enough for the system and for its address, whatever the folders are called', () => {
  const long = join('/tmp', 'x'.repeat(120))
  const before = process.env.TMPDIR
  process.env.TMPDIR = long
  try {
    assert.ok(Buffer.byteLength(socketPath('/some/project', { XDG_RUNTIME_DIR: long })) <= 103)
    for (const odd of ['/run/a b', '/run/a:b', '/run/ü', '/run/a?b#c']) {
      assert.match(socketPath('/some/project', { XDG_RUNTIME_DIR: odd }), /^\/tmp\/tlc-\w+\/\w+\.sock$/)
    }
    assert.ok(socketPath('/some/project', { XDG_RUNTIME_DIR: '/run/user/7' }).startsWith('/run/user/7/tlc/'))
  } finally {
    if (before === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = before
  }
})

test.run()
