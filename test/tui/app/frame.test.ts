import { drawFrame, type FooterKey } from '@tlc/tui/app/frame'
import { createSurface } from '@tlc/tui/screen/surface'
import { createTheme } from '@tlc/tui/screen/theme'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite('tui/app/frame')
const theme = createTheme({ depth: '256', unicode: true })

/** The row of keys on a screen so wide. */
function footer(width: number, keys: FooterKey[]): string {
  const surface = createSurface(width, 10)
  drawFrame(surface, theme, { tabs: [], keys, status: { left: [], right: [] }, prompt: null, overlay: null }, [])
  return surface.text
    .slice(8 * width, 9 * width)
    .join('')
    .trimEnd()
}

test('keys that have no room are left out from the end, and the one that is kept stays', () => {
  const keys = [
    { key: 'a', label: 'approve', disabled: false },
    { key: 'x', label: 'reject', disabled: true },
    { key: '?', label: 'help', disabled: false, kept: true },
    { key: 'q', label: 'quit', disabled: false },
  ]
  assert.is(footer(80, keys), 'a approve  x reject  ? help  q quit')
  assert.is(footer(35, keys), 'a approve  x reject  ? help  q quit')
  assert.is(footer(34, keys), 'a approve  x reject  ? help')
  assert.is(footer(26, keys), 'a approve  ? help')
})

test.run()
