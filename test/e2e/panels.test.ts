import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { makeProject } from '../helpers/project.ts'
import { KEYS, openScreen, type Screen, type ScreenOptions } from '../helpers/screen.ts'

interface Context {
  screens: Screen[]
  project: ReturnType<typeof makeProject>
  folder: string
}

const test = suite<Context>('e2e/panels')
const LONG = Array.from({ length: 100_000 }, (_, i) => `x${i + 1} = ${i}`).join('\n')

test.before((context) => {
  context.screens = []
  context.folder = mkdtempSync(join(tmpdir(), 'tlc-test-'))
  context.project = makeProject({}, [
    { 'src/a.py': 'import os\n\n\ndef alpha(x):\n    return eval(x)\n', 'src/long.py': `${LONG}\n` },
    { 'src/b.py': 'from a import alpha\n\n\ndef beta():\n    return alpha(1)\n' },
  ])
})

test.after(async ({ screens, project, folder }) => {
  for (const screen of screens) await screen.close()
  await project.dispose()
  rmSync(folder, { recursive: true })
})

async function opened({ screens, project }: Context, options: ScreenOptions = {}): Promise<Screen> {
  const screen = openScreen([project.root], options)
  screens.push(screen)
  await screen.until(/Analysed .* in/)
  return screen
}

test('a shell runs in the folder of the project, takes every key, and gives them back', async (context) => {
  const screen = await opened(context, { env: { SHELL: '/bin/sh', PS1: '$ ' } })
  await screen.press('8')
  await screen.press(KEYS.enter)
  await screen.until(/^\$/m)
  screen.send(`pwd; printf '\\033[31mred\\033[0m 漢字\\n'; echo q1?${KEYS.enter}`)
  await screen.until(`${context.project.root}\nred 漢字\nq1?`)
  const y = screen.rows().findIndex((row) => row.startsWith('red'))
  assert.ok(screen.cell(0, y).coloured)
  await screen.until(() => screen.cursor().y === y + 2)
  await screen.press(KEYS.leave)
  await screen.press('1')
  await screen.until(/Analysed .* in/)
  await screen.press('8')
  await screen.until('red 漢字')
  screen.send('q')
  assert.is((await screen.ended).exitCode, 0)
})

test('leaving asks first while the shell runs a program, and arrows are what the program asked for', async (context) => {
  const screen = await opened(context, { env: { SHELL: '/bin/sh', PS1: '$ ' } })
  await screen.press('8')
  await screen.press(KEYS.enter)
  await screen.until(/^\$/m)
  screen.send(
    `printf '\\033[?1h'; stty -icanon -echo; echo ready; dd bs=1 count=3 2>/dev/null | od -An -c${KEYS.enter}`,
  )
  await screen.until(/^ready/m)
  screen.send(KEYS.up)
  await screen.until(/033 +O +A/)
  screen.send(`tail -n 1 -f src/long.py${KEYS.enter}`)
  // What it prints shows that it runs: a shell that is still on its way to it would be left without a question.
  await screen.until('x100000 = 99999')
  await screen.until('Ctrl+] gives the keys back')
  await screen.press(KEYS.leave)
  await screen.press('q')
  await screen.until('tail runs in the Terminal')
  await screen.press(KEYS.escape)
  await screen.press('q')
  screen.send('y')
  assert.is((await screen.ended).exitCode, 0)
})

test('pasted text is no command, and goes whole into a prompt', async (context) => {
  const screen = await opened(context)
  screen.send('\x1b[200~q\rq\x1b[201~')
  await screen.until('Nothing takes pasted text here')
  await screen.press('2')
  await screen.press('/')
  screen.send('\x1b[200~lo\x1b[201~')
  await screen.until((text) => text.includes('/ lo') && text.includes('long.py') && !text.includes('b.py'))
})

test('a definition is found by some of its letters, opened, and coloured', async (context) => {
  const screen = await opened(context)
  await screen.press('3')
  screen.send('/')
  screen.send('alph')
  await screen.until(/alpha .*src\/a\.py|src\/a\.py.*alpha/)
  await screen.press(KEYS.enter)
  await screen.press(KEYS.enter)
  await screen.until('def alpha(x):')
  const y = screen.rows().findIndex((row) => row.includes('def alpha'))
  const x = screen.rows()[y]!.indexOf('def')
  assert.ok(screen.cell(x, y).coloured)
})

test('e opens the editor on the selected line without a shell, and the workspace comes back', async (context) => {
  const editor = join(context.folder, 'my-editor')
  const told = join(context.folder, 'told')
  writeFileSync(editor, `#!/bin/sh\nprintf '%s\\n' "$@" > '${told}'\necho EDITING\n`)
  chmodSync(editor, 0o755)
  const screen = await opened(context, { env: { EDITOR: `${editor} --wait` } })
  await screen.press('4')
  await screen.until('security/eval-call')
  await screen.press(KEYS.enter)
  await screen.until('return eval(x)')
  screen.send('e')
  await screen.until(() => screen.raw.includes('EDITING'))
  await screen.until('return eval(x)')
  const words = readFileSync(told, 'utf8').trim().split('\n')
  assert.is(words[0], '--wait')
  assert.ok(words.at(-1)!.endsWith('src/a.py'), words.join(' '))
})

test('an editor that does not exist leaves the workspace as it was, with a message', async (context) => {
  const screen = await opened(context, { env: { EDITOR: '/nowhere/editor' } })
  await screen.press('4')
  await screen.until('security/eval-call')
  await screen.press(KEYS.enter)
  await screen.until('return eval(x)')
  screen.send('e')
  await screen.until('/nowhere/editor')
})

test('a file of 100,000 lines is read from its end as from its start', async (context) => {
  const screen = await opened(context)
  await screen.press('2')
  await screen.press(`/`)
  screen.send('long')
  await screen.until('long.py')
  await screen.press(KEYS.enter)
  await screen.press(KEYS.enter)
  await screen.until('x2 = 1')
  await screen.press('G')
  await screen.until('x100000 = 99999')
})

test('the palette finds an action by some letters of its title, and tells why one is disabled', async (context) => {
  const screen = await opened(context)
  await screen.press(KEYS.palette)
  await screen.until('Commands')
  screen.send('quit')
  await screen.until((text) => /│ *Quit/.test(text))
  screen.send(KEYS.enter)
  assert.is((await screen.ended).exitCode, 0)
})

test('a disabled key says why', async (context) => {
  const screen = await opened(context)
  await screen.press('4')
  await screen.until('security/eval-call')
  await screen.press('g')
  await screen.press('o')
  await screen.until(/It is open|No finding is selected/)
})

test.run()
