import messages from '@tlc/core/document/collections/messages'
import sessions from '@tlc/core/document/collections/sessions'
import steps from '@tlc/core/document/collections/steps'
import { PROJECT_ROOM, sessionRoom } from '@tlc/core/document/rooms'
import type { SourceContext } from '@tlc/core/engine/define-knowledge-source'
import source from '@tlc/core/engine/knowledge-sources/messages'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { ANN, aStep, BOB } from '../../../helpers/records.ts'
import { memoryHost } from '../../../helpers/room.ts'

const test = suite('core/engine/knowledge-sources/messages')

function session() {
  const host = memoryHost()
  const project = host.doc(PROJECT_ROOM)
  const room = host.doc(sessionRoom('s1'))
  sessions.put(project, 's1', { title: 'Release', state: 'open', createdBy: ANN, createdAt: 1 })
  messages.append(room, { id: 'm1', author: BOB, at: 5, kind: 'text', text: 'We keep the old format until May.' })
  messages.append(room, { id: 'm2', author: BOB, at: 6, kind: 'event', text: 'Bob came.' })
  steps.put(room, 'a', aStep({ title: 'Split the parser', state: 'approved', why: 'It is long.' }))
  steps.put(room, 'b', aStep({ title: 'Not decided' }))
  return { context: { project, host } as unknown as SourceContext, room, host }
}

test('what was said and what was decided is listed, what only happened is not', async () => {
  const { context, host } = session()
  assert.equal(
    (await source.list(context)).map(({ id }) => id),
    ['message:s1/m1', 'message:s1/step-a'],
  )
  assert.equal(host.opened(), [])
})

test('a message bears who said it, a decision what was decided and why', async () => {
  const { context } = session()
  const [said, decided] = await source.read(context, ['message:s1/m1', 'message:s1/step-a', 'message:s1/gone'])
  assert.equal([said!.title, said!.text, said!.at], ['Bob in Release', 'We keep the old format until May.', 5])
  assert.equal([decided!.title, decided!.text], ['Release: approved', 'Split the parser\n\nIt is long.'])
})

test('a secret that somebody said is not searched', async () => {
  const { context, room } = session()
  const token = `ghp_${'k9J8h7G6f5'.repeat(4).slice(0, 36)}`
  messages.append(room, { id: 'm3', author: BOB, at: 7, kind: 'text', text: `Use ${token}.` })
  const [said] = await source.read(context, ['message:s1/m3'])
  assert.not.match(said!.text, token)
  assert.match(said!.text, 'Use [redacted:')
})

test('another decision on a step is another version of it', async () => {
  const { context, room } = session()
  const versionOf = async () => (await source.list(context)).find(({ id }) => id.endsWith('step-a'))!.version
  const before = await versionOf()
  steps.put(room, 'a', aStep({ title: 'Split the parser', state: 'done', why: 'It is long.' }))
  assert.is.not(await versionOf(), before)
})

test.run()
