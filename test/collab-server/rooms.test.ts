import content from '@tlc/core/document/collections/content'
import steps from '@tlc/core/document/collections/steps'
import { notesRoom, sessionRoom } from '@tlc/core/document/rooms'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { eventually, newSession, type TestServer, testServer } from '../helpers/server.ts'

const test = suite<{ server: TestServer }>('collab-server/rooms')

/** Turns of the promise queue that leaving a room takes, and more. */
const TURNS = 120
/** Above the timer with which Hocuspocus unloads a document. */
const UNLOAD_MS = 4

test.before(async (context) => {
  context.server = await testServer()
})

test.after(({ server }) => server.close())

test('a room that is opened while it is left stays one room', async ({ server: { collab, connect } }) => {
  const name = notesRoom(await newSession(await connect()))
  for (let turns = 0; turns < TURNS; turns++) {
    const left = await collab.rooms.open(name)
    left.release()
    for (let i = 0; i < turns; i++) await null
    const first = await collab.rooms.open(name)
    await new Promise((resolve) => setTimeout(resolve, UNLOAD_MS))
    const second = await collab.rooms.open(name)
    assert.ok(second.doc === first.doc, `opened ${turns} turns after the room was left`)
    first.release()
    second.release()
    await new Promise((resolve) => setTimeout(resolve, UNLOAD_MS))
  }
})

test('a room that is released twice is released once', async ({ server: { collab, connect } }) => {
  const name = notesRoom(await newSession(await connect()))
  const [first, second] = [await collab.rooms.open(name), await collab.rooms.open(name)]
  first.release()
  first.release()
  await new Promise((resolve) => setTimeout(resolve, UNLOAD_MS))
  const third = await collab.rooms.open(name)
  assert.ok(third.doc === second.doc)
  second.release()
  third.release()
})

test('a client that enters as the engine leaves sees what comes after, and is heard', async ({ server }) => {
  const ann = await server.connect({ name: 'Ann' })
  const bob = await server.connect({ name: 'Bob' })
  for (let round = 0; round < 40; round++) {
    const session = await newSession(ann)
    const opened = await Promise.all(
      [sessionRoom(session), notesRoom(session)].map(server.collab.rooms.open, server.collab.rooms),
    )
    const left = new Promise((resolve) => setTimeout(resolve, round % 5)).then(() => {
      for (const room of opened) room.release()
    })
    const doc = await bob.room(sessionRoom(session))
    const notes = await bob.room(notesRoom(session))
    await left
    await new Promise((resolve) => setTimeout(resolve, UNLOAD_MS))
    const { step } = await ann.intent<{ step: string }>('step-add', { session, title: 'Split it' })
    await eventually(() => steps.has(doc, step), 'the step arrives')
    content.text(notes).insert(0, 'heard')
    await bob.saved(notesRoom(session))
    assert.is(content.get(await ann.room(notesRoom(session))), 'heard')
  }
})

test('what was written is there when a room is opened in the same turn as it is left', async ({ server }) => {
  const session = await newSession(await server.connect())
  let expected = ''
  for (let round = 0; round < 30; round++) {
    const room = await server.collab.rooms.open(notesRoom(session))
    assert.is(content.get(room.doc), expected)
    expected += `${round} `
    room.write((doc) => content.text(doc).insert(content.get(doc).length, `${round} `))
    room.release()
    await new Promise((resolve) => setTimeout(resolve, round % 4))
  }
})

test.run()
