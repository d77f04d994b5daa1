import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import messages from '@tlc/core/document/collections/messages'
import runs from '@tlc/core/document/collections/runs'
import sessions from '@tlc/core/document/collections/sessions'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { type ActingWorkspace, actingWorkspace } from '../../helpers/acting-workspace.ts'

const test = suite<{ on: ActingWorkspace }>('tui/actions/session')

test.before.each(async (context) => {
  context.on = await actingWorkspace({ columns: 200 })
  await context.on.press('7')
})
test.after.each(({ on }) => on.dispose())

test('a session is created by its title, and is the one that is open then', async ({ on }) => {
  await on.press('n')
  await on.type('Second')
  assert.ok([...sessions.entries(on.project)].some(([, { title, state }]) => title === 'Second' && state === 'open'))
  await on.press('m')
  await on.type('hello')
  assert.equal(on.link.intents.at(-1), { id: 'message-post', input: { session: 'new1', text: 'hello' } })
})

test('a session is renamed, closed and reopened', async ({ on }) => {
  await on.press('r', ...Array.from('First', () => 'backspace'))
  await on.type('Other')
  assert.is(sessions.get(on.project, 's')?.title, 'Other')
  await on.press('c')
  assert.is(sessions.get(on.project, 's')?.state, 'closed')
  await on.press('o')
  assert.is(sessions.get(on.project, 's')?.state, 'open')
})

test('a message is posted to the session that is open', async ({ on }) => {
  await on.press('m')
  await on.type('the parser is mine today')
  const posted = messages.all(on.session).filter(({ author }) => author?.id === 'ann')
  assert.ok(posted.some(({ text }) => text === 'the parser is mine today'))
  assert.match(await on.screen(), 'the parser is mine today')
})

test('an exported session is written into the project, never over a file, never outside', async ({ on }) => {
  on.link.answers.set('session.export', () => ({ markdown: '# First\n' }))
  await on.press('e', 'enter')
  assert.is(readFileSync(join(on.root, 'session-first.md'), 'utf8'), '# First\n')
  writeFileSync(join(on.root, 'session-first.md'), 'mine')
  await on.press('e', 'enter')
  assert.is(readFileSync(join(on.root, 'session-first.md'), 'utf8'), 'mine')
  assert.match(await on.screen(), 'EEXIST')
  await on.press('e', ...Array.from('session-first.md', () => 'backspace'))
  await on.type('../out.md')
  assert.not.ok(existsSync(join(on.root, '../out.md')))
})

test('runs of the engine stand with duration and outcome, the last one first', async ({ on }) => {
  const drawn = on.drawn()
  on.project.transact(() => {
    runs.put(on.project, '1', { kind: 'scan', startedAt: 1, tookMs: 210, outcome: 'ok', summary: '6,798 files' })
    runs.put(on.project, '2', { kind: 'analyse', startedAt: 2, tookMs: 1500, outcome: 'failed', summary: 'disk full' })
  })
  await drawn
  const text = await on.screen()
  assert.match(text, '6,798 files')
  assert.match(text, 'disk full')
  assert.ok(text.indexOf('disk full') < text.indexOf('6,798 files'))
})

test.run()
