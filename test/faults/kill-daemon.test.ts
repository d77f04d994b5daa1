import { once } from 'node:events'
import comments from '@tlc/core/document/collections/comments'
import content from '@tlc/core/document/collections/content'
import messages from '@tlc/core/document/collections/messages'
import steps from '@tlc/core/document/collections/steps'
import { fileRoom, notesRoom, sessionRoom } from '@tlc/core/document/rooms'
import type { Link } from '@tlc/core/link/contract'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { type DaemonProject, daemonProject } from '../helpers/daemon.ts'
import { random } from '../helpers/random.ts'

// A round is one kill. `TLC_FAULT_ROUNDS=50` for a long run, `TLC_FAULT_SEED` to see one again.
const ROUNDS = Number(process.env.TLC_FAULT_ROUNDS ?? 5)
const SEED = Number(process.env.TLC_FAULT_SEED ?? 1)
const CLIENTS = 20
const MOST_MS = 3_000

const test = suite('faults/kill-daemon')

test('kill -9 while 20 clients write loses no acknowledged intent and no acknowledged edit', async () => {
  const project = await daemonProject()
  try {
    let session = ''
    const acknowledged = new Set<string>()
    for (let round = 0; round < ROUNDS; round++) {
      const next = random(SEED + round)
      const daemon = await project.start()
      const links = await Promise.all(
        Array.from({ length: CLIENTS }, (_, i) => project.attach({ name: `client ${i}`, serve: undefined })),
      )
      session ||= await newSession(links[0]!)
      const writers = links.map((link, i) => write(link, session, `${round}.${i}`, i, acknowledged))
      const goal = acknowledged.size + 20 + next(400)
      await until(() => acknowledged.size > goal, MOST_MS)
      daemon.kill('SIGKILL')
      await once(daemon, 'exit')
      await Promise.all(links.map((link) => link.close()))
      await Promise.all(writers)
      const found = await everything(project, session)
      const lost = [...acknowledged].filter((token) => !found.has(token))
      assert.equal(lost, [], `seed ${SEED + round}: lost ${lost.length} of ${acknowledged.size}`)
      const counts = Map.groupBy(found.list, (token) => token)
      const doubled = [...counts].filter(([, list]) => list.length > 1).map(([token]) => token)
      assert.equal(doubled, [], `seed ${SEED + round}: carried out twice`)
    }
    assert.ok(acknowledged.size > ROUNDS * 5, `${acknowledged.size} acknowledged`)
    if (process.env.TLC_FAULT_ROUNDS)
      console.log(`${ROUNDS} rounds, ${acknowledged.size} acknowledged writes, none lost`)
  } finally {
    await project.clean()
  }
})

async function newSession(link: Link): Promise<string> {
  const { session } = await link.intent<{ session: string }>('session-create', { title: 'Faults' })
  return session
}

/** Writes until the link is closed; each token goes into the set once the server has acknowledged it. */
async function write(
  link: Link,
  session: string,
  prefix: string,
  kind: number,
  acknowledged: Set<string>,
): Promise<void> {
  try {
    const room = kind % 2 === 0 ? notesRoom(session) : fileRoom(`src/file-${kind}.ts`)
    const doc = kind % 4 === 0 ? null : await link.room(room)
    for (let n = 0; ; n++) {
      const token = `<${prefix}.${n}>`
      if (doc) {
        content.text(doc).insert(0, token)
        await link.saved(room)
      } else if (n % 3 === 0) {
        const { step } = await link.intent<{ step: string }>('step-add', { session, title: token })
        await link.intent('step-comment', { session, step, text: `${token}c` })
        acknowledged.add(`${token}c`)
      } else await link.intent('message-post', { session, text: token })
      acknowledged.add(token)
    }
  } catch {
    // The daemon was killed under it: whatever was not acknowledged may or may not be there.
  }
}

/** All tokens that a new daemon has. */
async function everything(
  project: DaemonProject,
  session: string,
): Promise<{ has(token: string): boolean; list: string[] }> {
  const daemon = await project.start()
  const link = await project.attach()
  const list: string[] = []
  const doc = await link.room(sessionRoom(session))
  for (const { text, kind } of messages.all(doc)) if (kind === 'text') list.push(text)
  for (const [, { title }] of steps.entries(doc)) list.push(title)
  for (const { text } of comments.all(doc)) list.push(text)
  const rooms = [notesRoom(session), ...Array.from({ length: CLIENTS }, (_, i) => fileRoom(`src/file-${i}.ts`))]
  for (const room of rooms) list.push(...(content.get(await link.room(room)).match(/<[^<>]*>/g) ?? []))
  await link.close()
  daemon.kill('SIGKILL')
  await once(daemon, 'exit')
  const set = new Set(list)
  return { has: (token) => set.has(token), list }
}

async function until(isDone: () => boolean, mostMs: number): Promise<void> {
  const end = Date.now() + mostMs
  while (!isDone() && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 1))
}

test.run()
