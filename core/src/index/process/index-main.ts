import { errorText, TlcError } from '../../system/error.ts'
import { nodeSystem } from '../../system/node-system.ts'
import type { IndexedFile, KnowledgeDocument, SearchQuery } from '../contract.ts'
import { ProjectIndex } from '../project-index.ts'
import { IndexService } from './index-service.ts'
import type { FromIndex, IndexSetup, ToIndex } from './protocol.ts'

// The process that holds one project's index. It lives as long as its parent wants it and has work for it.

const setup = JSON.parse(process.argv[2]!) as IndexSetup
const describing = new Map<number, (described: (IndexedFile | KnowledgeDocument)[]) => void>()
let lastDescribe = 0
let lastCall = performance.now()

const index = await ProjectIndex.open({ system: nodeSystem, root: setup.root, folder: setup.folder })
const service = new IndexService({
  index,
  describe: (paths) =>
    new Promise((resolve) => {
      const id = ++lastDescribe
      describing.set(id, resolve)
      post({ type: 'describe', id, paths })
    }),
  onProgress: (progress) => post({ type: 'progress', progress }),
})

process.on('message', (message: ToIndex) => receive(message))
// The parent is gone, or wants this process to end.
process.on('disconnect', () => void end())
process.on('SIGTERM', () => void end())
setInterval(endWhenIdle, Math.max(50, setup.idleMs / 4))
post({ type: 'ready' })

function receive(message: ToIndex): void {
  switch (message.type) {
    case 'known':
      service.known(message.states, message.complete)
      break
    case 'removed':
      service.removed(message.paths)
      break
    case 'described':
      describing.get(message.id)?.(message.described)
      describing.delete(message.id)
      break
    case 'call':
      lastCall = performance.now()
      void answer(message)
      break
  }
}

async function answer({ id, method, input }: Extract<ToIndex, { type: 'call' }>): Promise<void> {
  try {
    post({ type: 'answer', id, value: await call(method, input) })
  } catch (fault) {
    const { code, hint } = fault instanceof TlcError ? fault : { code: 'index/failed', hint: '' }
    post({ type: 'failed', id, code, message: errorText(fault), hint })
  } finally {
    lastCall = performance.now()
  }
}

function call(method: Extract<ToIndex, { type: 'call' }>['method'], input: unknown): unknown {
  switch (method) {
    case 'search':
      return service.search(input as SearchQuery)
    case 'settled':
      return service.settled()
    case 'progress':
      return service.progress()
  }
}

function endWhenIdle(): void {
  if (!service.busy && performance.now() - lastCall > setup.idleMs) void end()
}

async function end(): Promise<void> {
  await service.stop()
  process.exit(0)
}

function post(message: FromIndex): void {
  // Nobody is there any more: the disconnect ends this process.
  if (process.connected) process.send!(message, () => {})
}
