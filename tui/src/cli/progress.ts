import type { Link } from '@tlc/core/link/contract'
import type { Output } from './define-command.ts'

const EVERY_MS = 100
const PHASES = {
  scan: 'Looking for files',
  analyse: 'Analysing',
  history: 'Reading the history',
  plan: 'Planning',
  learn: 'Learning',
} as const

/** Shows what the engine does on one line of standard error that is written over; nothing when no person watches. */
export function watchProgress(link: Link, err: Output): { stop(): Promise<void> } {
  if (!err.isTerminal) return { stop: () => Promise.resolve() }
  let shown = ''
  const show = () => {
    const engine = link.presence.others().find((one) => one.progress)
    if (!engine?.progress) return
    const { phase, done, total } = engine.progress
    const text = `${PHASES[phase]} ${done.toLocaleString('en-US')}${total > 0 ? ` of ${total.toLocaleString('en-US')}` : ''}`
    if (text === shown) return
    shown = text
    void err.write(`\r\x1b[K${text.slice(0, err.columns - 1)}`)
  }
  const timer = setInterval(show, EVERY_MS)
  return {
    async stop() {
      clearInterval(timer)
      if (shown !== '') await err.write('\r\x1b[K')
    },
  }
}
