import sessions from '@tlc/core/document/collections/sessions'
import type { Author, Role } from '@tlc/core/document/records'
import { type AnyIntent, checkInput } from '@tlc/core/intents/_define-intent'
import { intents } from '@tlc/core/intents.generated'
import type { LearningActions } from '@tlc/core/learning/contract'
import type { PageActions } from '@tlc/core/pages/contract'
import { TlcError } from '@tlc/core/system/error'
import * as Y from 'yjs'
import { ANN } from './records.ts'

export interface IntentWorld {
  project: Y.Doc
  session: Y.Doc
  /** What the engine was asked. */
  asked: unknown[]
  /** Runs an intent on the session `s` as the server does once it has let it through. */
  act(id: string, input?: object, as?: { author?: Author; role?: Role }): Record<string, unknown>
  /** The code with which the intent is refused; `done` when it is not. */
  refused(id: string, input?: object, as?: { author?: Author; role?: Role }): string
}

/** Two documents, one open session `s`, a clock that ticks with every act. */
export function intentWorld(): IntentWorld {
  const project = new Y.Doc()
  const session = new Y.Doc()
  const asked: unknown[] = []
  const byId = new Map((intents as unknown as AnyIntent[]).map((intent) => [intent.id, intent]))
  let now = 0
  let ids = 0
  sessions.put(project, 's', { title: 'Session', state: 'open', createdBy: ANN, createdAt: 0 })

  const world: IntentWorld = {
    project,
    session,
    asked,
    act(id, input = {}, { author = ANN, role = 'editor' } = {}) {
      const intent = byId.get(id)
      if (!intent) throw new Error(`no intent ${id}`)
      const full = intent.room === 'session' ? { session: 's', ...input } : input
      checkInput(intent.input, full, id)
      const engine = {
        rerun: (wish: object) => void asked.push(['rerun', wish]),
        refreshPlan: async (of: string) => void asked.push(['refreshPlan', of]),
        pages: async () => askedPages(asked),
        learning: async () => askedLearning(asked),
      }
      const ctx = {
        project,
        session,
        sessionId: intent.room === 'new-session' ? 'new' : 's',
        author,
        role,
        now: ++now,
        newId: () => `id${++ids}`,
        engine,
      }
      return intent.run(ctx, full as never) as Record<string, unknown>
    },
    refused(id, input, as) {
      const before = [Y.encodeStateAsUpdate(project), Y.encodeStateAsUpdate(session)]
      try {
        world.act(id, input, as)
        return 'done'
      } catch (thrown) {
        if (!(thrown instanceof TlcError)) throw thrown
        const after = [Y.encodeStateAsUpdate(project), Y.encodeStateAsUpdate(session)]
        if (before.some((bytes, i) => !Buffer.from(bytes).equals(after[i]!)))
          throw new Error(`${id} was refused after it had written`)
        return thrown.code
      }
    },
  }
  return world
}

/** Pages that are asked and keep nothing. */
function askedPages(asked: unknown[]): PageActions {
  const outcome = { stored: [], unchanged: 0, removed: 0, skipped: [] }
  return {
    learn: async (wish) => {
      asked.push(['learn', wish])
      return outcome
    },
    refresh: async (wish) => {
      asked.push(['refresh', wish])
      return outcome
    },
    forget: async (id) => {
      asked.push(['forget', id])
      return { removed: 1 }
    },
    stop: (what) => {
      asked.push(['stop', what])
      return { stopped: 0 }
    },
  }
}

function askedLearning(asked: unknown[]): LearningActions {
  return {
    record: async (run) => {
      asked.push(['record', run])
      return { advice: null, learnt: [] }
    },
    forget: async (id) => {
      asked.push(['forget fix', id])
      return 1
    },
    vote: async (vote, by, at) => void asked.push(['vote', vote, by, at]),
    resetVotes: async (target) => {
      asked.push(['reset votes', target])
      return 2
    },
  }
}
