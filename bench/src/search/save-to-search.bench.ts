import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SearchAnswer } from '@tlc/core/index/contract'
import { attach } from '@tlc/core/link/local'
import { corpus } from '../corpora.ts'
import { defineBench } from '../define-bench.ts'
import { percentile } from '../percentile.ts'
import { serveWords, tlc } from '../tlc.ts'

const SAVES = 50
/** Asking without a pause would take the cores that the analysis needs. */
const ASK_EVERY_MS = 5
const FILE = 'django/db/models/query.py'

export default defineBench({
  id: 'search/save-to-search',
  question: 'How long until what was saved is found?',
  async run(context) {
    const { path } = await corpus('Django 5.1', context)
    const root = mkdtempSync(join(tmpdir(), 'tlc-bench-'))
    const models = process.env.TLC_MODELS
    // Words alone: whether embedding is on its way or done would change what is measured from save to save.
    process.env.TLC_MODELS = 'off'
    try {
      cpSync(join(path, 'Django-5.1'), root, { recursive: true, filter: (source) => !source.includes('/.tlc') })
      const taken = await timeSaves(root, context.signal)
      return {
        measurements: [
          { corpus: 'Django 5.1', what: 'save to found, p50', unit: 'ms', ours: percentile(taken, 50) },
          { corpus: 'Django 5.1', what: 'save to found, p95', unit: 'ms', ours: percentile(taken, 95) },
        ],
        notes: [
          `${SAVES} saves of a file of 2,600 lines, each with a word that is nowhere else; asked again ${ASK_EVERY_MS} ms after each answer until it is found.`,
        ],
      }
    } finally {
      if (models === undefined) delete process.env.TLC_MODELS
      else process.env.TLC_MODELS = models
      await tlc(['stop', root], { accept: [3] })
      rmSync(root, { recursive: true, force: true })
    }
  },
})

async function timeSaves(root: string, signal: AbortSignal): Promise<number[]> {
  const link = await attach({ root, serve: serveWords(root), client: 'cli', name: 'bench', signal })
  try {
    await link.request('index.progress', { wait: true })
    const original = readFileSync(join(root, FILE), 'utf8')
    const taken: number[] = []
    for (let save = 0; save < SAVES; save++) {
      const word = `savedword${String.fromCharCode(97 + (save % 26))}${String.fromCharCode(97 + Math.floor(save / 26))}`
      writeFileSync(join(root, FILE), `${original}\n\ndef ${word}():\n    return None\n`)
      const saved = performance.now()
      for (;;) {
        const { hits } = await link.request<SearchAnswer>('search.query', { query: word, limit: 1 })
        if (hits[0]?.name === word) break
        signal.throwIfAborted()
        await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS))
      }
      taken.push(performance.now() - saved)
      await link.request('engine.idle', {})
    }
    return taken
  } finally {
    await link.close()
  }
}
