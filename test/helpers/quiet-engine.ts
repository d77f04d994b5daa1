import type { ServedEngine, ServeOptions } from '@tlc/collab-server/serve'
import overview from '@tlc/core/document/collections/overview'
import { PROJECT_ROOM } from '@tlc/core/document/rooms'
import { TlcError } from '@tlc/core/system/error'

/** An engine that looks at no files: it opens its room, says so, and answers `echo` and `wait`. */
export const quietEngine: ServeOptions['createEngine'] = async ({ host }): Promise<ServedEngine> => {
  const project = await host.open(PROJECT_ROOM)
  return {
    async start() {
      project.write((doc) => {
        overview.put(doc, 'analysis', {
          state: 'ready',
          revision: 1,
          finishedAt: 0,
          tookMs: 0,
          parsed: 0,
          reused: 0,
          message: '',
        })
      })
    },
    idle: () => Promise.resolve(),
    actions: {
      rerun: () => host.announce({ phase: 'scan', done: 1, total: 2 }),
      refreshPlan: () => Promise.resolve(),
      pages: () => Promise.reject(new TlcError('page/none', 'It keeps no pages.')),
      learning: () => Promise.reject(new TlcError('learning/none', 'It learns nothing.')),
    },
    async request(id, input, signal) {
      if (id === 'echo') return input
      if (id === 'wait') {
        return new Promise((_, reject) => {
          signal.addEventListener('abort', () => {
            host.announce(null)
            reject(new TlcError('request/cancelled', 'cancelled'))
          })
        })
      }
      throw new TlcError('request/unknown', `no request ${id}`)
    },
    async close() {
      project.release()
    },
  }
}
