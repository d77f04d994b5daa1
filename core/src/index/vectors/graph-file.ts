import { createHmac, timingSafeEqual } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { TlcError } from '../../system/error.ts'
import { userStateFolder } from '../../system/paths.ts'
import type { System } from '../../system/system.ts'
import { writeFileAtomically } from '../../system/write-file-atomically.ts'
import { HnswGraph } from './hnsw-graph.ts'
import type { Hnswlib } from './hnswlib.ts'

export interface GraphPlace {
  system: Pick<System, 'files' | 'random' | 'env'>
  folder: string
  model: string
  dimensions: number
}

/** As hnswlib writes it, on the real disk whatever `system` is. */
const GRAPH = 'graph.hnsw'
/** What hnswlib does not know: whose vectors, the axes, the keys, and the seal of both files. */
const ABOUT = 'graph.tlcg'
const VERSION = 1
const SEAL_BYTES = 32
const KEY_BYTES = 32

interface About {
  version: number
  model: string
  dimensions: number
  axes: number
  elements: number
}

/**
 * The graph that was saved in the folder, null when none was. Both files are sealed with a key of this user, because
 * hnswlib believes all that it reads, and the folder may have come with somebody else's project. Rejects for a graph that is
 * damaged, half-written, foreign, or of other vectors.
 */
export async function readGraph(place: GraphPlace, library: Hnswlib): Promise<HnswGraph | null> {
  const { system, folder, model, dimensions } = place
  if ((await system.files.stat(join(folder, ABOUT))) === null) return null
  const file = await system.files.read(join(folder, ABOUT))
  const body = file.subarray(0, -SEAL_BYTES)
  const seal = await sealOf(body, place)
  if (file.length <= SEAL_BYTES || !timingSafeEqual(seal, file.subarray(-SEAL_BYTES))) {
    throw new TlcError('index/foreign', 'The graph is damaged or was made by somebody else.')
  }
  // Copied, because numbers are read at multiples of their size.
  const { buffer } = new Uint8Array(body)
  const bytesOfHead = new DataView(buffer).getUint32(0, true)
  const about = JSON.parse(Buffer.from(buffer, 4, bytesOfHead).toString()) as About
  if (about.version !== VERSION || about.model !== model || about.dimensions !== dimensions) {
    throw new TlcError('index/foreign', `Expected the graph of ${model}, got one of another model or version.`)
  }
  const axesAt = 4 + bytesOfHead
  const keysAt = axesAt + 4 * about.axes * dimensions
  const values = new Float32Array(buffer.slice(axesAt, keysAt))
  const keys = new Float64Array(buffer.slice(keysAt))
  return HnswGraph.read(library, join(folder, GRAPH), { count: about.axes, dimensions, values }, keys)
}

/** Nothing may be added to the graph or deleted from it meanwhile. A crash in between costs the graph, never a wrong one. */
export async function writeGraph(place: GraphPlace, graph: HnswGraph): Promise<void> {
  const { system, folder, model, dimensions } = place
  const path = join(folder, GRAPH)
  const { axes, keys } = graph
  try {
    await graph.write(`${path}.tmp`)
    await flush(`${path}.tmp`, graph)
    await system.files.rename(`${path}.tmp`, path)
  } catch (thrown) {
    await system.files.remove(`${path}.tmp`).catch(() => {})
    throw thrown
  }
  const about: About = { version: VERSION, model, dimensions, axes: axes.count, elements: keys.length }
  const head = Buffer.from(JSON.stringify(about))
  const bytesOfHead = Buffer.alloc(4)
  bytesOfHead.writeUInt32LE(head.length)
  const body = Buffer.concat([bytesOfHead, head, bytesOf(axes.values), bytesOf(keys)])
  await writeFileAtomically(system, join(folder, ABOUT), Buffer.concat([body, await sealOf(body, place)]))
}

export async function removeGraph({ system, folder }: GraphPlace): Promise<void> {
  for (const name of [ABOUT, GRAPH, `${GRAPH}.tmp`]) await system.files.remove(join(folder, name))
}

/** HMAC-SHA-256 of what is said about the graph and of the graph (RFC 2104). */
async function sealOf(body: Uint8Array, { system, folder }: GraphPlace): Promise<Uint8Array> {
  const hmac = createHmac('sha256', await sealKey(system)).update(body)
  for await (const chunk of createReadStream(join(folder, GRAPH), { highWaterMark: 1 << 20 })) hmac.update(chunk)
  return hmac.digest()
}

async function sealKey(system: GraphPlace['system']): Promise<Uint8Array> {
  const folder = userStateFolder(system.env)
  const path = join(folder, 'graph-seal.key')
  await system.files.makeFolder(folder, { mode: 0o700 })
  const kept = (await system.files.stat(path)) && (await system.files.read(path))
  if (kept?.length === KEY_BYTES) return kept
  await writeFileAtomically(system, path, system.random.bytes(KEY_BYTES))
  return system.files.read(path)
}

/** hnswlib does not notice a disk that is full. */
async function flush(path: string, { size, axes }: HnswGraph): Promise<void> {
  const { size: bytes } = await stat(path)
  if (bytes < size * 4 * axes.count)
    throw new TlcError('file/full', 'Expected room on the disk for the graph of vectors.')
  const file = await open(path)
  await file.sync().finally(() => file.close())
}

function bytesOf({ buffer, byteOffset, byteLength }: Float32Array | Float64Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength)
}
