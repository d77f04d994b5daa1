import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BenchContext, defineBench, type Measurement } from '../define-bench.ts'
import { percentile } from '../percentile.ts'
import { tlc } from '../tlc.ts'
import { openTerminal } from './pty.ts'

const KEYS = 200

export default defineBench({
  id: 'terminal/key-to-paint',
  question: 'How long from a key to its frame, and how many bytes does a moved selection cost, in long lists?',
  async run(context) {
    const measurements: Measurement[] = []
    for (const files of [1_000, 100_000]) measurements.push(...(await measure(files, context)))
    return {
      measurements,
      notes: [`${KEYS} keys, each sent after the frame of the one before, in a pseudo terminal of 80x24.`],
    }
  },
})

async function measure(files: number, { signal, log }: BenchContext): Promise<Measurement[]> {
  const root = mkdtempSync(join(tmpdir(), 'tlc-bench-'))
  try {
    log(`making ${files} files`)
    mkdirSync(join(root, 'all'))
    for (let i = 0; i < files; i++) writeFileSync(join(root, 'all', `file-${i}.txt`), `line of file ${i}\n`)
    await tlc(['analyze', root], { signal })
    const terminal = openTerminal(root)
    await terminal.idle()
    const shown = terminal.idle()
    await terminal.press('2')
    await shown
    // Opens the one folder, so that the list has a row for every file.
    await terminal.press('\r')
    const moves: { ms: number; bytes: number }[] = []
    for (let key = 0; key < KEYS; key++) moves.push(await terminal.press('j'))
    const jumps: number[] = []
    for (let key = 0; key < 20; key++) jumps.push((await terminal.press(key % 2 === 0 ? 'G' : 'g')).ms)
    await terminal.close()
    const corpus = `${files.toLocaleString('en-US')} rows`
    // The first screenful moves the selection alone; from then on the list scrolls.
    const still = moves.slice(0, 15)
    return [
      {
        corpus,
        what: 'key to paint, one row down, p95',
        unit: 'ms',
        ours: percentile(
          moves.map(({ ms }) => ms),
          95,
        ),
      },
      { corpus, what: 'key to paint, to the other end, p95', unit: 'ms', ours: percentile(jumps, 95) },
      {
        corpus,
        what: 'bytes of a moved selection, most',
        unit: 'KB',
        ours: Math.max(...still.map(({ bytes }) => bytes)) / 1000,
      },
      {
        corpus,
        what: 'bytes of a scrolled list, most',
        unit: 'KB',
        ours: Math.max(...moves.map(({ bytes }) => bytes)) / 1000,
      },
    ]
  } finally {
    await tlc(['stop', root], { accept: [3] })
    rmSync(root, { recursive: true, force: true })
  }
}
