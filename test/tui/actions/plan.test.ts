import comments from '@tlc/core/document/collections/comments'
import steps from '@tlc/core/document/collections/steps'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { type ActingWorkspace, actingWorkspace } from '../../helpers/acting-workspace.ts'
import { aStep } from '../../helpers/records.ts'

const test = suite<{ on: ActingWorkspace }>('tui/actions/plan')

test.before.each(async (context) => {
  context.on = await actingWorkspace()
  await context.on.press('6')
})
test.after.each(({ on }) => on.dispose())

async function add(on: ActingWorkspace, ...titles: string[]): Promise<void> {
  for (const title of titles) {
    await on.press('n')
    await on.type(title)
  }
}

function inOrder(on: ActingWorkspace): string[] {
  return Array.from(steps.entries(on.session), ([, step]) => step)
    .sort((a, b) => a.position - b.position)
    .map(({ title }) => title)
}

function stateOf(on: ActingWorkspace, title: string) {
  return Array.from(steps.entries(on.session), ([, step]) => step).find((step) => step.title === title)
}

test('a step is added by its title, and Esc adds none', async ({ on }) => {
  await add(on, 'Split the parser')
  await on.press('n', 'x', 'escape')
  assert.equal(inOrder(on), ['Split the parser'])
  assert.match(await on.screen(), 'Split the parser')
})

test('a step goes through claim, release, approval, completion and back', async ({ on }) => {
  await add(on, 'One')
  const seen: string[] = []
  for (const key of ['c', 'r', 'a', 'c', 'd', 'o']) {
    await on.press(key)
    seen.push(stateOf(on, 'One')!.state)
  }
  assert.equal(seen, ['claimed', 'proposed', 'approved', 'claimed', 'done', 'proposed'])
})

test('a detail longer than its room is scrolled, and another one starts at its beginning', async ({ on }) => {
  const drawn = on.drawn()
  on.session.transact(() => {
    const why = Array.from({ length: 60 }, (_, i) => `reason ${i + 1}`).join('\n')
    steps.put(on.session, 'a', aStep({ title: 'Long', why, position: 1 }))
    steps.put(on.session, 'b', aStep({ title: 'Other', why, position: 2 }))
  })
  await drawn
  assert.match(await on.screen(), /lines 1 to 35 of 63: \} and \{ scroll/)
  await on.press('}', '}')
  assert.match(await on.screen(), /lines 7 to 41 of 63/)
  for (let i = 0; i < 20; i++) await on.press('}')
  assert.match(await on.screen(), 'reason 60')
  await on.press('{')
  assert.match(await on.screen(), /lines 26 to 60 of 63/)
  await on.press('j')
  assert.match(await on.screen(), /lines 1 to 35 of 63/)
})

test('a rejection keeps its reason', async ({ on }) => {
  await add(on, 'One')
  await on.press('x')
  await on.type('not worth it')
  assert.equal([stateOf(on, 'One')?.state, stateOf(on, 'One')?.decision?.reason], ['rejected', 'not worth it'])
})

test('a step is moved and stays selected; at either end it says so', async ({ on }) => {
  await add(on, 'One', 'Two', 'Three')
  await on.press('g', 'J')
  assert.equal(inOrder(on), ['Two', 'One', 'Three'])
  await on.press('J')
  assert.equal(inOrder(on), ['Two', 'Three', 'One'])
  await on.press('J')
  assert.match(await on.screen(), 'It is the last step')
  await on.press('K', 'K')
  assert.equal(inOrder(on), ['One', 'Two', 'Three'])
})

test('a comment stands at its step', async ({ on }) => {
  await add(on, 'One')
  await on.press('m')
  await on.type('I know this part')
  assert.equal(
    comments.all(on.session).map(({ text, author }) => [text, author.name]),
    [['I know this part', 'Ann']],
  )
  assert.match(await on.screen(), 'I know this part')
})

test('what the server refuses is shown, and changes nothing', async ({ on }) => {
  await add(on, 'One')
  on.link.answers.set('step-claim', () => {
    throw new Error('Bo was faster')
  })
  await on.press('c')
  assert.match(await on.screen(), 'Bo was faster')
  assert.is(stateOf(on, 'One')?.state, 'proposed')
})

test('without a step the keys say why they do nothing', async ({ on }) => {
  await on.press('c')
  assert.equal(on.link.intents, [])
})

test('a refreshed plan is asked of the server for the session that is open', async ({ on }) => {
  await on.press('R')
  assert.equal(on.link.intents, [{ id: 'plan-refresh', input: { session: 's' } }])
  assert.match(await on.screen(), 'The plan is current')
})

test.run()
