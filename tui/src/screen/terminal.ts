import { createRequire } from 'node:module'
import type { Key } from './keys.ts'
import { createPasteGatherer, isPasteMark, PASTE_OFF, PASTE_ON, pastedLine } from './paste.ts'

/** The screen of this process: bytes out, keys and sizes in. */
export interface Terminal {
  readonly width: number
  readonly height: number
  write(bytes: string): void
  /** Puts the cursor into a cell, or hides it. */
  cursor(at: { x: number; y: number } | null): void
  onKey(listener: (key: Key) => void): void
  onMouse(listener: (mouse: Mouse) => void): void
  onResize(listener: () => void): void
  /** Whether the terminal tells of clicks and the wheel; off, its own selection works. */
  mouse: boolean
  /** Gives the terminal to another program, and takes it back afterwards. */
  lend(run: () => Promise<void>): Promise<void>
  /** Stops this process, and those that wait for it, as Ctrl+Z does; draws again once it goes on. */
  suspend(): void
  /** Restores what was there before. Safe to call twice. */
  close(): void
}

export interface Mouse {
  x: number
  y: number
  action: 'click' | 'wheel-up' | 'wheel-down'
}

interface BlessedProgram {
  cols: number
  rows: number
  input: NodeJS.ReadStream
  output: NodeJS.WriteStream
  on(event: 'keypress', listener: (text: string | undefined, key: BlessedKey) => void): void
  on(event: 'mouse', listener: (mouse: { x: number; y: number; action: string }) => void): void
  on(event: 'resize', listener: () => void): void
  alternateBuffer(): void
  normalBuffer(): void
  setMouse(modes: Record<string, boolean>, enable: boolean): void
  destroy(): void
}

interface BlessedKey {
  name?: string
  full: string
  sequence?: string
  ctrl?: boolean
  meta?: boolean
}

/** So long after a stop this process is either stopped or never will be. */
const NOT_STOPPED_MS = 200

/** Takes over the terminal. It is given back when the process ends, however it ends. */
export function openTerminal({ mouse }: { mouse: boolean }): Terminal {
  // Only the driver: loading the widgets would take longer than the first paint may.
  const createProgram = createRequire(import.meta.url)('blessed/lib/program.js') as (options: object) => BlessedProgram
  const program = createProgram({
    input: process.stdin,
    output: process.stdout,
    // Terminfo names nothing here that terminals which can place their cursor differ in, and takes a tenth of the start.
    tput: false,
    buffer: false,
    resizeTimeout: 30,
  })
  let closed = false
  let mouseOn = mouse
  let lent = false
  const resized: (() => void)[] = []

  // Buttons and the wheel, without each move of the mouse; SGR counts columns past 223 (xterm control sequences).
  function setMouse(on: boolean): void {
    program.setMouse({ vt200Mouse: on, sgrMouse: on }, on)
  }

  function enter(): void {
    program.alternateBuffer()
    process.stdout.write(`\x1b[?25l\x1b[0m${PASTE_ON}`)
    if (mouseOn) setMouse(true)
  }

  function leave(): void {
    if (mouseOn) setMouse(false)
    process.stdout.write(`${PASTE_OFF}\x1b[0m\x1b[?25h`)
    program.normalBuffer()
  }

  function close(): void {
    if (closed) return
    closed = true
    if (!lent) leave()
    if (process.stdin.isTTY) process.stdin.setRawMode(false)
    process.stdin.pause()
  }

  function takeBack(): void {
    if (process.stdin.isTTY) process.stdin.setRawMode(true)
    process.stdin.resume()
    enter()
    for (const listener of resized) listener()
  }

  process.once('exit', close)
  enter()

  return {
    get width() {
      return process.stdout.columns || program.cols || 80
    },
    get height() {
      return process.stdout.rows || program.rows || 24
    },
    write: (bytes) => void process.stdout.write(bytes),
    cursor: (at) => void process.stdout.write(at ? `\x1b[${at.y + 1};${at.x + 1}H\x1b[?25h` : '\x1b[?25l'),
    onKey(listener) {
      let half = ''
      const paste = createPasteGatherer((text) => listener({ name: 'paste', text: pastedLine(text), sequence: text }))
      // The marks of a paste are no keys to blessed, which keeps them to itself.
      process.stdin.on('keypress', (_, key?: BlessedKey) => {
        if (key?.sequence && isPasteMark(key.sequence)) paste.take(key.sequence)
      })
      program.on('keypress', (part, key) => {
        // blessed hands over UTF-16 units, so that an emoji comes as two keys.
        if (part !== undefined && /^[\ud800-\udbff]$/.test(part)) {
          half = part
          return
        }
        const text = part && half + part
        half = ''
        // blessed tells of the return key twice, as `return` and as `enter`.
        if (lent || key.name === 'return' || key.name === 'mouse') return
        if (paste.take(key.sequence ?? text ?? '')) return
        listener({ name: keyName(key), text: printable(text, key), sequence: key.sequence ?? text ?? '' })
      })
    },
    onMouse(listener) {
      program.on('mouse', ({ x, y, action }) => {
        if (action === 'mousedown') listener({ x, y, action: 'click' })
        else if (action === 'wheelup') listener({ x, y, action: 'wheel-up' })
        else if (action === 'wheeldown') listener({ x, y, action: 'wheel-down' })
      })
    },
    onResize(listener) {
      resized.push(listener)
      program.on('resize', listener)
    },
    get mouse() {
      return mouseOn
    },
    set mouse(on) {
      if (on === mouseOn) return
      mouseOn = on
      setMouse(on)
    },
    async lend(run) {
      lent = true
      leave()
      if (process.stdin.isTTY) process.stdin.setRawMode(false)
      process.stdin.pause()
      try {
        await run()
      } finally {
        lent = false
        takeBack()
      }
    },
    suspend() {
      leave()
      if (process.stdin.isTTY) process.stdin.setRawMode(false)
      let back = false
      const goOn = () => {
        if (back) return
        back = true
        takeBack()
      }
      process.once('SIGCONT', goOn)
      // The whole group, as the terminal does: a shell waits for npm, which would not notice that only its child stopped.
      process.kill(0, 'SIGTSTP')
      // A group that nobody could wake is not stopped by the system, so no signal would tell to go on.
      setTimeout(goOn, NOT_STOPPED_MS)
    },
    close,
  }
}

/** blessed calls a capital `S-a`, and Ctrl with a sign by the character that the terminal sends. */
function keyName({ full }: BlessedKey): string {
  if (/^S-[a-z]$/.test(full)) return full.slice(2).toUpperCase()
  return full === '\x1d' ? 'C-]' : full
}

/** The text that a key types; '' for keys that move or command. */
function printable(text: string | undefined, key: BlessedKey): string {
  if (text === undefined || key.ctrl || key.meta) return ''
  const code = text.codePointAt(0) ?? 0
  return code < 0x20 || code === 0x7f ? '' : text
}
