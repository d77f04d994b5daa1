import { join } from 'node:path'
import type { ModelProgress } from '../../models/contract.ts'
import { modelsSwitch } from '../../models/ensure-model.ts'
import { nodeSystem } from '../../system/node-system.ts'
import type { IndexedFile, KnowledgeDocument } from '../contract.ts'
import { ProjectIndex } from '../project-index.ts'
import { openVectorStore } from '../vectors/open-vector-store.ts'
import { IndexService } from './index-service.ts'
import { Meaning } from './meaning.ts'
import { type FromIndex, type IndexCalls, type IndexSetup, refusalOf, type ToIndex } from './protocol.ts'

// The process that holds one project's index. It lives as long as its parent wants it and has work for it.

const END_PATIENCE_MS = 4_000
/** What a first analysis held is what the model needs; the daemon gives it back some seconds later. */
const REST_MS = 5_000

const setup = JSON.parse(process.argv[2]!) as IndexSetup
const describing = new Map<number, (described: (IndexedFile | KnowledgeDocument)[]) => void>()
let lastDescribe = 0
let lastCall = performance.now()
let ending = false

const index = await ProjectIndex.open({ system: nodeSystem, root: setup.root, folder: setup.folder })
const meaning: Meaning = new Meaning({
  index,
  restMs: modelsSwitch(process.env) === 'off' ? 0 : REST_MS,
  describe,
  openEmbedder: async (progress) => {
    // Loaded when it is wanted: words are searchable before.
    const { openEmbedder } = await import('../../models/open-embedder.ts')
    return openEmbedder({ system: nodeSystem, onProgress: (step) => progress(stepText(step)) })
  },
  openVectors: ({ id, dimensions }) =>
    openVectorStore({ system: nodeSystem, folder: join(setup.folder, 'vectors'), model: id, dimensions }),
  onProgress: () => post({ type: 'progress', progress: service.progress() }),
})
const service = new IndexService({
  index,
  meaning,
  describe,
  onProgress: (progress) => post({ type: 'progress', progress }),
})

process.on('message', (message: ToIndex) => receive(message))
// The parent was killed. The next one starts another process, which writes the same files: two that write them lose some.
process.on('disconnect', () => {
  if (!ending) process.exit(0)
})
process.on('SIGTERM', () => void end())
setInterval(endWhenIdle, Math.max(50, setup.idleMs / 4))
post({ type: 'ready' })

function describe(paths: string[]): Promise<(IndexedFile | KnowledgeDocument)[]> {
  if (!process.connected) return Promise.resolve([])
  return new Promise((resolve) => {
    const id = ++lastDescribe
    describing.set(id, resolve)
    post({ type: 'describe', id, paths })
  })
}

function receive(message: ToIndex): void {
  switch (message.type) {
    case 'known':
      service.known(message.states, message)
      break
    case 'removed':
      service.removed(message.paths)
      break
    case 'untold':
      service.untold(message)
      break
    case 'described':
      describing.get(message.id)?.(message.described)
      describing.delete(message.id)
      break
    case 'call':
      lastCall = performance.now()
      void answer(message)
      break
    case 'end':
      void end()
      break
  }
}

async function answer({ id, method, input }: Extract<ToIndex, { type: 'call' }>): Promise<void> {
  try {
    post({ type: 'answer', id, value: await call(method, input) })
  } catch (fault) {
    post({ type: 'failed', id, ...refusalOf(fault) })
  } finally {
    lastCall = performance.now()
  }
}

function call(method: Extract<ToIndex, { type: 'call' }>['method'], input: unknown): unknown {
  switch (method) {
    case 'search':
      return service.search(input as IndexCalls['search']['input'])
    case 'similar':
      return service.similar(input as IndexCalls['similar']['input'])
    case 'settled':
      return service.settled(input as { vectors: boolean })
    case 'progress':
      return service.progress()
  }
}

function endWhenIdle(): void {
  if (!service.busy && performance.now() - lastCall > setup.idleMs) void end()
}

async function end(): Promise<void> {
  if (ending) return
  ending = true
  // Nobody answers any more; and what hangs all the same must not outlive its parent.
  for (const resolve of describing.values()) resolve([])
  describing.clear()
  setTimeout(() => process.exit(1), END_PATIENCE_MS).unref()
  await service.stop()
  process.exit(0)
}

function post(message: FromIndex): void {
  // Nobody is there any more: the disconnect ends this process.
  if (process.connected) process.send!(message, () => {})
}

function stepText({ source, doneBytes, totalBytes }: ModelProgress): string {
  const part = totalBytes > 0 ? `${Math.floor((100 * doneBytes) / totalBytes)} %` : `${Math.round(doneBytes / 1e6)} MB`
  return `the model is being fetched, ${part} from ${source}.`
}
