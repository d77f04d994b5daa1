import { join } from 'node:path'
import headless from '@xterm/headless'
import { type IPty, spawn } from 'node-pty'

const MAIN = join(import.meta.dirname, '../../tui/src/cli/main.ts')
/** Above what the slowest machine needs; a test that gets there has failed. */
const MOST_MS = 60_000
const MOST_MS_TO_END = 20_000

export interface ScreenOptions {
  width?: number
  height?: number
  env?: Record<string, string>
}

/** `tlc` on a real terminal: keys in, and the screen as a person sees it. */
export interface Screen {
  /** The rows as text, without trailing blanks. */
  rows(): string[]
  text(): string
  /** Role-free look of a cell: its text, colours and attributes. */
  cell(x: number, y: number): { text: string; coloured: boolean; bold: boolean; inverse: boolean }
  cursor(): { x: number; y: number }
  /** Bytes that came from the program so far. */
  readonly bytes: number
  /** Everything that came from the program so far. */
  readonly raw: string
  readonly pid: number
  /** Sends keys and waits until the workspace told that nothing is on its way any more. */
  press(keys: string): Promise<void>
  /** Sends bytes and waits for nothing. */
  send(bytes: string): void
  /** Waits until the screen holds the text, or the predicate is true of it; tells what it showed when it never does. */
  until(what: string | RegExp | ((text: string) => boolean)): Promise<void>
  resize(width: number, height: number): void
  /** Exit code of the program, once it ended. */
  readonly ended: Promise<{ exitCode: number; signal?: number }>
  /** Ends the program if it still runs. */
  close(): Promise<void>
}

export const KEYS = {
  enter: '\r',
  tab: '\t',
  shiftTab: '\x1b[Z',
  escape: '\x1b',
  up: '\x1b[A',
  down: '\x1b[B',
  pageDown: '\x1b[6~',
  end: '\x1b[F',
  palette: '\x10',
  leave: '\x1d',
}

export function openScreen(words: string[], { width = 120, height = 40, env = {} }: ScreenOptions = {}): Screen {
  const buffer = new headless.Terminal({ cols: width, rows: height, allowProposedApi: true })
  const { NO_COLOR, TLC_ASCII, COLORTERM, VISUAL, EDITOR, ...inherited } = process.env
  const term = env.TERM ?? 'xterm-256color'
  const pty: IPty = spawn(process.execPath, ['--conditions=tlc-source', MAIN, ...words], {
    name: term,
    cols: width,
    rows: height,
    env: { ...inherited, LC_ALL: 'C.UTF-8', TERM: term, TLC_E2E: '1', ...env },
  })
  const watchers = new Set<() => void>()
  let raw = ''
  let idle = 0
  const ended = new Promise<{ exitCode: number; signal?: number }>((resolve) => pty.onExit(resolve))
  buffer.parser.registerOscHandler(7771, () => {
    idle++
    return true
  })
  pty.onData((data) => {
    raw += data
    buffer.write(data, () => {
      for (const watch of [...watchers]) watch()
    })
  })
  const rows = () =>
    Array.from(
      { length: buffer.rows },
      (_, y) => buffer.buffer.active.getLine(y)?.translateToString(true).trimEnd() ?? '',
    )
  const text = () => rows().join('\n')

  function waitFor(holds: () => boolean, said: string): Promise<void> {
    if (holds()) return Promise.resolve()
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => settle(new Error(`${said}; the screen shows:\n${text()}`)), MOST_MS)
      const watch = () => {
        if (holds()) settle()
      }
      const settle = (fault?: Error) => {
        clearTimeout(timer)
        watchers.delete(watch)
        if (fault) reject(fault)
        else resolve()
      }
      watchers.add(watch)
      void ended.then(() => settle(holds() ? undefined : new Error(`${said}, and the program ended:\n${text()}`)))
    })
  }

  return {
    rows,
    text,
    cell(x, y) {
      const cell = buffer.buffer.active.getLine(y)!.getCell(x)!
      return {
        text: cell.getChars(),
        coloured: !cell.isFgDefault() || !cell.isBgDefault(),
        bold: cell.isBold() !== 0,
        inverse: cell.isInverse() !== 0,
      }
    },
    cursor: () => ({ x: buffer.buffer.active.cursorX, y: buffer.buffer.active.cursorY }),
    get bytes() {
      return Buffer.byteLength(raw)
    },
    get raw() {
      return raw
    },
    pid: pty.pid,
    async press(keys) {
      const before = idle
      pty.write(keys)
      await waitFor(() => idle > before, `Not idle after ${JSON.stringify(keys)}`)
    },
    send: (bytes) => pty.write(bytes),
    until(what) {
      const holds =
        typeof what === 'string'
          ? () => text().includes(what)
          : what instanceof RegExp
            ? () => what.test(text())
            : () => what(text())
      return waitFor(holds, `Never seen: ${what}`)
    },
    resize(to, rowsTo) {
      buffer.resize(to, rowsTo)
      pty.resize(to, rowsTo)
    },
    ended,
    async close() {
      const signal = (name: string) => {
        try {
          pty.kill(name)
        } catch {
          // It ended already.
        }
      }
      signal('SIGTERM')
      // One that is stopped hears nothing else.
      signal('SIGCONT')
      const timer = setTimeout(signal, MOST_MS_TO_END, 'SIGKILL')
      await ended
      clearTimeout(timer)
    },
  }
}
