import content from '@tlc/core/document/collections/content'
import messages from '@tlc/core/document/collections/messages'
import overview from '@tlc/core/document/collections/overview'
import sessions from '@tlc/core/document/collections/sessions'
import steps from '@tlc/core/document/collections/steps'
import { fileRoom, notesRoom, PROJECT_ROOM, sessionRoom } from '@tlc/core/document/rooms'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { faultyFiles } from '../helpers/faulty-files.ts'
import { eventually, faultCode, newSession, type TestServer, testServer } from '../helpers/server.ts'

const test = suite<{ server: TestServer }>('collab-server/collab')

test.after.each(async ({ server }) => {
  await server.close()
})

test('what one client does is on the other’s screen, under the name the server knows', async (context) => {
  context.server = await testServer()
  const ann = await context.server.connect({ name: 'Ann' })
  const bob = await context.server.connect({ name: 'Bob' })
  const session = await newSession(ann)
  const doc = await bob.room(sessionRoom(session))
  const { step } = await ann.intent<{ step: string }>('step-add', { session, title: 'Split it' })
  await bob.intent('step-claim', { session, step })
  await eventually(() => steps.get(doc, step)?.state === 'claimed', 'the claim arrives')
  assert.is(steps.get(doc, step)!.claimedBy!.name, 'Bob')
  assert.is(steps.get(doc, step)!.claimedBy!.id, bob.self!.id)
  assert.is.not(bob.self!.id, ann.self!.id)
})

test('two people who claim the same step at the same moment: one gets it, the other hears who', async (context) => {
  context.server = await testServer()
  const links = await Promise.all(['Ann', 'Bob', 'Cem', 'Dot'].map((name) => context.server.connect({ name })))
  const session = await newSession(links[0]!)
  const { step } = await links[0]!.intent<{ step: string }>('step-add', { session, title: 'Split it' })
  const outcomes = await Promise.all(links.map((link) => faultCode(link.intent('step-claim', { session, step }))))
  assert.equal(outcomes.sort(), ['intent/wrong-state', 'intent/wrong-state', 'intent/wrong-state', 'resolved'])
})

test('what clients write into server-written rooms stays with them', async (context) => {
  context.server = await testServer()
  const ann = await context.server.connect({ name: 'Ann' })
  const session = await newSession(ann)
  for (const room of [PROJECT_ROOM, sessionRoom(session)]) {
    const forged = await ann.room(room)
    sessions.put(forged, 'forged', { title: 'Forged', state: 'open', createdBy: { id: 'x', name: 'x' }, createdAt: 1 })
    await newSession(ann)
    const bob = await context.server.connect({ name: 'Bob' })
    assert.not(sessions.has(await bob.room(room), 'forged'))
  }
})

test('people type together in notes and files, and it is there after a restart', async (context) => {
  context.server = await testServer()
  const ann = await context.server.connect({ name: 'Ann' })
  const bob = await context.server.connect({ name: 'Bob' })
  const session = await newSession(ann)
  for (const room of [notesRoom(session), fileRoom('src/a b/ü.ts')]) {
    const mine = await ann.room(room)
    const theirs = await bob.room(room)
    content.text(mine).insert(0, 'from Ann ')
    content.text(theirs).insert(0, 'from Bob ')
    await Promise.all([ann.saved(room), bob.saved(room)])
    await eventually(() => content.get(mine) === content.get(theirs), 'both see the same')
    assert.is(content.get(mine).length, 18)
    await context.server.restart()
    const cem = await context.server.connect({ name: 'Cem' })
    assert.is(content.get(await cem.room(room)), content.get(mine))
  }
})

test('rooms that nobody made cannot be entered', async (context) => {
  context.server = await testServer()
  const ann = await context.server.connect()
  const names = [
    'project/other',
    'session/none',
    'notes/none',
    'file/../etc/passwd',
    'file//x',
    'file/a\\b',
    'nothing',
  ] as const
  for (const name of names) assert.is(await faultCode(ann.room(name as never)), 'room/unknown', name)
  assert.is(await faultCode(ann.intent('message-post', { session: 'none', text: 'x' })), 'intent/no-session')
})

test('an intent that is sent twice under one key acts once, also when the server was started anew between', async (context) => {
  context.server = await testServer()
  const ann = await context.server.connect({ name: 'Ann' })
  const session = await newSession(ann)
  const params = { intent: 'message-post', input: { session, text: 'once' }, key: 'the-same-key' }
  const { server } = context
  const answers = await Promise.all([rawIntent(server, params), rawIntent(server, params)])
  await server.restart()
  answers.push(await rawIntent(server, params))
  const bob = await server.connect({ name: 'Bob' })
  const said = messages.all(await bob.room(sessionRoom(session))).filter(({ text }) => text === 'once')
  assert.is(said.length, 1)
  assert.equal(
    answers.map((answer) => answer.result),
    Array(3).fill({ message: said[0]!.id }),
  )
})

test('wrong calls get an answer that says what was expected', async (context) => {
  context.server = await testServer()
  const ann = await context.server.connect()
  assert.is(await faultCode(ann.intent('make-coffee', {})), 'intent/unknown')
  assert.is(await faultCode(ann.intent('session-create', { title: 7 })), 'intent/invalid-input')
  assert.is(await faultCode(ann.intent('session-create', { title: 'x', role: 'owner' })), 'intent/invalid-input')
  assert.is(await faultCode(ann.intent('session-create', null)), 'intent/invalid-input')
  assert.is(await faultCode(ann.request('no.such', {})), 'request/unknown')
  assert.equal(await ann.request('echo', { deep: [1, { two: 2 }] }), { deep: [1, { two: 2 }] })
})

test('a request that is aborted is cancelled on the server too', async (context) => {
  context.server = await testServer()
  const ann = await context.server.connect()
  await ann.intent('analysis-rerun', {})
  await eventually(() => ann.presence.others().some(({ progress }) => progress), 'the engine shows progress')
  const abort = new AbortController()
  const waiting = faultCode(ann.request('wait', {}, { signal: abort.signal }))
  await ann.request('echo', 1)
  abort.abort()
  assert.is(await waiting, 'link/cancelled')
  await eventually(() => !ann.presence.others().some(({ progress }) => progress), 'the engine noticed')
})

test('a full disk: intents are refused and nothing changes; with space again all goes on', async (context) => {
  const files = faultyFiles()
  context.server = await testServer({ files })
  const ann = await context.server.connect()
  const session = await newSession(ann)
  const room = notesRoom(session)
  const doc = await ann.room(room)
  const log = await ann.room(sessionRoom(session))
  const before = messages.size(log)
  files.full = 0
  content.text(doc).insert(0, 'x'.repeat(100_000))
  const saved = ann.saved(room)
  await eventually(() => context.server.collab.health().storage.faults.length > 0, 'the server notices')
  // Large enough for the reserved space to be used up.
  const refused = await faultCode(fill(() => ann.intent('message-post', { session, text: 'y'.repeat(20_000) })))
  assert.is(refused, 'storage/full')
  files.full = null
  await saved
  await eventually(
    async () => (await faultCode(ann.intent('message-post', { session, text: 'last' }))) === 'resolved',
    'saving works again',
  )
  await context.server.restart()
  const bob = await context.server.connect({ name: 'Bob' })
  assert.is(content.get(await bob.room(room)).length, 100_000)
  const texts = messages.all(await bob.room(sessionRoom(session))).map(({ text }) => text)
  assert.ok(texts.length > before)
  assert.is(texts.at(-1), 'last')
})

test('health tells what is going on', async (context) => {
  context.server = await testServer()
  const ann = await context.server.connect()
  const project = await ann.room(PROJECT_ROOM)
  await eventually(() => overview.get(project, 'analysis')?.state === 'ready', 'the engine is ready')
  const health = context.server.collab.health()
  assert.is(health.clients, 1)
  assert.is(health.rooms, 1)
  assert.ok(health.indexed)
  assert.ok(health.storage.logBytes > 0)
  assert.equal(health.storage.faults, [])
})

async function fill(act: () => Promise<unknown>): Promise<void> {
  for (let i = 0; i < 20; i++) await act()
}

/** One call over a socket of its own, as a client would send it that lost the first answer. */
async function rawIntent(server: TestServer, params: object): Promise<{ result: unknown }> {
  const { rawClient } = await import('../helpers/raw-client.ts')
  const client = await rawClient(server.url, { name: 'Ann' })
  client.stateless(PROJECT_ROOM, { jsonrpc: '2.0', id: 1, method: 'intent', params })
  const answer = await client.answer(1)
  client.close()
  return answer as { result: unknown }
}

test.run()
