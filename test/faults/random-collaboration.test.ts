import content from '@tlc/core/document/collections/content'
import messages from '@tlc/core/document/collections/messages'
import steps from '@tlc/core/document/collections/steps'
import { fileRoom, notesRoom, sessionRoom } from '@tlc/core/document/rooms'
import type { Link } from '@tlc/core/link/contract'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { random } from '../helpers/random.ts'
import { eventually, faultCode, newSession, type TestServer, testServer } from '../helpers/server.ts'

// `TLC_FAULT_SEED` to see a run again, `TLC_FAULT_ROUNDS` for more of them.
const SEED = Number(process.env.TLC_FAULT_SEED ?? 1)
const RUNS = Number(process.env.TLC_FAULT_ROUNDS ?? 3)
const PEOPLE = 5
const ACTS = 120

const test = suite('faults/random-collaboration')

test('people who type, act, leave, come back and lose the server end with the same rooms', async () => {
  for (let seed = SEED; seed < SEED + RUNS; seed++) {
    const server = await testServer()
    try {
      await collaborate(server, seed)
    } catch (thrown) {
      throw new Error(`seed ${seed}: ${(thrown as Error).message}`, { cause: thrown })
    } finally {
      await server.close()
    }
  }
})

async function collaborate(server: TestServer, seed: number): Promise<void> {
  const next = random(seed)
  const people: Link[] = await Promise.all(Array.from({ length: PEOPLE }, (_, i) => server.connect({ name: `p${i}` })))
  const session = await newSession(people[0]!)
  const rooms = [notesRoom(session), fileRoom('src/app.ts')]
  const acts: Promise<unknown>[] = []
  let said = 0
  for (let act = 0; act < ACTS; act++) {
    const who = next(PEOPLE)
    const link = people[who]!
    const room = rooms[next(rooms.length)]!
    switch (next(12)) {
      case 0:
        await server.restart()
        break
      case 1:
        await link.close()
        people[who] = await server.connect({ name: `p${who}` })
        break
      case 2:
        link.leave(room)
        break
      case 3:
      case 4:
        acts.push(unlessClosed(link.intent('message-post', { session, text: `m${act}` }).then(() => said++)))
        break
      case 5:
        acts.push(unlessClosed(claimAny(link, session, act)))
        break
      case 6:
        await Promise.all(rooms.map((name) => link.saved(name)))
        break
      default:
        type(content.text(await link.room(room)), next, `${who}${act}`)
    }
  }
  await Promise.all(acts)
  for (const room of rooms) {
    const docs = await Promise.all(people.map((link) => link.room(room)))
    await Promise.all(people.map((link) => link.saved(room)))
    await eventually(() => new Set(docs.map((doc) => content.get(doc))).size === 1, `all see one text in ${room}`)
    const fresh = await server.connect({ name: 'late' })
    assert.is(content.get(await fresh.room(room)), content.get(docs[0]!))
  }
  const name = sessionRoom(session)
  const docs = await Promise.all(people.map((link) => link.room(name)))
  await eventually(
    () => new Set(docs.map((doc) => JSON.stringify([messages.all(doc), sorted(steps.entries(doc))]))).size === 1,
    'all see one session',
  )
  const texts = messages.all(docs[0]!).flatMap(({ kind, text }) => (kind === 'text' ? [text] : []))
  assert.is(new Set(texts).size, texts.length, 'nothing was said twice')
  assert.ok(texts.length >= said)
  assert.equal(server.collab.health().storage.incidents, [])
}

/** Whoever closes the link takes the open questions along; every other one has to be answered. */
async function unlessClosed(act: Promise<unknown>): Promise<void> {
  await act.catch((thrown: { code?: string }) => {
    if (thrown.code !== 'link/closed') throw thrown
  })
}

async function claimAny(link: Link, session: string, act: number): Promise<void> {
  const { step } = await link.intent<{ step: string }>('step-add', { session, title: `s${act}` })
  const outcomes = await Promise.all([
    link.intent('step-claim', { session, step }),
    faultCode(link.intent('step-claim', { session, step })),
  ])
  assert.is(outcomes[1], 'intent/wrong-state')
}

function type(text: ReturnType<typeof content.text>, next: (below: number) => number, word: string): void {
  if (next(3) === 0 && text.length > 0) {
    const at = next(text.length)
    text.delete(at, Math.min(text.length - at, 1 + next(5)))
  } else text.insert(next(text.length + 1), word)
}

function sorted(entries: Iterable<[string, unknown]>): [string, unknown][] {
  return [...entries].sort(([a], [b]) => (a < b ? -1 : 1))
}

test.run()
