import { drawFrame, type FooterKey, tabAt } from '@tlc/tui/app/frame'
import { createSurface } from '@tlc/tui/screen/surface'
import { createTheme } from '@tlc/tui/screen/theme'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite('tui/app/frame')
const theme = createTheme({ depth: '256', unicode: true })

type Parts = { tabs?: Parameters<typeof drawFrame>[2]['tabs']; keys?: FooterKey[] }

/** A row of a screen that is so wide and has ten rows. */
function row(y: number, width: number, { tabs = [], keys = [] }: Parts): string {
  const surface = createSurface(width, 10)
  drawFrame(surface, theme, { tabs, keys, status: { left: [], right: [] }, prompt: null, overlay: null }, [])
  return surface.text
    .slice(y * width, (y + 1) * width)
    .join('')
    .trimEnd()
}

function footer(width: number, keys: FooterKey[]): string {
  return row(8, width, { keys })
}

function tabsWith(active: string) {
  const titles = [
    'Overview',
    'Files',
    'Symbols',
    'Findings',
    'History',
    'Plan',
    'Session',
    'Terminal',
    'Search',
    'Help',
  ]
  return titles.map((title, i) => ({ title, order: i + 1, active: title === active }))
}

function tabs(width: number, active: string): string {
  return row(0, width, { tabs: tabsWith(active) })
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

test('tabs have the number that is their key, and the active one is shown where there is no room for all', () => {
  assert.match(tabs(120, 'Search'), / 8 Terminal {2}9 Search {2}Help$/)
  assert.match(tabs(80, 'Search'), / 9 Search$/)
  assert.match(tabs(80, 'Overview'), /^ 1 Overview 2Files/)
  assert.match(tabs(80, 'Help'), / 9Search {2}Help$/)
  assert.match(tabs(40, 'Plan'), / 6 Plan/)
})

test('the tab under a column is the one that is shown there', () => {
  for (const [width, active] of [
    [120, 'Search'],
    [80, 'Overview'],
    [80, 'Help'],
    [40, 'Plan'],
  ] as const) {
    const shown = tabs(width, active)
    const titles = tabsWith(active).map(({ title }) => title)
    for (const title of titles.filter((each) => shown.includes(each)))
      assert.is(titles[tabAt(tabsWith(active), width, shown.indexOf(title))!], title)
    if (width === 120) assert.is(tabAt(tabsWith(active), width, 119), null)
  }
})

test.run()
