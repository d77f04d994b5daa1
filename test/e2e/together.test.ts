import { readFileSync, rmSync } from 'node:fs'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { makeProject } from '../helpers/project.ts'
import { KEYS, openScreen, type Screen } from '../helpers/screen.ts'

const test = suite<{ screens: Screen[]; project: ReturnType<typeof makeProject> }>('e2e/together')

test.before((context) => {
  context.screens = []
  context.project = makeProject({}, [
    { 'src/a.py': 'import os\n\n\ndef a(x):\n    return eval(x)\n' },
    { 'src/b.py': 'def b():\n    pass\n' },
  ])
})

test.after(async ({ screens, project }) => {
  for (const screen of screens) await screen.close()
  await project.dispose()
})

async function twoScreens({ screens, project }: { screens: Screen[]; project: { root: string } }) {
  const pair = [openScreen([project.root]), openScreen([project.root])] as const
  screens.push(...pair)
  for (const screen of pair) await screen.until(/Analysed .* in/)
  return pair
}

test('a step that one person claims is claimed on the other screen', async (context) => {
  const [here, there] = await twoScreens(context)
  for (const screen of [here, there]) {
    await screen.press('6')
    await screen.until('eval')
  }
  await here.press('c')
  // Where the state stood is the name of whoever has it now.
  await there.until(new RegExp(`1 Resolve .* ${userInfo().username} `))
})

test('a message is read on the other screen, which is told where its author is', async (context) => {
  const [here, there] = await twoScreens(context)
  for (const screen of [here, there]) {
    await screen.press('7')
    await screen.until('Messages')
  }
  here.send('m')
  await here.until('Message:')
  here.send(`grüße 漢字${KEYS.enter}`)
  await there.until('grüße 漢字')
  await there.until(/in session/)
})

test('a session is written as Markdown into the project, and never over a file', async (context) => {
  const [here] = await twoScreens(context)
  await here.press('7')
  await here.until('Sessions')
  for (const told of ['Wrote session.md', 'session.md']) {
    here.send('e')
    await here.until('Write Markdown to:')
    here.send(`\x15session.md${KEYS.enter}`)
    await here.until(told)
  }
  await here.until(/exist/i)
  assert.match(readFileSync(join(context.project.root, 'session.md'), 'utf8'), /^# /)
})

test('a finding is dismissed with its reason, and stays so for both', async (context) => {
  const [here, there] = await twoScreens(context)
  for (const screen of [here, there]) {
    await screen.press('4')
    await screen.until('security/eval-call')
  }
  here.send('x')
  await here.until(/[Ww]hy/)
  here.send(`trusted input${KEYS.enter}`)
  await there.until((text) => !text.includes('security/eval-call'))
})

test('a saved file reaches both screens with its new finding', async (context) => {
  const [here, there] = await twoScreens(context)
  for (const screen of [here, there]) await screen.press('4')
  context.project.put('src/c.py', 'def c(y):\n    return eval(y)\n')
  await Promise.all([here, there].map((screen) => screen.until('src/c.py')))
})

test('a daemon that is killed comes back, and the screen with it', async (context) => {
  const [here] = await twoScreens(context)
  const { pid } = JSON.parse(readFileSync(join(context.project.root, '.tlc/daemon.json'), 'utf8')) as { pid: number }
  process.kill(pid, 'SIGKILL')
  await here.until('connection lost')
  const [again] = await twoScreens(context)
  await again.press('6')
  await here.until((text) => !text.includes('connection lost'))
  rmSync(join(context.project.root, 'src/b.py'))
  await here.press('2')
  await here.press(KEYS.enter)
  await here.until('c.py')
})

test.run()
