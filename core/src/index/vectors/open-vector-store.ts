import { hash } from 'node:crypto'
import { join } from 'node:path'
import { errorText } from '../../system/error.ts'
import type { System } from '../../system/system.ts'
import { writeFileAtomically } from '../../system/write-file-atomically.ts'
import type { ChunkKey } from '../contract.ts'
import type { VectorStore } from './contract.ts'
import { GraphSearch } from './graph-search.ts'
import { encodeBlock, encodeHead, MOST_BLOCK_ROWS, readVectors, type VectorRow } from './vector-file.ts'
import { quantise, VectorMatrix } from './vector-matrix.ts'

export interface VectorStoreOptions {
  system: Pick<System, 'files' | 'random' | 'env'>
  folder: string
  /** Each model's vectors have a file of their own. */
  model: string
  dimensions: number
  /** Vectors from which on a graph is built; the default is where it was measured to pay. */
  graphFrom?: number
}

/** See `search/vectors` bench: from here on comparing all takes so long that a graph is worth its time and memory. */
const GRAPH_FROM = 100_000
/** The file is written anew when so much of it is not wanted any more. */
const WORTH_COMPACTING = 0.3

/** Opens the vectors of one model; what is damaged is left out and made again. Rejects with `TlcError` `file/…`. */
export async function openVectorStore(options: VectorStoreOptions): Promise<VectorStore> {
  const { system, folder, model, dimensions } = options
  const path = join(folder, fileOf(model))
  const matrix = new VectorMatrix(dimensions)
  const graph = new GraphSearch({ ...options, matrix, from: options.graphFrom ?? GRAPH_FROM })
  let message = ''
  /** Keys that are not in the file. */
  let unsaved: ChunkKey[] = []
  /** Rows of the file, those that are not wanted any more too. */
  let written = 0
  let mustRewrite = true

  await system.files.makeFolder(folder, { mode: 0o700 })
  await removeTorn()
  if ((await system.files.stat(path)) !== null) await load()
  graph.work()

  async function load(): Promise<void> {
    try {
      const { lost } = readVectors(await system.files.read(path), { model, dimensions }, ({ key, scale, values }) => {
        matrix.put(key, scale, values)
        written++
      })
      mustRewrite = lost > 0
      if (lost > 0)
        message = `${lost.toLocaleString('en-US')} bytes of the vectors were damaged; what was in them is embedded again.`
    } catch (fault) {
      message = `The vectors are made again: ${errorText(fault)}`
      await system.files.rename(path, `${path}.aside`)
    }
  }

  /** What a crash left of a write: as large as the vectors themselves. */
  async function removeTorn(): Promise<void> {
    for (const { name } of await system.files.list(folder)) {
      if (name.startsWith(`${fileOf(model)}.`) && name.endsWith('.tmp')) await system.files.remove(join(folder, name))
    }
  }

  function rowOf(key: ChunkKey): VectorRow {
    return { key, ...matrix.row(key)! }
  }

  function blocks(keys: ChunkKey[]): Uint8Array[] {
    const parts: Uint8Array[] = []
    for (let from = 0; from < keys.length; from += MOST_BLOCK_ROWS) {
      parts.push(encodeBlock(keys.slice(from, from + MOST_BLOCK_ROWS).map(rowOf), dimensions))
    }
    return parts
  }

  return {
    model,
    dimensions,
    get size() {
      return matrix.size
    },
    get message() {
      return [message, graph.message].filter((text) => text !== '').join(' ')
    },
    get busy() {
      return graph.busy
    },
    get byGraph() {
      return graph.serves
    },
    has: (key) => matrix.has(key),
    add(entries) {
      const added: ChunkKey[] = []
      for (const { key, vector } of entries) {
        if (matrix.has(key)) continue
        const { scale, values } = quantise(vector)
        matrix.put(key, scale, values)
        added.push(key)
      }
      for (const key of added) unsaved.push(key)
      graph.changed(added)
    },
    retain(keep) {
      for (const key of [...matrix.keys()]) if (!keep(key)) matrix.delete(key)
      unsaved = unsaved.filter((key) => matrix.has(key))
      graph.changed([], { went: true })
    },
    nearest: (query, count) => graph.nearest(query, count) ?? matrix.nearest(query, count),
    get(key) {
      const row = matrix.row(key)
      return row && Float32Array.from(row.values, (value) => value * row.scale)
    },
    bytes: () => matrix.size * (dimensions + 12) + graph.bytes,
    save,
    settled: () => graph.settled(),
    async close() {
      try {
        await save()
      } finally {
        await graph.close()
      }
    },
  }

  async function save(): Promise<void> {
    const keys = unsaved
    if (mustRewrite || written - (matrix.size - keys.length) > WORTH_COMPACTING * written) {
      const all = [...matrix.keys()]
      await writeFileAtomically(system, path, Buffer.concat([encodeHead(model, dimensions), ...blocks(all)]))
      written = all.length
      mustRewrite = false
    } else if (keys.length > 0) {
      // Until it is all there a torn block may end the file: then it is written anew.
      mustRewrite = true
      await system.files.append(path, Buffer.concat(blocks(keys)), { sync: true })
      mustRewrite = false
      written += keys.length
    }
    unsaved = unsaved.slice(keys.length)
  }
}

/** Ids may hold what file names may not, and two long ones may begin alike. */
function fileOf(model: string): string {
  return `vectors-${model.replace(/[^\w.-]/g, '_').slice(0, 40)}-${hash('sha1', model, 'hex').slice(0, 8)}.tlcv`
}
