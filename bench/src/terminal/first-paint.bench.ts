import { join } from 'node:path'
import { corpus } from '../corpora.ts'
import { defineBench } from '../define-bench.ts'
import { percentile } from '../percentile.ts'
import { tlc } from '../tlc.ts'
import { openTerminal } from './pty.ts'

const ROUNDS = 10

export default defineBench({
  id: 'terminal/first-paint',
  question: 'How long does a person look at an empty terminal after `tlc`?',
  async run(context) {
    const { path } = await corpus('Django 5.1', context)
    const root = join(path, 'Django-5.1')
    const { signal } = context
    await tlc(['analyze', root], { signal })
    const running = await rounds(root, signal, async () => {})
    const restarted = await rounds(root, signal, async () => void (await tlc(['stop', root], { signal, accept: [3] })))
    const { out } = await tlc(['analyze', root, '--json'], { signal })
    const { parsed }: { parsed: number } = JSON.parse(out)
    await tlc(['stop', root], { signal, accept: [3] })
    return {
      measurements: [
        {
          corpus: 'Django 5.1',
          what: 'first paint, daemon running, p50',
          unit: 'ms',
          ours: percentile(running.paint, 50),
        },
        {
          corpus: 'Django 5.1',
          what: 'first paint, daemon running, p95',
          unit: 'ms',
          ours: percentile(running.paint, 95),
        },
        {
          corpus: 'Django 5.1',
          what: 'whole overview, daemon running, p50',
          unit: 'ms',
          ours: percentile(running.whole, 50),
        },
        {
          corpus: 'Django 5.1',
          what: 'second start with its daemon, whole overview, p50',
          unit: 'ms',
          ours: percentile(restarted.whole, 50),
        },
        {
          corpus: 'Django 5.1',
          what: 'second start, files parsed again',
          unit: '',
          ours: parsed,
        },
      ],
      notes: [
        `${ROUNDS} starts each, in a pseudo terminal of 80x24; the whole overview is there when the workspace says that nothing is on its way.`,
      ],
    }
  },
})

async function rounds(root: string, signal: AbortSignal, before: () => Promise<void>) {
  const paint: number[] = []
  const whole: number[] = []
  for (let round = 0; round < ROUNDS && !signal.aborted; round++) {
    await before()
    const from = performance.now()
    const terminal = openTerminal(root)
    const idle = terminal.idle()
    paint.push(await terminal.firstPaint)
    await idle
    whole.push(performance.now() - from)
    await terminal.close()
  }
  return { paint, whole }
}
