import type { PresenceState } from '@tlc/core/document/records'
import type { LinkState } from '@tlc/core/link/contract'
import { fillHeight, fitLine, type Line, line, lineWidth, type Span, sliceLine, span } from '../screen/line.ts'
import { drawLine, type Surface } from '../screen/surface.ts'
import type { Theme } from '../screen/theme.ts'
import { fit, textWidth } from '../screen/width.ts'

export interface FooterKey {
  key: string
  label: string
  disabled: boolean
  /** Shown even where there is no room for all. */
  kept?: boolean
}

/** All of a frame but the panel's own lines. */
export interface Chrome {
  tabs: { title: string; order: number; active: boolean }[]
  keys: FooterKey[]
  status: { left: Span[]; right: Span[] }
  /** Instead of the keys: a prompt or a question. */
  prompt: { line: Line; cursor: number | null } | null
  /** Drawn over the panel, centred. */
  overlay: { title: string; lines: Line[]; width: number } | null
}

/** Rows that tabs, keys and status take. */
export const CHROME_ROWS = 4
/** Blanks between two keys of the footer. */
const KEY_GAP = 2
/** Row that the panel starts in. */
export const BODY_TOP = 2
/** The last panel that a digit shows. */
export const LAST_KEY = 9

/** Draws a frame and says where the cursor belongs; null hides it. */
export function drawFrame(
  surface: Surface,
  theme: Theme,
  chrome: Chrome,
  body: Line[],
): { x: number; y: number } | null {
  const { width, height } = surface
  const rows = Math.max(0, height - CHROME_ROWS)
  drawLine(surface, { x: 0, y: 0, width }, tabLine(chrome.tabs, width))
  drawLine(surface, { x: 0, y: 1, width }, line(span(theme.glyphs.horizontal.repeat(width), 'border')))
  for (const [i, each] of fillHeight(body, rows).entries()) drawLine(surface, { x: 0, y: 2 + i, width }, each)
  if (chrome.overlay) drawOverlay(surface, theme, chrome.overlay, rows)
  drawLine(surface, { x: 0, y: height - 2, width }, chrome.prompt?.line ?? keyLine(chrome.keys, width))
  drawLine(surface, { x: 0, y: height - 1, width }, statusLine(chrome.status, width))
  if (chrome.prompt?.cursor == null) return null
  return { x: Math.min(chrome.prompt.cursor, width - 1), y: height - 2 }
}

/** Only the first nine have a number, which is their key. Where there is no room for all, the active one is among those shown. */
function tabLine(tabs: Chrome['tabs'], width: number): Line {
  const spans = tabSpans(tabs, width)
  return sliceLine({ spans }, tabsHidden(tabs, spans, width), width)
}

/** Index of the tab in a column of the first row; null beside them. */
export function tabAt(tabs: Chrome['tabs'], width: number, x: number): number | null {
  const spans = tabSpans(tabs, width)
  let end = -tabsHidden(tabs, spans, width)
  for (const [i, { text }] of spans.entries()) {
    end += textWidth(text)
    if (x < end) return i
  }
  return null
}

/** Columns of the tabs that are left out before the first that is shown. */
function tabsHidden(tabs: Chrome['tabs'], spans: Span[], width: number): number {
  const upToActive = spans.slice(0, tabs.findIndex(({ active }) => active) + 1)
  return Math.max(0, lineWidth({ spans: upToActive }) - width)
}

function tabSpans(tabs: Chrome['tabs'], width: number): Span[] {
  const names = tabs.map(({ title, order, active }) => ({
    title,
    active,
    number: order <= LAST_KEY ? String(order) : '',
  }))
  const roomy = names.map(({ title, number }) => ` ${number} ${title} `.replace('  ', ' '))
  return roomy.reduce((sum, each) => sum + textWidth(each), 0) <= width
    ? names.map(({ active }, i) => span(roomy[i]!, active ? 'tab-active' : 'tab'))
    : names.map(({ title, number, active }, i) =>
        active ? span(roomy[i]!, 'tab-active') : span(`${number}${title} `, 'tab'),
      )
}

function keyLine(keys: FooterKey[], width: number): Line {
  const takes = ({ key, label }: FooterKey) => textWidth(key) + textWidth(label) + 1 + KEY_GAP
  const kept = keys.filter((each) => each.kept)
  let room = width + KEY_GAP - kept.reduce((sum, each) => sum + takes(each), 0)
  let full = false
  const shown = keys.filter((each) => {
    if (each.kept) return true
    full ||= takes(each) > room
    if (!full) room -= takes(each)
    return !full
  })
  return {
    spans: shown.flatMap(({ key, label, disabled }) => [
      span(key, disabled ? 'dim' : 'key'),
      span(` ${label}${' '.repeat(KEY_GAP)}`, disabled ? 'dim' : 'text'),
    ]),
  }
}

function statusLine({ left, right }: Chrome['status'], width: number): Line {
  const tail = right.map((each) => ({ ...each, role: each.role ?? ('status' as const) }))
  const room = Math.max(0, width - lineWidth({ spans: tail }))
  const head = fitLine({ spans: left.map((each) => ({ ...each, role: each.role ?? ('status' as const) })) }, room)
  return { spans: [...head.spans.map((each) => ({ ...each, role: each.role ?? ('status' as const) })), ...tail] }
}

function drawOverlay(surface: Surface, theme: Theme, overlay: NonNullable<Chrome['overlay']>, rows: number): void {
  const { horizontal, vertical } = theme.glyphs
  const width = Math.min(overlay.width, surface.width - 4)
  // No box fits: the prompt line alone has to do.
  if (width < 8 || rows < 4) return
  const lines = overlay.lines.slice(0, Math.max(0, rows - 3))
  const x = Math.floor((surface.width - width - 2) / 2)
  const corner = horizontal === '-' ? ['+', '+', '+', '+'] : ['┌', '┐', '└', '┘']
  const title = ` ${overlay.title} `
  const head = `${corner[0]}${horizontal}${fit(title, Math.min(textWidth(title), width - 2))}`
  const top = `${head}${horizontal.repeat(Math.max(0, width + 1 - textWidth(head)))}${corner[1]}`
  drawLine(surface, { x, y: 2, width: width + 2 }, line(span(top, 'border')))
  for (const [i, each] of lines.entries()) {
    const { spans, ...rest } = fitLine(each, width)
    drawLine(surface, { x, y: 3 + i, width: 1 }, line(span(vertical, 'border')))
    drawLine(surface, { x: x + 1, y: 3 + i, width }, { spans, ...rest })
    drawLine(surface, { x: x + 1 + width, y: 3 + i, width: 1 }, line(span(vertical, 'border')))
  }
  const bottom = `${corner[2]}${horizontal.repeat(width)}${corner[3]}`
  drawLine(surface, { x, y: 3 + lines.length, width: width + 2 }, line(span(bottom, 'border')))
}

/** What the status row says of the connection, the engine and the others. */
export function statusSpans(options: {
  project: string
  branch: string | null
  connection: LinkState
  synced: boolean
  progress: PresenceState['progress']
  others: readonly PresenceState[]
  message: { text: string; kind: 'info' | 'error' } | null
  theme: Theme
}): Chrome['status'] {
  const { project, branch, connection, synced, progress, others, message, theme } = options
  const left: Span[] = [span(` ${project}`), span(branch ? ` (${branch})` : '')]
  if (message) left.push(span(`  ${message.kind === 'error' ? `${theme.glyphs.cross} ` : ''}${message.text}`))
  else if (connection !== 'connected') left.push(span(`  ${CONNECTION[connection]}`))
  else if (!synced) left.push(span('  loading the project'))
  else if (progress) left.push(span(`  ${PHASE[progress.phase]}${share(progress)}`))
  const people = others.filter((other) => other.client !== 'engine' && other.client !== 'cli')
  const right = people
    .slice(0, 3)
    .map(({ user, place }) => span(`${theme.glyphs.dot} ${user.name}${place ? ` in ${placeText(place)}` : ''} `))
  if (people.length > 3) right.push(span(`+${people.length - 3} `))
  return { left, right }
}

const CONNECTION: Record<LinkState, string> = {
  connecting: 'starting the daemon',
  connected: '',
  reconnecting: 'connection lost, trying again',
  closed: 'connection closed',
}

const PHASE = {
  scan: 'listing files',
  analyse: 'analysing',
  history: 'reading commits',
  plan: 'planning',
  learn: 'learning',
} as const

function share({ done, total }: { done: number; total: number }): string {
  return total > 0 ? ` ${Math.floor((done / total) * 100)} % of ${total}` : ` ${done}`
}

function placeText({ panel, path, line: at }: NonNullable<PresenceState['place']>): string {
  return path ? `${path}${at ? `:${at}` : ''}` : panel
}
