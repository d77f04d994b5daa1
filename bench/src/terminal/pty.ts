import { spawn } from 'node-pty'
import { tlcWords } from '../tlc.ts'

/** The end of one update, as the workspace marks it (DEC private mode 2026). */
const FRAME_END = '\x1b[?2026l'
/** What the workspace says under `TLC_E2E` once nothing is on its way. */
const IDLE = '\x1b]7771;idle\x07'

export interface OpenedTerminal {
  /** ms from the start of the process to the end of the first frame. */
  readonly firstPaint: Promise<number>
  /** Resolves at the next time that the workspace says it is idle. */
  idle(): Promise<void>
  /** Presses a key; resolves with the ms to the end of the frame that follows, and the bytes that were written. */
  press(key: string): Promise<{ ms: number; bytes: number }>
  close(): Promise<void>
}

/** `tlc` on a project in a real pseudo terminal. */
export function openTerminal(root: string, { columns = 80, rows = 24 } = {}): OpenedTerminal {
  const [command, ...words] = tlcWords([root])
  const env = { ...process.env, TERM: 'xterm-256color', COLORTERM: 'truecolor', LANG: 'C.UTF-8', TLC_E2E: '1' }
  const started = performance.now()
  const pty = spawn(command!, words, { cols: columns, rows, env: env as Record<string, string>, encoding: 'utf8' })
  const first = Promise.withResolvers<number>()
  const exited = Promise.withResolvers<void>()
  let idles: (() => void)[] = []
  let frame: { from: number; bytes: number; done(outcome: { ms: number; bytes: number }): void } | null = null
  pty.onData((data) => {
    const at = performance.now()
    if (frame) frame.bytes += Buffer.byteLength(data)
    if (data.includes(FRAME_END)) {
      first.resolve(at - started)
      frame?.done({ ms: at - frame.from, bytes: frame.bytes })
      frame = null
    }
    if (!data.includes(IDLE)) return
    const waiting = idles
    idles = []
    for (const resolve of waiting) resolve()
  })
  pty.onExit(() => exited.resolve())
  return {
    firstPaint: first.promise,
    idle: () => new Promise((resolve) => idles.push(resolve)),
    press(key) {
      return new Promise((done) => {
        frame = { from: performance.now(), bytes: 0, done }
        pty.write(key)
      })
    },
    async close() {
      pty.write('q')
      await exited.promise
    },
  }
}
