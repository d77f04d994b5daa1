import type { IBufferCell, Terminal } from '@xterm/headless'

const CELL = { width: 8.4, height: 18 }
const PADDING = 12
const FOREGROUND = '#d4d4d8'
const BACKGROUND = '#18181b'
/** xterm's first 16 colours in a palette that reads well on a dark ground. */
const PALETTE = [
  ...['#27272a', '#f87171', '#4ade80', '#facc15', '#60a5fa', '#c084fc', '#22d3ee', '#d4d4d8'],
  ...['#71717a', '#fca5a5', '#86efac', '#fde047', '#93c5fd', '#d8b4fe', '#67e8f9', '#fafafa'],
]

/** Upper half, eighths, right half and shades. */
const BLOCKS = /^[\u2580-\u2593]+$/

interface Run {
  column: number
  width: number
  text: string
  foreground: string
  background: string
  bold: boolean
  dim: boolean
  underline: boolean
}

/** What a terminal shows as an SVG image: one text element for each stretch of equal style, placed by its column. */
export function terminalSvg(terminal: Terminal): string {
  const width = terminal.cols * CELL.width + 2 * PADDING
  const height = terminal.rows * CELL.height + 2 * PADDING
  const rows = Array.from({ length: terminal.rows }, (_, row) => rowSvg(terminal, row)).join('')
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width.toFixed(1)} ${height}" width="${width.toFixed(1)}" height="${height}">
<title>The workspace of tlc in a terminal</title>
<rect width="100%" height="100%" rx="8" fill="${BACKGROUND}"/>
<g font-family="ui-monospace,'DejaVu Sans Mono',Menlo,Consolas,monospace" font-size="14" xml:space="preserve">
${rows}</g>
</svg>
`
}

function rowSvg(terminal: Terminal, row: number): string {
  const runs = runsOf(terminal, row)
  const y = PADDING + row * CELL.height
  const grounds = runs.filter(({ background }) => background !== BACKGROUND).map((run) => groundSvg(run, y))
  const texts = runs
    .filter(({ text }) => text.trim() !== '')
    .map((run) => (BLOCKS.test(run.text) ? blocksSvg(run, y) : textSvg(run, y)))
  return [...grounds, ...texts].map((line) => `${line}\n`).join('')
}

function groundSvg({ column, width, background }: Run, y: number): string {
  return `<rect x="${x(column)}" y="${y}" width="${(width * CELL.width).toFixed(1)}" height="${CELL.height}" fill="${background}"/>`
}

/** Block elements fill their cell, whatever font the reader has: equal neighbours are one rectangle. */
function blocksSvg({ column, text, foreground }: Run, y: number): string {
  const pieces = text.match(/(.)\1*/gu) ?? []
  let at = column
  return pieces
    .map((piece) => {
      const { left = 0, top = 0, width = 1, height = 1, opacity = 1 } = blockShape(piece.codePointAt(0)!)
      const wide = width === 1 ? piece.length : width
      const rect = `<rect x="${x(at + left)}" y="${(y + top * CELL.height).toFixed(1)}" width="${(wide * CELL.width).toFixed(1)}" height="${(height * CELL.height).toFixed(1)}" fill="${foreground}"${opacity < 1 ? ` opacity="${opacity}"` : ''}/>`
      at += piece.length
      return rect
    })
    .join('')
}

/** Parts of a cell, 0..1: U+2580 upper half, U+2581..2588 eighths from below, U+2589..258F eighths from the left, then shades. */
function blockShape(code: number): { left?: number; top?: number; width?: number; height?: number; opacity?: number } {
  if (code === 0x2580) return { height: 0.5 }
  if (code <= 0x2588) return { top: 1 - (code - 0x2580) / 8, height: (code - 0x2580) / 8 }
  if (code <= 0x258f) return { width: (0x2590 - code) / 8 }
  if (code === 0x2590) return { left: 0.5, width: 0.5 }
  return { opacity: (code - 0x2590) / 4 }
}

function textSvg({ column, width, text, foreground, bold, dim, underline }: Run, y: number): string {
  const style = [
    foreground === FOREGROUND ? `fill="${FOREGROUND}"` : `fill="${foreground}"`,
    ...(bold ? ['font-weight="bold"'] : []),
    ...(dim ? ['opacity="0.6"'] : []),
    ...(underline ? ['text-decoration="underline"'] : []),
  ].join(' ')
  // The length holds the columns where the reader's font is of another width.
  const length = (width * CELL.width).toFixed(1)
  return `<text x="${x(column)}" y="${(y + CELL.height * 0.74).toFixed(1)}" textLength="${length}" lengthAdjust="spacingAndGlyphs" ${style}>${escaped(text)}</text>`
}

function x(column: number): string {
  return (PADDING + column * CELL.width).toFixed(1)
}

function runsOf(terminal: Terminal, row: number): Run[] {
  const line = terminal.buffer.active.getLine(terminal.buffer.active.viewportY + row)
  const runs: Run[] = []
  for (let column = 0; line !== undefined && column < terminal.cols; column++) {
    const cell = line.getCell(column)
    if (cell === undefined || cell.getWidth() === 0) continue
    const style = styleOf(cell)
    const text = cell.getChars() || ' '
    const last = runs.at(-1)
    const joins = last !== undefined && isSame(last, style) && cell.getWidth() === 1 && isSteady(last.text + text)
    if (joins) {
      last.text += text
      last.width++
    } else {
      runs.push({ column, width: cell.getWidth(), text, ...style })
    }
  }
  return runs
}

/** Letters of ASCII, and lines and blocks, which every fixed-width font draws one column wide. */
function isSteady(text: string): boolean {
  return /^([\x20-\x7e]*|[\u2500-\u257f]*|[\u2580-\u2593]*)$/.test(text)
}

type Style = Omit<Run, 'column' | 'width' | 'text'>

function styleOf(cell: IBufferCell): Style {
  const foreground = colour(cell.isFgDefault(), cell.isFgRGB(), cell.getFgColor(), FOREGROUND)
  const background = colour(cell.isBgDefault(), cell.isBgRGB(), cell.getBgColor(), BACKGROUND)
  const inverse = cell.isInverse() !== 0
  return {
    foreground: inverse ? background : foreground,
    background: inverse ? foreground : background,
    bold: cell.isBold() !== 0,
    dim: cell.isDim() !== 0,
    underline: cell.isUnderline() !== 0,
  }
}

function isSame(a: Style, b: Style): boolean {
  return (['foreground', 'background', 'bold', 'dim', 'underline'] as const).every((key) => a[key] === b[key])
}

function colour(isDefault: boolean, isRgb: boolean, value: number, byDefault: string): string {
  if (isDefault) return byDefault
  if (isRgb) return `#${value.toString(16).padStart(6, '0')}`
  return PALETTE[value] ?? extended(value)
}

/** Colours 16 to 231 are a cube of 6 levels, 232 to 255 a ramp of greys. */
function extended(value: number): string {
  const hex = (level: number) => level.toString(16).padStart(2, '0')
  if (value >= 232) return `#${hex((value - 232) * 10 + 8).repeat(3)}`
  const level = (step: number) => (step === 0 ? 0 : step * 40 + 55)
  const cube = value - 16
  return `#${[Math.floor(cube / 36), Math.floor(cube / 6) % 6, cube % 6].map((step) => hex(level(step))).join('')}`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
