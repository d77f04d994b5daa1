import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { VectorStore } from '@tlc/core/index/vectors/contract'
import { hnswlib } from '@tlc/core/index/vectors/hnswlib'
import { openVectorStore } from '@tlc/core/index/vectors/open-vector-store'
import { openEmbedder } from '@tlc/core/models/open-embedder'
import { TlcError } from '@tlc/core/system/error'
import { nodeSystem } from '@tlc/core/system/node-system'
import { type BenchContext, defineBench, type Measurement, Unavailable } from '../define-bench.ts'
import { percentile } from '../percentile.ts'
import { questionedRepositories } from './line-questions.ts'
import { manyVectors, perturbed, randomFrom, realVectors } from './real-vectors.ts'

const SIZES = [1_000, 10_000, 50_000, 100_000, 300_000]
/** As many as the index asks for, and as many as its recall is told of. */
const ASKED = 200
const FIRST = 10
/** Least recall at ten that is right. */
const WANTED = 0.98
const LEAST_VECTORS = 2_000
const PERTURBED_QUERIES = 100
const GROUP = 1_000

interface Times {
  p50: number
  p95: number
  hits: number[][]
}

interface Row {
  size: number
  exact: Times
  graph: Times
  /** Of the first ten, and of all that were asked for. */
  recall: number
  recallOfAll: number
  exactBytes: number
  graphBytes: number
  buildSeconds: number
  longestMs: number
  openMs: number
}

export default defineBench({
  id: 'search/vectors',
  question: 'From how many vectors on is a graph of neighbours worth its time and space, and what does it miss?',
  async run(context) {
    const { library, fault } = hnswlib()
    if (!library) throw new Unavailable(`hnswlib does not load: ${fault}`)
    const { queries, real, asked } = await material(context)
    const rows: Row[] = []
    for (const size of SIZES) {
      context.log(`${size.toLocaleString('en-US')} vectors`)
      const row = await measure(size, real, queries, context)
      if (row.recall < WANTED) throw new Error(`Expected a recall of ${WANTED} at ${size} vectors, got ${row.recall}`)
      rows.push(row)
    }
    return {
      measurements: rows.flatMap(measured),
      tables: [tableOf(rows)],
      notes: [
        `${real.length.toLocaleString('en-US')} vectors of real chunks; beyond them perturbed copies (cosine about 0.9).`,
        `${queries.length} queries: ${asked} questions and tasks of people, the others perturbed vectors that are not in the store.`,
        'Exact: every vector compared. The graph builds on the thread that answers, in slices; the longest pause is wall time.',
      ],
    }
  },
})

/** Vectors to search, and queries that are not among them. */
async function material({ cache, log, signal }: BenchContext) {
  const embedder = await openEmbedder({ system: nodeSystem, signal }).catch((fault) => {
    if (fault instanceof TlcError) throw new Unavailable(fault.message)
    throw fault
  })
  const random = randomFrom(1)
  const real = realVectors(join(cache, 'vectors', embedder.id), embedder.dimensions)
  if (real.length < LEAST_VECTORS) throw new Unavailable('no vectors of chunks in the cache: run search/quality before')
  const queries = real.splice(0, PERTURBED_QUERIES).map((vector) => perturbed(vector, random))
  const questions = [...questionedRepositories(), ...questionedRepositories('context-tasks')]
    .flatMap(({ questions }) => questions)
    .map(({ question }) => question)
  log(`${questions.length} questions to embed`)
  for (const question of questions) queries.push(await embedder.embedQuery(question))
  await embedder.close()
  return { queries, real, asked: questions.length }
}

async function measure(
  size: number,
  real: readonly Float32Array[],
  queries: readonly Float32Array[],
  { cache, signal }: BenchContext,
): Promise<Row> {
  const folder = mkdtempSync(join(cache, 'vector-store-'))
  const open = (graphFrom: number) => {
    const system = { ...nodeSystem, env: { ...nodeSystem.env, XDG_STATE_HOME: join(folder, 'state') } }
    const dimensions = real[0]!.length
    return openVectorStore({ system, folder: join(folder, 'vectors'), model: 'bench', dimensions, graphFrom })
  }
  try {
    const plain = await open(Number.POSITIVE_INFINITY)
    await fill(plain, manyVectors(real, size, randomFrom(2)))
    const exact = ask(plain, queries)
    await plain.close()
    const exactBytes = bytesIn(join(folder, 'vectors'))
    signal.throwIfAborted()

    const store = await open(1)
    const pauses = monitorEventLoopDelay({ resolution: 1 })
    pauses.enable()
    const started = performance.now()
    await store.settled()
    const buildSeconds = (performance.now() - started) / 1000
    pauses.disable()
    if (!store.byGraph) throw new Error(`The graph was not built: ${store.message}`)
    const graph = ask(store, queries)
    await store.close()

    const opening = performance.now()
    const again = await open(1)
    await again.settled()
    const openMs = performance.now() - opening
    if (!again.byGraph || again.message !== '') throw new Error(`The saved graph was not used: ${again.message}`)
    await again.close()
    return {
      ...{ size, exact, graph, exactBytes, buildSeconds, openMs },
      graphBytes: bytesIn(join(folder, 'vectors')),
      recall: recall(exact.hits, graph.hits, FIRST),
      recallOfAll: recall(exact.hits, graph.hits, ASKED),
      longestMs: pauses.max / 1e6,
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function fill(store: VectorStore, vectors: Iterable<Float32Array>): Promise<void> {
  let group: { key: number; vector: Float32Array }[] = []
  let key = 0
  for (const vector of vectors) {
    group.push({ key: key++, vector })
    if (group.length < GROUP) continue
    store.add(group)
    group = []
    await new Promise((resolve) => setImmediate(resolve))
  }
  store.add(group)
  await store.save()
}

function ask(store: VectorStore, queries: readonly Float32Array[]): Times {
  // What is asked first waits for the compiler.
  for (const query of queries.slice(0, 20)) store.nearest(query, ASKED)
  const times: number[] = []
  const hits = queries.map((query) => {
    const started = performance.now()
    const found = store.nearest(query, ASKED)
    times.push(performance.now() - started)
    return found.map(({ key }) => key)
  })
  return { p50: percentile(times, 50), p95: percentile(times, 95), hits }
}

/** The part of the first `count` of the exact search that the first `count` of the graph hold. */
function recall(exact: readonly number[][], graph: readonly number[][], count: number): number {
  let [found, all] = [0, 0]
  for (const [n, expected] of exact.entries()) {
    const among = new Set(graph[n]!.slice(0, count))
    all += Math.min(count, expected.length)
    found += expected.slice(0, count).filter((key) => among.has(key)).length
  }
  return found / all
}

function bytesIn(folder: string): number {
  return readdirSync(folder).reduce((bytes, name) => bytes + statSync(join(folder, name)).size, 0)
}

function measured({ size, exact, graph, recall, exactBytes, graphBytes }: Row): Measurement[] {
  const corpus = `${size.toLocaleString('en-US')} vectors of MiniLM`
  const name = 'all compared'
  return [
    {
      corpus,
      what: `the ${ASKED} nearest by the graph, p50`,
      unit: 'ms',
      ours: graph.p50,
      peer: { name, value: exact.p50 },
    },
    {
      corpus,
      what: `the ${ASKED} nearest by the graph, p95`,
      unit: 'ms',
      ours: graph.p95,
      peer: { name, value: exact.p95 },
    },
    { corpus, what: `recall at ${FIRST} of the graph`, unit: '%', ours: 100 * recall },
    {
      corpus,
      what: 'bytes a vector on disk',
      unit: '',
      ours: graphBytes / size,
      peer: { name, value: exactBytes / size },
    },
  ]
}

function tableOf(rows: Row[]) {
  return {
    title: 'By size',
    head: [
      ...['vectors', 'all compared, p50 ms', 'p95 ms', 'graph, p50 ms', 'p95 ms'],
      ...[`recall at ${FIRST}`, `at ${ASKED}`, 'build s', 'longest pause ms', 'opening ms', 'bytes a vector'],
    ],
    rows: rows.map(({ size, exact, graph, ...row }) => [
      ...[size, exact.p50.toFixed(2), exact.p95.toFixed(2), graph.p50.toFixed(2), graph.p95.toFixed(2)],
      ...[row.recall.toFixed(4), row.recallOfAll.toFixed(4), row.buildSeconds.toFixed(1)],
      ...[Math.round(row.longestMs), Math.round(row.openMs), Math.round(row.graphBytes / size)],
    ]),
  }
}
