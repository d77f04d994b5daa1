import findings from '../document/collections/findings.ts'
import sessions from '../document/collections/sessions.ts'
import steps from '../document/collections/steps.ts'
import triage from '../document/collections/triage.ts'
import { sessionRoom } from '../document/rooms.ts'
import type { HistoryMeasures } from '../history/contract.ts'
import type { Plan } from '../plan/contract.ts'
import { proposePlan } from '../plan/propose-plan.ts'
import { refreshPlan } from '../plan/refresh-plan.ts'
import type { Store } from '../store/contract.ts'
import complexFunctions from '../store/queries/complex-functions.ts'
import type { HostedRoom, RoomHost } from './contract.ts'
import { FIRST_SESSION, FIRST_TITLE } from './first-session.ts'

export interface PlanPass {
  /** What the planner would propose now. */
  propose(): Promise<Plan>
  /** Compares one session's steps with the evidence, writes what differs, and tells how many steps that were. */
  refresh(sessionId: string): Promise<number>
  /** The same for every session that is open; makes the first session of a project. */
  refreshOpenSessions(): Promise<number>
}

/** McCabe's limit: simpler functions are nothing that a plan speaks of. */
const COMPLEX_OVER = 10

export function createPlanPass(options: {
  host: RoomHost
  project: HostedRoom
  store: () => Promise<Store>
  history: () => HistoryMeasures | null
}): PlanPass {
  const { host, project } = options

  async function propose(): Promise<Plan> {
    const store = await options.store()
    const history = options.history()
    const complex = await store.query(complexFunctions, { over: COMPLEX_OVER, limit: 500 })
    return proposePlan({
      findings: [...findings.entries(project.doc)].flatMap(([path, list]) =>
        list.map((finding) => ({ path, finding })),
      ),
      functions: complex.map(({ path, fact }) => ({ path, ...fact })),
      hotspots: history?.hotspots ?? [],
      coChanges: history?.coChanges ?? [],
      owners: history?.owners ?? [],
      triaged: new Set(Array.from(triage.entries(project.doc), ([fingerprint]) => fingerprint)),
    })
  }

  async function write(sessionId: string, plan: Plan): Promise<number> {
    const room = await host.open(sessionRoom(sessionId))
    try {
      const current = new Map(steps.entries(room.doc))
      const next = refreshPlan(current, plan)
      let changed = 0
      room.write((doc) => {
        for (const id of current.keys()) if (!next.has(id) && steps.delete(doc, id)) changed++
        for (const [id, step] of next) if (steps.put(doc, id, step)) changed++
      })
      await room.durable()
      return changed
    } finally {
      room.release()
    }
  }

  function openSessions(): string[] {
    const all = [...sessions.entries(project.doc)]
    if (all.length === 0) {
      const createdBy = { id: 'engine', name: 'tlc' }
      project.write((doc) =>
        sessions.put(doc, FIRST_SESSION, { title: FIRST_TITLE, state: 'open', createdBy, createdAt: Date.now() }),
      )
      return [FIRST_SESSION]
    }
    return all.filter(([, session]) => session.state === 'open').map(([id]) => id)
  }

  return {
    propose,
    async refresh(sessionId) {
      return write(sessionId, await propose())
    },
    async refreshOpenSessions() {
      const plan = await propose()
      let changed = 0
      for (const sessionId of openSessions()) changed += await write(sessionId, plan)
      return changed
    },
  }
}
