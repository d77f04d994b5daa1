import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureModel } from '@tlc/core/models/ensure-model'
import { embedderOf } from '@tlc/core/models/open-embedder'
import { errorText } from '@tlc/core/system/error'
import { nodeSystem } from '@tlc/core/system/node-system'
import { corpus } from '../corpora.ts'
import { type BenchContext, defineBench, type Measurement, Unavailable } from '../define-bench.ts'
import { runCommand } from '../peers/command.ts'
import type { EmbedTimes } from './embed-main.ts'

const MAIN = fileURLToPath(new URL('./embed-main.ts', import.meta.url))
/** Of as many characters as the index embeds of a chunk. */
const PIECE = 900
const SIZES = [200, 800]
const PEER = 'transformers.js 4.3.1, batches of 32'

export default defineBench({
  id: 'models/embed-texts',
  question: 'What do vectors cost on one core, in time and memory, beside the usual way to make them?',
  async run(context) {
    const folder = await modelFolder(context)
    const pieces = piecesOf((await corpus('Django 5.1', context)).path)
    const measurements: Measurement[] = []
    for (const size of SIZES) {
      const texts = pieces.slice(0, size)
      const [ours, peer] = [await times('ours', folder, texts, context), await times('peer', folder, texts, context)]
      if (ours.likeness < 0.9 || peer.likeness < 0.9) throw new Error('Vectors of the same texts are not alike')
      measurements.push(...measured(`Django 5.1, ${size} pieces of ${PIECE} characters`, ours, peer))
    }
    return { measurements, notes: ['One thread each. Memory is that of the whole process, which runs unbuilt.'] }
  },
})

function measured(name: string, ours: EmbedTimes, peer: EmbedTimes): Measurement[] {
  const both = (what: string, unit: Measurement['unit'], key: keyof EmbedTimes): Measurement => ({
    corpus: name,
    what,
    unit,
    ours: ours[key],
    peer: { name: PEER, value: peer[key] },
  })
  return [
    both('texts embedded a second', '', 'textsPerSecond'),
    both('a query, p50', 'ms', 'queryP50'),
    both('a query, p95', 'ms', 'queryP95'),
    both('loading the model', 'ms', 'loadMs'),
    both('memory after loading', 'MB', 'loadedMb'),
    both('peak memory', 'MB', 'peakMb'),
  ]
}

/** In a process of its own, so that memory and loading are its alone. */
async function times(way: 'ours' | 'peer', folder: string, texts: string[], { cache, log, signal }: BenchContext) {
  log(`${way}: ${texts.length} texts`)
  const file = join(cache, 'embed-texts.json')
  writeFileSync(file, JSON.stringify(texts))
  const { out } = await runCommand(process.execPath, [...process.execArgv, MAIN, way, folder, file], { signal })
  return JSON.parse(out) as EmbedTimes
}

async function modelFolder({ log, signal }: BenchContext): Promise<string> {
  const { model } = embedderOf('all-minilm-l6-v2-int8')
  log('the model')
  try {
    return (await ensureModel(model!, { system: nodeSystem, signal })).folder
  } catch (fault) {
    throw new Unavailable(errorText(fault))
  }
}

function piecesOf(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.py') && entry.parentPath.includes('/db/'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
  const text = files.map((file) => readFileSync(file, 'utf8')).join('\n')
  return Array.from({ length: Math.floor(text.length / PIECE) }, (_, i) => text.slice(i * PIECE, (i + 1) * PIECE))
}
