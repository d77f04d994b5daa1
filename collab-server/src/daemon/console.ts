import { format } from 'node:util'

/** Sends what libraries say on the console to the log; Hocuspocus has no other way to report. Returns the way back. */
export function captureConsole(log: (line: string) => void): () => void {
  const before = { error: console.error, warn: console.warn, log: console.log }
  for (const level of ['error', 'warn', 'log'] as const) {
    console[level] = (...parts: unknown[]) => log(`${level}: ${format(...parts)}`)
  }
  return () => void Object.assign(console, before)
}
