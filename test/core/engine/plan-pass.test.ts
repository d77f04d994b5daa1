import findings from '@tlc/core/document/collections/findings'
import sessions from '@tlc/core/document/collections/sessions'
import steps from '@tlc/core/document/collections/steps'
import type { StepRecord } from '@tlc/core/document/records'
import { PROJECT_ROOM, sessionRoom } from '@tlc/core/document/rooms'
import type { HostedRoom } from '@tlc/core/engine/contract'
import { FIRST_SESSION } from '@tlc/core/engine/first-session'
import { createPlanPass, type PlanPass } from '@tlc/core/engine/plan-pass'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { type MemoryHost, memoryHost } from '../../helpers/room.ts'
import { aFinding, type TemporaryStore, temporaryStore } from '../store/_store.ts'

interface Bench {
  opened: TemporaryStore
  host: MemoryHost
  project: HostedRoom
  plan: PlanPass
}

const test = suite<Bench>('core/engine/plan-pass')

test.before.each(async (context) => {
  context.opened = await temporaryStore()
  context.host = memoryHost()
  context.project = await context.host.open(PROJECT_ROOM)
  context.plan = createPlanPass({
    host: context.host,
    project: context.project,
    store: async () => context.opened.store,
    history: () => null,
  })
  findings.put(context.project.doc, 'a.py', [aFinding('security/eval-call', { severity: 'error' })])
})

test.after.each(({ opened }) => opened.remove())

function stepsOf(host: MemoryHost, session = FIRST_SESSION): [string, StepRecord][] {
  return [...steps.entries(host.doc(sessionRoom(session)))]
}

test('a project begins with a session whose steps name their evidence', async ({ plan, host, project }) => {
  assert.ok((await plan.refreshOpenSessions()) > 0)
  assert.is(sessions.get(project.doc, FIRST_SESSION)?.state, 'open')
  assert.ok(stepsOf(host).some(([, { evidence }]) => evidence.some(({ path }) => path === 'a.py')))
  assert.equal(host.opened(), [PROJECT_ROOM])
})

test('a plan that stays as it is is not written again', async ({ plan, host }) => {
  await plan.refreshOpenSessions()
  const written = host.writes(sessionRoom(FIRST_SESSION))
  assert.is(await plan.refreshOpenSessions(), 0)
  assert.is(host.writes(sessionRoom(FIRST_SESSION)), written)
})

test('when the evidence goes, a step that nobody took goes with it, and a claimed one says so', async ({
  plan,
  host,
  project,
}) => {
  findings.put(project.doc, 'b.py', [aFinding('security/shell-string', { severity: 'error', fingerprint: 'other' })])
  await plan.refreshOpenSessions()
  const about = (path: string) => stepsOf(host).find(([, { evidence }]) => evidence[0]?.path === path)
  const [id, step] = about('a.py')!
  steps.put(host.doc(sessionRoom(FIRST_SESSION)), id, { ...step, state: 'claimed', touched: true })
  for (const path of ['a.py', 'b.py']) findings.delete(project.doc, path)
  await plan.refreshOpenSessions()
  assert.ok(about('a.py')?.[1].evidence.every(({ gone }) => gone))
  assert.is(about('b.py'), undefined)
})

test('a closed session is left alone, and one session is refreshed by its id', async ({ plan, host, project }) => {
  const createdBy = { id: 'ann', name: 'Ann' }
  for (const [id, state] of [
    ['done', 'closed'],
    ['now', 'open'],
  ] as const)
    sessions.put(project.doc, id, { title: id, state, createdBy, createdAt: 0 })
  await plan.refreshOpenSessions()
  assert.equal([stepsOf(host, 'done').length, stepsOf(host, 'now').length > 0], [0, true])
  assert.ok((await plan.refresh('done')) > 0)
})

test.run()
