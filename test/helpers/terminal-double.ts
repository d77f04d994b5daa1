import type { Key } from '@tlc/tui/screen/keys'
import type { Mouse, Terminal } from '@tlc/tui/screen/terminal'
import headless from '@xterm/headless'

/** A terminal without a process: what is written is read by a real emulator. */
export interface TerminalDouble extends Terminal {
  /** What a person sees. */
  text(): Promise<string>
  /** Presses keys by their names, one after the other. */
  press(...names: string[]): void
  click(at: Mouse): void
  resize(width: number, height: number): void
  readonly bytes: number
  readonly lentTo: number
  /** What was put on the clipboard. */
  readonly copied: readonly string[]
}

export function terminalDouble(width = 100, height = 30): TerminalDouble {
  const emulator = new headless.Terminal({ cols: width, rows: height, allowProposedApi: true })
  const keys = new Set<(key: Key) => void>()
  const mice = new Set<(mouse: Mouse) => void>()
  const sizes = new Set<() => void>()
  let size = { width, height }
  let bytes = 0
  let lentTo = 0
  const copied: string[] = []
  emulator.parser.registerOscHandler(52, (data) => {
    copied.push(Buffer.from(data.replace(/^c;/, ''), 'base64').toString())
    return true
  })
  return {
    get width() {
      return size.width
    },
    get height() {
      return size.height
    },
    get bytes() {
      return bytes
    },
    get lentTo() {
      return lentTo
    },
    copied,
    mouse: true,
    write(text) {
      bytes += Buffer.byteLength(text)
      emulator.write(text)
    },
    cursor: () => {},
    onKey: (listener) => void keys.add(listener),
    onMouse: (listener) => void mice.add(listener),
    onResize: (listener) => void sizes.add(listener),
    async lend(run) {
      lentTo++
      await run()
    },
    suspend: () => {},
    close: () => {},
    text: () =>
      new Promise((resolve) =>
        emulator.write('', () => {
          const buffer = emulator.buffer.active
          const rows = Array.from({ length: emulator.rows }, (_, y) =>
            buffer.getLine(y)!.translateToString(true).trimEnd(),
          )
          resolve(rows.join('\n'))
        }),
      ),
    press(...names) {
      for (const name of names)
        for (const listener of keys) listener({ name, text: [...name].length === 1 ? name : '', sequence: name })
    },
    click(at) {
      for (const listener of mice) listener(at)
    },
    resize(to, rows) {
      size = { width: to, height: rows }
      emulator.resize(to, rows)
      for (const listener of sizes) listener()
    },
  }
}
