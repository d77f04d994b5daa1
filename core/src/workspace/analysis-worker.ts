import { parentPort, workerData } from 'node:worker_threads'
import { createAnalyzer } from '@tlc/analyzers/analyze'
import type { LanguageId, LineTokens } from '@tlc/analyzers/facts'
import { readWasm } from '@tlc/analyzers/grammars'
import { errorText } from '../system/error.ts'
import {
  CANCELLED_SLOT,
  CHUNK_SLOT,
  FILE_SLOT,
  type FromWorker,
  type ToWorker,
  WORN_SLOT,
  type WorkerSetup,
} from './analysis-protocol.ts'
import type { AnalysedFile, ReadBindings, ScannedFile } from './contract.ts'
import { packFacts } from './packed-facts.ts'
import { readSource } from './read-source.ts'

// One thread of the analysis pool: reads, parses and answers in the order of the chunks.

/** The parser holds 34 MB from the start, and 300 MB after a file of two megabytes. */
const MOST_PARSER_BYTES = 128 * 1024 * 1024

const port = parentPort!
const { root, progress } = workerData as WorkerSetup
const slots = new Int32Array(progress)
const analyzer = await createAnalyzer({ wasm: readWasm })
const prepared = new Set<LanguageId>()
const chunks: Extract<ToWorker, { type: 'analyse' }>[] = []
let working = false

port.on('message', (message: ToWorker) => {
  if (message.type === 'tokens') return void answerTokens(message)
  if (message.type === 'bindings') return void answerBindings(message)
  chunks.push(message)
  if (!working) void work()
})
post({ type: 'ready' })

async function work(): Promise<void> {
  working = true
  for (let chunk = chunks.shift(); chunk; chunk = chunks.shift()) await analyseChunk(chunk.chunk, chunk.files)
  working = false
}

async function analyseChunk(chunk: number, files: ScannedFile[]): Promise<void> {
  const analysed: AnalysedFile[] = []
  Atomics.store(slots, FILE_SLOT, 0)
  Atomics.store(slots, CHUNK_SLOT, chunk)
  for (const [i, file] of files.entries()) {
    if (Atomics.load(slots, CANCELLED_SLOT) >= chunk) break
    Atomics.store(slots, FILE_SLOT, i)
    analysed.push(await analyseFile(file))
  }
  Atomics.store(slots, CHUNK_SLOT, 0)
  const facts = packFacts(analysed.map((file) => file.facts))
  const withoutFacts = analysed.map(({ facts: _, ...file }) => file)
  post({ type: 'analysed', chunk, files: withoutFacts, facts }, [facts.numbers.buffer])
  // Lets the colours of a file on a screen come in between.
  await new Promise(setImmediate)
}

async function analyseFile({ path, bytes, mtimeMs, knownHash }: ScannedFile): Promise<AnalysedFile> {
  try {
    const source = readSource(`${root}/${path}`, { knownHash })
    const base = { path, bytes: source.bytes, mtimeMs: source.mtimeMs, hash: source.hash }
    if (source.skipped) return { ...base, facts: null, skipped: source.skipped, message: source.message }
    if (source.text === null) return { ...base, facts: null, skipped: null, unchanged: true }
    await prepare(path, source.text)
    const facts = analyzer.analyse(path, source.text)
    noteWear()
    return { ...base, facts, skipped: null }
  } catch (thrown) {
    return { path, bytes, mtimeMs, hash: '', facts: null, skipped: 'failed', message: errorText(thrown) }
  }
}

async function answerTokens({ request, path, from, to }: Extract<ToWorker, { type: 'tokens' }>): Promise<void> {
  try {
    post({ type: 'tokens', request, lines: await tokensOf(path, from, to) })
  } catch (thrown) {
    post({ type: 'failed', request, message: errorText(thrown) })
  }
}

async function tokensOf(path: string, from: number, to: number): Promise<LineTokens[]> {
  const { text } = readSource(`${root}/${path}`)
  if (text === null) return []
  await prepare(path, text)
  const lines = analyzer.tokens(path, text, { from, to })
  noteWear()
  return lines
}

async function answerBindings({ request, path, knownHash }: Extract<ToWorker, { type: 'bindings' }>): Promise<void> {
  try {
    post({ type: 'bindings', request, read: await readBindings(path, knownHash) })
  } catch (thrown) {
    post({ type: 'failed', request, message: errorText(thrown) })
  }
}

async function readBindings(path: string, knownHash: string | undefined): Promise<ReadBindings> {
  const { text, hash, skipped } = readSource(`${root}/${path}`, knownHash === undefined ? {} : { knownHash })
  if (text === null) return { hash, unchanged: skipped === null, bindings: null }
  await prepare(path, text)
  const bindings = analyzer.bindings(path, text)
  noteWear()
  return { hash, unchanged: false, bindings }
}

function noteWear(): void {
  if (analyzer.parserBytes() > MOST_PARSER_BYTES) Atomics.store(slots, WORN_SLOT, 1)
}

async function prepare(path: string, text: string): Promise<void> {
  const language = analyzer.languageOf(path, text)
  if (language === null || prepared.has(language)) return
  await analyzer.prepare([language])
  prepared.add(language)
}

function post(message: FromWorker, transfer: ArrayBuffer[] = []): void {
  port.postMessage(message, transfer)
}
