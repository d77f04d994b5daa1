import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { makeProject } from '../helpers/project.ts'
import { openScreen, type Screen, type ScreenOptions } from '../helpers/screen.ts'

const test = suite<{ screens: Screen[]; project: ReturnType<typeof makeProject> }>('e2e/looks')

test.before((context) => {
  context.screens = []
  context.project = makeProject(
    { 'src/日本語.py': 'x = 1\n', 'src/👩‍👩‍👧‍👦 family.py': 'eval(input())\n', 'e\u0301clair.md': '# é\n' },
    [
      { 'src/a.py': 'def a(x):\n    return eval(x)\n' },
      { 'src/a.py': 'def a(x):\n    return eval(x)\n\n\ndef b():\n    pass\n' },
    ],
  )
})

test.after(async ({ screens, project }) => {
  for (const screen of screens) await screen.close()
  await project.dispose()
})

async function opened(context: { screens: Screen[]; project: { root: string } }, options: ScreenOptions = {}) {
  const screen = openScreen([context.project.root], options)
  context.screens.push(screen)
  await screen.until(/Analysed .* in/)
  return screen
}

for (const [width, height] of [
  [80, 24],
  [200, 60],
  [40, 12],
] as const) {
  test(`every panel fills ${width}x${height} without going beyond it`, async (context) => {
    const screen = openScreen([context.project.root], { width, height })
    context.screens.push(screen)
    await screen.until('quit')
    for (const number of '123456789') {
      await screen.press(number)
      const rows = screen.rows()
      assert.is(rows.length, height)
      assert.match(rows[1]!, /^[─]+$/, `panel ${number}`)
      assert.ok(rows[height - 1]!.trim() !== '', `panel ${number} has its status row`)
    }
  })
}

test('wide characters, emoji and combining marks leave the rows in line', async (context) => {
  const screen = await opened(context, { width: 100 })
  await screen.press('2')
  await screen.press('\r')
  await screen.until('日本語.py')
  await screen.until('éclair.md'.normalize('NFD'))
  const rows = screen.rows()
  const kinds = rows.flatMap((row, y) => (/\.(py|md) /.test(row) ? [columnOf(screen, y, /[pm]/)] : []))
  assert.is(kinds.length, 4)
  assert.is(new Set(kinds).size, 1)
})

/** First cell of a row's right half that fits. */
function columnOf(screen: Screen, y: number, what: RegExp): number {
  for (let x = 50; x < 100; x++) if (what.test(screen.cell(x, y).text)) return x
  return -1
}

test('without colour the selection and the titles still stand out', async (context) => {
  const screen = await opened(context, { env: { NO_COLOR: '1' } })
  await screen.press('4')
  await screen.until('security/eval-call')
  const { width, height } = { width: 120, height: 40 }
  let inverse = 0
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const cell = screen.cell(x, y)
      assert.not(cell.coloured, `cell ${x},${y} ${cell.text}`)
      if (cell.inverse) inverse++
    }
  assert.ok(inverse > 120)
})

for (const [why, env, words] of [
  ['TLC_ASCII', { TLC_ASCII: '1' }, []],
  ['--ascii', {}, ['--ascii']],
  ['a locale without UTF-8', { LC_ALL: 'C' }, []],
] as const) {
  test(`with ${why} only ASCII is drawn around the project's own names`, async (context) => {
    const screen = openScreen([context.project.root, ...words], { env })
    context.screens.push(screen)
    await screen.until(/Analysed .* in/)
    for (const number of '13456789') {
      await screen.press(number)
      const strange = screen.text().match(/[^\x00-\x7f]+/g) ?? []
      assert.equal(
        strange.filter((text) => !/日本語|👩|é|\u0301/u.test(text)),
        [],
        `panel ${number}:\n${screen.text()}`,
      )
    }
  })
}

test('a new size of the terminal is filled at once', async (context) => {
  const screen = await opened(context, { width: 80, height: 24 })
  screen.resize(150, 50)
  // A frame of this size may arrive in parts.
  await screen.until((text) => {
    const rows = text.split('\n')
    return rows[1]!.length === 150 && rows[48]?.includes('quit') === true
  })
  screen.resize(60, 15)
  await screen.until((text) => text.split('\n')[1]!.length === 60)
})

test('the mouse is asked for, and let go by its key and by --no-mouse', async (context) => {
  const screen = await opened(context)
  assert.match(screen.raw, '\x1b[?1000h')
  const quiet = openScreen([context.project.root, '--no-mouse'])
  context.screens.push(quiet)
  await quiet.until(/Analysed .* in/)
  assert.not.match(quiet.raw, '\x1b[?1000h')
})

test('a click, as terminals report it, selects the row under the mouse', async (context) => {
  const screen = await opened(context)
  await screen.press('4')
  await screen.until('security/eval-call')
  const row = screen.rows().findIndex((line) => line.includes('family.py:1'))
  screen.send(`\x1b[<0;10;${row + 1}M\x1b[<0;10;${row + 1}m`)
  await screen.until(/CWE-95 .*family\.py:1/)
})

test.run()
