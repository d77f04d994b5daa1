import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { makeProject } from '../helpers/project.ts'
import { KEYS, openScreen, type Screen } from '../helpers/screen.ts'

const test = suite<{ screens: Screen[]; project: ReturnType<typeof makeProject> }>('e2e/workspace')

const DEEP = `def deep(a):
${Array.from({ length: 12 }, (_, i) => `    if a == ${i}:\n        return ${i}`).join('\n')}
    return eval(a)
`

test.before((context) => {
  context.screens = []
  context.project = makeProject({ 'notes.txt': 'not committed\n' }, [
    { 'src/deep.py': DEEP, 'src/app.py': 'import os\nfrom deep import deep\n\n\ndef main():\n    return deep(1)\n' },
    { 'src/deep.py': `${DEEP}\n\ndef other():\n    return deep(2)\n` },
  ])
})

test.after(async ({ screens, project }) => {
  for (const screen of screens) await screen.close()
  await project.dispose()
})

test('a project is opened, analysed and left again', async ({ project, screens }) => {
  const screen = openScreen([project.root])
  screens.push(screen)
  await screen.until(/Analysed .* in/)
  assert.match(screen.text(), 'python')
  assert.match(screen.rows()[0]!, /1 Overview .* 2 Files .* 8 Terminal/)
  screen.send('q')
  assert.is((await screen.ended).exitCode, 0)
  assert.match(screen.raw, '\x1b[?1049l')
})

test('every panel is reached by its number and by Tab', async ({ project, screens }) => {
  const screen = openScreen([project.root])
  screens.push(screen)
  await screen.until(/Analysed .* in/)
  await screen.press('4')
  await screen.until('security/eval-call')
  await screen.press(KEYS.tab)
  await screen.until('Hotspots')
  await screen.press(KEYS.shiftTab)
  await screen.press('?')
  await screen.until('dismiss')
})

test.run()
