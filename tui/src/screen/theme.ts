import { ROLES, type Role } from './line.ts'
import { SELECTED, SELECTED_UNFOCUSED } from './surface.ts'

export type ColourDepth = 'none' | '16' | '256' | 'true'

export interface Theme {
  /** SGR parameters of a cell's style, each with a leading `;`, '' for plain text. */
  sgr(style: number): string
  readonly glyphs: Glyphs
  readonly depth: ColourDepth
  /** The terminal shows ASCII only. */
  readonly ascii: boolean
}

/** What is drawn with; the ASCII set serves terminals and fonts without Unicode. */
export interface Glyphs {
  horizontal: string
  vertical: string
  bar: string
  barRest: string
  /** Eight heights, lowest first. */
  spark: string[]
  more: string
  open: string
  closed: string
  bullet: string
  check: string
  cross: string
  arrow: string
  dot: string
  shade: string[]
}

export const UNICODE: Glyphs = {
  horizontal: '─',
  vertical: '│',
  bar: '█',
  barRest: '░',
  spark: [...'▁▂▃▄▅▆▇█'],
  more: '…',
  open: '▾',
  closed: '▸',
  bullet: '•',
  check: '✓',
  cross: '✗',
  arrow: '→',
  dot: '●',
  shade: [...' ░▒▓█'],
}

export const PLAIN: Glyphs = {
  horizontal: '-',
  vertical: '|',
  bar: '#',
  barRest: '.',
  spark: [...'_.-:=+*#'],
  more: '~',
  open: 'v',
  closed: '>',
  bullet: '*',
  check: 'x',
  cross: '!',
  arrow: '>',
  dot: '*',
  shade: [...' .:+#'],
}

/** Without colour: what a role is can still be told apart by weight, underline and reverse. */
const MONO: Partial<Record<Role, string>> = {
  strong: ';1',
  title: ';1',
  accent: ';1',
  key: ';1',
  error: ';1;4',
  warning: ';1',
  success: ';1',
  keyword: ';1',
  'tab-active': ';1;7',
  tab: '',
  status: ';7',
  match: ';1;4',
  dim: '',
  comment: '',
  person: ';4',
  'heat-3': ';1',
  'heat-4': ';1;4',
  'area-2': ';1',
  'area-3': ';1;4',
  'area-4': ';4;7',
  'area-selected': ';1;7',
}

const BASIC: Partial<Record<Role, string>> = {
  dim: ';90',
  strong: ';1',
  title: ';1;36',
  accent: ';36',
  border: ';90',
  key: ';1;33',
  error: ';1;31',
  warning: ';33',
  info: ';34',
  success: ';32',
  bar: ';36',
  'bar-rest': ';90',
  'heat-0': ';34',
  'heat-1': ';36',
  'heat-2': ';33',
  'heat-3': ';31',
  'heat-4': ';1;31',
  'area-0': ';97;44',
  'area-1': ';30;46',
  'area-2': ';30;43',
  'area-3': ';97;41',
  'area-4': ';1;97;41',
  'area-selected': ';1;7',
  keyword: ';35',
  string: ';32',
  comment: ';90',
  number: ';33',
  type: ';36',
  function: ';34',
  constant: ';33',
  operator: '',
  tag: ';31',
  tab: ';90',
  'tab-active': ';1;7;36',
  status: ';7',
  match: ';1;33',
  person: ';1;35',
}

/** Colours of a dark or a light terminal alike: middle lightness, and the terminal's own background. */
const RICH: Partial<Record<Role, number>> = {
  dim: 245,
  title: 74,
  accent: 74,
  border: 240,
  key: 179,
  error: 203,
  warning: 178,
  info: 75,
  success: 71,
  bar: 67,
  'bar-rest': 238,
  'heat-0': 67,
  'heat-1': 72,
  'heat-2': 178,
  'heat-3': 208,
  'heat-4': 203,
  keyword: 140,
  string: 107,
  comment: 245,
  number: 173,
  type: 74,
  function: 110,
  constant: 173,
  operator: 247,
  tag: 168,
  tab: 245,
  match: 215,
  person: 176,
}

/** Text and ground of filled areas, each pair read as easily on its own. */
const GROUNDS: Partial<Record<Role, readonly [text: number, ground: number]>> = {
  status: [252, 237],
  'area-0': [252, 23],
  'area-1': [231, 29],
  'area-2': [231, 94],
  'area-3': [231, 130],
  'area-4': [231, 124],
  'area-selected': [16, 255],
}

export function createTheme({ depth, unicode }: { depth: ColourDepth; unicode: boolean }): Theme {
  const plain = ROLES.map((role) => parameters(role, depth))
  const selected = ROLES.map((role) => selectedParameters(role, depth))
  const unfocused = plain.map((each) => (depth === 'none' || depth === '16' ? `${each};4` : `${each};48;5;236`))
  return {
    depth,
    ascii: !unicode,
    glyphs: unicode ? UNICODE : PLAIN,
    sgr(style) {
      const table = style & SELECTED ? selected : style & SELECTED_UNFOCUSED ? unfocused : plain
      return table[style & 0xff] ?? ''
    },
  }
}

/** What the environment says about the terminal: `NO_COLOR`, `COLORTERM`, `TERM`, the locale, `TLC_ASCII`. */
export function themeFor(env: NodeJS.ProcessEnv, options: { ascii?: boolean } = {}): Theme {
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || ''
  const unicode = !options.ascii && !env.TLC_ASCII && /utf-?8/i.test(locale)
  return createTheme({ depth: colourDepth(env), unicode })
}

function colourDepth(env: NodeJS.ProcessEnv): ColourDepth {
  const term = env.TERM ?? ''
  if ((env.NO_COLOR ?? '') !== '' || /mono|^vt/.test(term)) return 'none'
  if (/truecolor|24bit/i.test(env.COLORTERM ?? '')) return 'true'
  return /256|direct|kitty|alacritty|ghostty|wezterm/.test(term) ? '256' : '16'
}

function parameters(role: Role, depth: ColourDepth): string {
  if (depth === 'none') return MONO[role] ?? ''
  if (depth === '16') return BASIC[role] ?? ''
  if (role === 'strong') return ';1'
  const ground = GROUNDS[role]
  if (ground) return `;38;5;${ground[0]};48;5;${ground[1]}`
  if (role === 'tab-active') return ';1;38;5;231;48;5;24'
  const colour = RICH[role]
  const weight = role === 'title' || role === 'error' || role === 'match' || role === 'key' ? ';1' : ''
  return colour === undefined ? weight : `${weight};38;5;${colour}`
}

function selectedParameters(role: Role, depth: ColourDepth): string {
  if (depth === 'none' || depth === '16') return ';7'
  return `${role === 'dim' || role === 'border' ? ';38;5;250' : parameters(role, depth)};48;5;24`
}
