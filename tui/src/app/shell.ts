import { basename } from 'node:path'
import type { IBufferCell, Terminal as ScreenBuffer } from '@xterm/headless'
import type { Line, Role, Span } from '../screen/line.ts'

/** A program in a terminal of its own inside this screen. Nobody else sees it. */
export interface Shell {
  /** Rows of its buffer, those scrolled away included. */
  readonly rows: number
  /** Cell of its cursor, the row counted in the buffer; null when the program hides it. */
  readonly cursor: { x: number; row: number } | null
  /** How the program ended; null while it runs. */
  readonly ended: { code: number } | null
  /** The program that the shell runs; null while it waits for a command, and when it is unknown. */
  readonly running: string | null
  row(index: number): Line
  /** Keys as the terminal around sends them; the arrows become what the program asked for. */
  write(bytes: string): void
  /** Pasted text, marked as such for a program that asked for the marks. */
  paste(text: string): void
  resize(size: { width: number; height: number }): void
  /** Ends the program as closing a terminal window does. Safe to call twice. */
  close(): void
}

export interface ShellOptions {
  command: string
  cwd: string
  env: NodeJS.ProcessEnv
  size: { width: number; height: number }
  /** Told whenever the screen of the program may have changed. */
  changed(): void
}

/** An arrow, Home or End as terminals send it unless told otherwise (DECCKM). */
const CURSOR_KEY = /^\x1b\[([ABCDFH])$/
const SCROLLBACK = 5_000
/** Characters on their way into the buffer; above it the program waits, so that its output cannot fill the memory. */
const MOST_PENDING = 256 * 1024

/** Starts a program in a pseudo-terminal. The native module and the screen buffer are loaded at the first call. */
export async function openShell({ command, cwd, env, size, changed }: ShellOptions): Promise<Shell> {
  const [{ spawn }, headless] = await Promise.all([import('node-pty'), import('@xterm/headless')])
  // A CommonJS package: what it exports lies below `default` in Node.
  const { Terminal } = headless.default ?? headless
  const buffer: ScreenBuffer = new Terminal({
    cols: size.width,
    rows: size.height,
    scrollback: SCROLLBACK,
    allowProposedApi: true,
  })
  const pty = spawn(command, [], {
    name: 'xterm-256color',
    cols: size.width,
    rows: size.height,
    cwd,
    env: { ...env, TERM: 'xterm-256color' },
  })
  let shown = { ...size }
  let ended: Shell['ended'] = null
  let hidden = false
  let pending = 0

  pty.onData((data) => {
    pending += data.length
    if (pending > MOST_PENDING) pty.pause()
    buffer.write(data, () => {
      const over = pending > MOST_PENDING
      pending -= data.length
      if (over && pending <= MOST_PENDING) pty.resume()
      changed()
    })
  })
  pty.onExit(({ exitCode }) => {
    ended = { code: exitCode }
    changed()
  })
  // Answers to questions that programs ask their terminal.
  buffer.onData((data) => {
    if (!ended) pty.write(data)
  })
  const setHidden = (to: boolean) => (parameters: (number | number[])[]) => {
    if (parameters.includes(25)) hidden = to
    return false
  }
  buffer.parser.registerCsiHandler({ prefix: '?', final: 'l' }, setHidden(true))
  buffer.parser.registerCsiHandler({ prefix: '?', final: 'h' }, setHidden(false))

  return {
    get rows() {
      return buffer.buffer.active.length
    },
    get cursor() {
      const { cursorX, cursorY, baseY } = buffer.buffer.active
      return hidden || ended ? null : { x: cursorX, row: baseY + cursorY }
    },
    get ended() {
      return ended
    },
    get running() {
      const name = basename(pty.process)
      return ended || name === '' || name === basename(command) ? null : name
    },
    row: (index) => bufferLine(buffer, index),
    write(bytes) {
      const { applicationCursorKeysMode } = buffer.modes
      if (!ended) pty.write(applicationCursorKeysMode ? bytes.replace(CURSOR_KEY, '\x1bO$1') : bytes)
    },
    paste(text) {
      if (ended) return
      // The mark of the end is taken out, so that no text can end its own paste.
      const bytes = text.replaceAll('\x1b[201~', '').replace(/\n/g, '\r')
      pty.write(buffer.modes.bracketedPasteMode ? `\x1b[200~${bytes}\x1b[201~` : bytes)
    },
    resize({ width, height }) {
      if (width === shown.width && height === shown.height) return
      shown = { width, height }
      buffer.resize(width, height)
      if (!ended) pty.resize(width, height)
    },
    close() {
      if (!ended) pty.kill('SIGHUP')
    },
  }
}

/** The sixteen colours of terminals as roles, so that a program inside keeps to the theme around it. */
const COLOURS: Role[] = ['dim', 'error', 'success', 'warning', 'info', 'person', 'accent', 'text']

function bufferLine(buffer: ScreenBuffer, index: number): Line {
  const cells = buffer.buffer.active.getLine(index)
  if (!cells) return { spans: [] }
  const spans: Span[] = []
  let cell: IBufferCell | undefined
  for (let x = 0; x < cells.length; x++) {
    cell = cells.getCell(x, cell)
    if (!cell || cell.getWidth() === 0) continue
    const text = cell.getChars() || ' '
    const role = roleOf(cell)
    const last = spans.at(-1)
    if (last && last.role === role) last.text += text
    else spans.push({ text, role })
  }
  return { spans }
}

function roleOf(cell: IBufferCell): Role {
  // What lies on a colour of its own is a bar or what is selected.
  if (cell.isInverse() || (cell.isBgPalette() && cell.getBgColor() % 8 > 0 && cell.getBgColor() < 16)) return 'status'
  const role = cell.isFgDefault() ? 'text' : colourRole(cell)
  if (role === 'text') return cell.isBold() ? 'strong' : cell.isDim() ? 'dim' : 'text'
  return role
}

function colourRole(cell: IBufferCell): Role {
  const colour = cell.getFgColor()
  if (cell.isFgPalette() && colour < 16) return COLOURS[colour % 8]!
  const [r, g, b] = cell.isFgPalette() ? paletteRgb(colour) : [(colour >> 16) & 255, (colour >> 8) & 255, colour & 255]
  const most = Math.max(r, g, b)
  const least = Math.min(r, g, b)
  if (most - least < 48) return most < 140 ? 'dim' : 'text'
  const middle = (most + least) / 2
  return COLOURS[(r > middle ? 1 : 0) | (g > middle ? 2 : 0) | (b > middle ? 4 : 0)]!
}

/** xterm's palette: a cube of 6 x 6 x 6 colours from 16 on, then 24 greys. */
function paletteRgb(colour: number): [number, number, number] {
  if (colour >= 232) {
    const grey = 8 + (colour - 232) * 10
    return [grey, grey, grey]
  }
  const level = (step: number) => (step === 0 ? 0 : 55 + step * 40)
  const at = colour - 16
  return [level(Math.floor(at / 36)), level(Math.floor(at / 6) % 6), level(at % 6)]
}
