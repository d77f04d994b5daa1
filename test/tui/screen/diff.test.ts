import { diffSurfaces } from '@tlc/tui/screen/diff'
import { line, span } from '@tlc/tui/screen/line'
import { createSurface, drawLine, type Surface } from '@tlc/tui/screen/surface'
import { createTheme } from '@tlc/tui/screen/theme'
import xterm from '@xterm/headless'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite('tui/screen/diff')
const theme = createTheme({ depth: '256', unicode: true })

function screen(lines: string[], width = 20): Surface {
  const surface = createSurface(width, lines.length)
  for (const [y, text] of lines.entries()) drawLine(surface, { x: 0, y, width }, line(text))
  return surface
}

/** What a real terminal emulator shows after the bytes. */
async function shown(bytes: string[], width: number, height: number): Promise<string[]> {
  const terminal = new xterm.Terminal({ cols: width, rows: height, allowProposedApi: true })
  for (const each of bytes) await new Promise<void>((resolve) => terminal.write(each, resolve))
  return Array.from({ length: height }, (_, y) => terminal.buffer.active.getLine(y)!.translateToString(true))
}

test('two equal screens cost no byte', () => {
  assert.is(diffSurfaces(screen(['a', 'b']), screen(['a', 'b']), theme.sgr), '')
})

test('a changed cell costs a jump and the cell, and nothing is cleared', () => {
  const bytes = diffSurfaces(screen(['hello', 'world']), screen(['hello', 'worlt']), theme.sgr)
  assert.ok(bytes.length < 60, `${bytes.length} bytes`)
  assert.not.ok(bytes.includes('\x1b[2J'))
})

test('a terminal shows the second screen after the differences from the first', async () => {
  const steps = [
    ['plain text', '漢字 wide', 'e\u0301 mark'],
    ['plain 漢 text', 'narrow now', '字 smile'],
    ['漢字漢字', '', 'done'],
  ]
  let last: Surface | null = null
  const bytes: string[] = []
  for (const lines of steps) {
    const next = screen(lines)
    bytes.push(diffSurfaces(last, next, theme.sgr))
    last = next
    assert.equal(
      (await shown(bytes, 20, 3)).map((each) => each.trimEnd()),
      lines,
    )
  }
})

test('what follows an emoji stands in its own column, also on a terminal that takes the emoji for another width', async () => {
  // This emulator takes an emoji for one column and a family of four for eight; both take two here.
  const bytes = diffSurfaces(null, screen(['😀|', '👩‍👩‍👧‍👦|', '漢|']), theme.sgr)
  const terminal = new xterm.Terminal({ cols: 20, rows: 3, allowProposedApi: true })
  await new Promise<void>((resolve) => terminal.write(bytes, resolve))
  for (const y of [0, 1, 2]) assert.is(terminal.buffer.active.getLine(y)!.getCell(2)!.getChars(), '|')
})

test('random screens end as they should, whatever was shown before', async () => {
  let seed = 7
  const random = (below: number) => {
    seed = (seed * 1103515245 + 12345) % 2147483648
    return seed % below
  }
  const letters = ['a', 'b', ' ', '漢', '─', '😀', 'é', '.']
  const bytes: string[] = []
  let last: Surface | null = null
  let expected: string[] = []
  for (let round = 0; round < 40; round++) {
    expected = Array.from({ length: 4 }, () =>
      Array.from({ length: random(12) }, () => letters[random(letters.length)])
        .join('')
        .trimEnd(),
    )
    const next = screen(expected, 30)
    bytes.push(diffSurfaces(last, next, theme.sgr))
    last = next
  }
  assert.equal(
    (await shown(bytes, 30, 4)).map((each) => each.trimEnd()),
    expected,
  )
})

test('a control character in a text reaches no terminal', () => {
  const bytes = diffSurfaces(null, screen(['a\x1b]0;title\x07b']), theme.sgr)
  assert.not.ok(bytes.includes('\x1b]0'))
  assert.not.ok(bytes.includes('\x07'))
})

test('without colour no colour is sent, and the selected row is still told apart', () => {
  const plain = createTheme({ depth: 'none', unicode: false })
  const surface = createSurface(10, 2)
  drawLine(surface, { x: 0, y: 0, width: 10 }, line(span('error', 'error')))
  drawLine(surface, { x: 0, y: 1, width: 10 }, { ...line('row'), selected: true })
  const bytes = diffSurfaces(null, surface, plain.sgr)
  assert.not.match(bytes, /\x1b\[[0-9;]*(3[0-7]|38|48|9[0-7])[;m]/)
  assert.ok(bytes.includes('\x1b[0;7m'))
})

test.run()
