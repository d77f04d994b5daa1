import { createHash } from 'node:crypto'
import type { KnowledgeDocument } from '../index/contract.ts'
import type { Store } from '../store/contract.ts'
import commandsSince from '../store/queries/commands-since.ts'
import learntFixes from '../store/queries/learnt-fixes.ts'
import openCases from '../store/queries/open-cases.ts'
import allVotes from '../store/queries/votes.ts'
import { TlcError } from '../system/error.ts'
import { adviseOnErrors, LEAST_LIKENESS } from './advise.ts'
import { commandLine, sameCommand } from './commands.ts'
import type {
  Advice,
  Execution,
  FileChange,
  Fix,
  FoundError,
  LearningActions,
  LearningChange,
  Learnt,
  OpenCase,
  ProjectStates,
  Vote,
} from './contract.ts'
import { type Change, changesFor, kindOf, sameChange, tellingCommands } from './evidence.ts'
import { feedbackFactorOf, fixTarget } from './feedback.ts'
import { excerptAt, findErrors } from './fingerprint.ts'
import { fixDocument } from './fix-document.ts'
import { redact } from './redact.ts'
import { likeness, rarityOf } from './similarity.ts'

export interface LearningOptions {
  store(): Promise<Store>
  states: ProjectStates
  newId(): string
  /** Told after each change of the fixes. Must not throw. */
  onFixes?(): void
}

export interface Learning extends Omit<LearningActions, 'record'> {
  /** Whether a success of this command would close a case. */
  waitsFor(run: Pick<Execution, 'command' | 'cwd'>): Promise<boolean>
  /**
   * Learns from one run: a failure opens cases, the next success of the same command closes them, and what changed in
   * between is their fix. Runs are taken in the order of the calls.
   */
  learnFromExecution(run: Execution): Promise<Learnt>
  /** What is known about the errors in an output. Learns nothing. */
  adviseOn(output: string, command?: readonly string[]): Promise<Advice>
  /** The fixes that are known, the last confirmed first. */
  fixes(): Promise<Fix[]>
  votes(): Promise<Vote[]>
  /** What people's votes make of a hit's rank: 0.8 to 1.25. Without the votes at hand yet it is 1. */
  feedbackFactor(path: string, name: string): number
  /** Each fix as search finds it. */
  documents(): Promise<KnowledgeDocument[]>
}

const MOST_FIXES = 1_000
const MOST_CASES = 100
const MOST_VOTES = 5_000
/** Of one failed run; further ones often follow from the first. */
const MOST_CASES_OF_RUN = 3
/** So alike, at the same place, it is the same error again. */
const SAME_ERROR = 0.9

interface Known {
  fixes: Map<string, Fix>
  cases: Map<string, OpenCase>
  votes: Map<string, Vote>
  /** `target\nname` → votes. */
  byHit: Map<string, Vote[]>
}

export function createLearning({ store, states, newId, onFixes }: LearningOptions): Learning {
  let loaded: Promise<Known> | null = null
  let ready: Known | null = null
  let tail: Promise<unknown> = Promise.resolve()

  function known(): Promise<Known> {
    loaded ??= load().catch((fault) => {
      loaded = null
      throw fault
    })
    return loaded
  }

  async function load(): Promise<Known> {
    const open = await store()
    const [fixes, cases, votes] = await Promise.all([
      open.query(learntFixes, {}),
      open.query(openCases, {}),
      open.query(allVotes, {}),
    ])
    ready = { fixes: byId(fixes), cases: byId(cases), votes: byId(votes), byHit: new Map() }
    for (const vote of votes) indexVote(ready, vote)
    return ready
  }

  /** One change after the other, each on what the one before left. */
  function inTurn<T>(work: (all: Known) => Promise<T>): Promise<T> {
    const turn = tail.then(async () => work(await known()))
    tail = turn.catch(() => undefined)
    return turn
  }

  /** Stored first: what memory knows has to be there after a restart. */
  async function save(all: Known, change: LearningChange): Promise<void> {
    await (await store()).saveLearning(change)
    const { fixes = [], cases = [], without = {} } = change
    for (const fix of fixes) all.fixes.set(fix.id, fix)
    for (const open of cases) all.cases.set(open.id, open)
    for (const id of without.fixes ?? []) all.fixes.delete(id)
    for (const id of without.cases ?? []) all.cases.delete(id)
    if (fixes.length > 0 || without.fixes?.length) onFixes?.()
    if (cases.length > 0 || without.cases?.length) await states.keep(marksOf(all))
  }

  async function afterFailure(all: Known, run: Execution): Promise<Learnt> {
    const errors = findErrors(run.output, run.command)
    const advice = adviseOnErrors(errors, [...all.fixes.values()], [...all.votes.values()])
    const command = sameCommand(run.command, run.cwd)
    const mark = await states.mark()
    const at = run.startedAt + run.tookMs
    const mine = casesOf(all, command)
    const again = new Map<string, FoundError>()
    const fresh: FoundError[] = []
    for (const error of errors.slice(0, MOST_CASES_OF_RUN)) {
      const one = mine.find(({ fingerprint }) => isSameError(error, fingerprint))
      if (one) again.set(one.id, error)
      else fresh.push(error)
    }
    const change: Required<Pick<LearningChange, 'fixes' | 'cases' | 'without'>> = { fixes: [], cases: [], without: {} }
    for (const open of mine) {
      if (again.has(open.id)) {
        change.fixes.push(...(await appliedInVain(all, open)))
        change.cases.push({ ...open, lastAt: at, lastMark: mark, left: null })
      } else if (open.left === null) change.cases.push({ ...open, left: await changeOf(open) })
    }
    for (const [index, error] of fresh.entries()) {
      const advised = index === 0 && errors[0] === error ? advice.fixes.map(({ id }) => id) : []
      change.cases.push(openCase({ error, run, command, at, mark, advised, id: newId() }))
    }
    const surplus = oldest([...all.cases.values(), ...change.cases.filter(({ id }) => !all.cases.has(id))], MOST_CASES)
    change.cases = change.cases.filter(({ id }) => !surplus.includes(id))
    await save(all, { ...change, without: { cases: surplus } })
    return { advice, learnt: [] }
  }

  /** Fixes that were advised, applied since the error was last seen, and did not help. */
  async function appliedInVain(all: Known, open: OpenCase): Promise<Fix[]> {
    const advised = open.advised.map((id) => all.fixes.get(id)).filter((fix) => fix !== undefined)
    if (advised.length === 0) return []
    const change = await changeOf({ ...open, mark: open.lastMark, openedAt: open.lastAt })
    return advised.filter((fix) => sameChange(fix, change)).map((fix) => ({ ...fix, tried: fix.tried + 1 }))
  }

  async function afterSuccess(all: Known, run: Execution): Promise<Learnt> {
    const mine = casesOf(all, sameCommand(run.command, run.cwd))
    if (mine.length === 0) return { advice: null, learnt: [] }
    const fixes = new Map<string, Fix>()
    const at = run.startedAt + run.tookMs
    for (const open of mine) {
      const whole = open.left ? await asItIsNow(open, open.left) : await changeOf(open)
      const change = mine.length > 1 ? changesFor(open.fingerprint.place, whole) : whole
      // It passed without a change: nothing can be learnt from that.
      if (change.files.length + change.commands.length === 0) continue
      for (const fix of settle(all, fixes, open, change, at)) fixes.set(fix.id, fix)
    }
    const surplus = leastWorth([...new Map([...all.fixes, ...fixes]).values()], MOST_FIXES)
    await save(all, {
      fixes: [...fixes.values()].filter(({ id }) => !surplus.includes(id)),
      without: { cases: mine.map(({ id }) => id), fixes: surplus },
    })
    const learnt = [...fixes.values()].filter(({ lastAt }) => lastAt === at)
    return {
      advice: null,
      learnt: learnt.map((fix) => ({
        id: fix.id,
        summary: fixDocument(fix).title,
        worked: fix.worked,
        tried: fix.tried,
      })),
    }
  }

  /** The fix that was applied, new or once more, and those that were advised and were not it. */
  function settle(all: Known, changed: ReadonlyMap<string, Fix>, open: OpenCase, change: Change, at: number): Fix[] {
    const fixes = [...all.fixes.values()].map((fix) => changed.get(fix.id) ?? fix)
    const rarity = rarityOf(fixes.map(({ fingerprint }) => fingerprint))
    const applied = fixes.find(
      (fix) => likeness(open.fingerprint, fix, rarity).score >= LEAST_LIKENESS && sameChange(fix, change),
    )
    const misled = fixes
      .filter(({ id }) => open.advised.includes(id) && id !== applied?.id)
      .map((fix) => ({ ...fix, misled: fix.misled + 1 }))
    if (applied) return [{ ...applied, worked: applied.worked + 1, tried: applied.tried + 1, lastAt: at }, ...misled]
    const { fingerprint, error, command } = open
    const record = { at, lastAt: at, tried: 1, worked: 1, misled: 0 }
    return [{ id: newId(), fingerprint, error, command, kind: kindOf(change), ...change, ...record }, ...misled]
  }

  /** Of what made an error go, the files as they were when the command succeeded: in between they may have been broken. */
  async function asItIsNow({ mark }: OpenCase, { files, commands }: Change): Promise<Change> {
    const paths = new Set(files.map(({ path }) => path))
    return { files: (await states.since(mark)).filter(({ path }) => paths.has(path)), commands }
  }

  async function changeOf({
    mark,
    openedAt,
    command,
  }: Pick<OpenCase, 'mark' | 'openedAt' | 'command'>): Promise<Change> {
    const files: FileChange[] = await states.since(mark)
    const ran = await (await store()).query(commandsSince, { since: openedAt, limit: 200 })
    return { files, commands: tellingCommands(ran, command) }
  }

  return {
    learnFromExecution(run) {
      if (run.outcome === 'cancelled') return Promise.resolve({ advice: null, learnt: [] })
      return inTurn((all) => (run.outcome === 'ok' ? afterSuccess(all, run) : afterFailure(all, run)))
    },
    async waitsFor({ command, cwd }) {
      return casesOf(await known(), sameCommand(command, cwd)).length > 0
    },
    async adviseOn(output, command = []) {
      const all = await known()
      return adviseOnErrors(findErrors(output, command), [...all.fixes.values()], [...all.votes.values()])
    },
    async fixes() {
      return [...(await known()).fixes.values()].sort((a, b) => b.lastAt - a.lastAt)
    },
    forget: (id) =>
      inTurn(async (all) => {
        if (id !== null && !all.fixes.has(id)) {
          throw new TlcError('learning/no-fix', `Expected the id of a known fix, got \`${id}\`.`, {
            hint: '`tlc advise --list` shows them.',
          })
        }
        const fixes = id === null ? [...all.fixes.keys()] : [id]
        const cases = id === null ? [...all.cases.keys()] : []
        const targets = new Set(fixes.map(fixTarget))
        const votes = [...all.votes.values()].filter(({ target }) => targets.has(target))
        await save(all, { without: { fixes, cases, votes: votes.map((vote) => vote.id) } })
        removeVotes(all, votes)
        return fixes.length
      }),
    vote: ({ target, name, query, useful }, by, at) =>
      inTurn(async (all) => {
        const asked = redact(query).slice(0, 400)
        const id = createHash('sha1')
          .update(JSON.stringify([by.id, target, name, asked]))
          .digest('hex')
        const vote: Vote = { id, target, name, query: asked, useful, by, at }
        const surplus = all.votes.has(id)
          ? []
          : [...all.votes.values()].slice(0, Math.max(0, all.votes.size + 1 - MOST_VOTES))
        await (await store()).saveLearning({ votes: [vote], without: { votes: surplus.map((old) => old.id) } })
        removeVotes(all, [...surplus, ...(all.votes.has(id) ? [all.votes.get(id)!] : [])])
        all.votes.set(id, vote)
        indexVote(all, vote)
      }),
    async votes() {
      return [...(await known()).votes.values()]
    },
    resetVotes: (target) =>
      inTurn(async (all) => {
        const votes = [...all.votes.values()].filter((vote) => target === null || vote.target === target)
        await (await store()).saveLearning({ without: { votes: votes.map(({ id }) => id) } })
        removeVotes(all, votes)
        return votes.length
      }),
    feedbackFactor(path, name) {
      const votes = ready?.byHit.get(`${path}\n${name}`)
      return votes ? feedbackFactorOf(votes) : 1
    },
    async documents() {
      return [...(await known()).fixes.values()].map(fixDocument)
    },
  }
}

function openCase(of: {
  error: FoundError
  run: Execution
  command: string
  at: number
  mark: string
  advised: string[]
  id: string
}): OpenCase {
  const { error, run, command, at, mark, advised, id } = of
  return {
    id,
    command,
    fingerprint: error.fingerprint,
    error: excerptAt(run.output, error.line),
    openedAt: at,
    lastAt: at,
    mark,
    lastMark: mark,
    advised,
    left: null,
  }
}

function isSameError({ fingerprint }: FoundError, known: OpenCase['fingerprint']): boolean {
  if (fingerprint.key === known.key)
    return fingerprint.names.join() === known.names.join() || fingerprint.place === known.place
  return (
    fingerprint.place === known.place &&
    likeness(fingerprint, { fingerprint: known, kind: 'code' }, rarityOf([])).score >= SAME_ERROR
  )
}

function casesOf(all: Known, command: string): OpenCase[] {
  return [...all.cases.values()].filter((open) => open.command === command)
}

function marksOf(all: Known): Set<string> {
  return new Set([...all.cases.values()].flatMap(({ mark, lastMark }) => [mark, lastMark]))
}

function oldest(cases: OpenCase[], most: number): string[] {
  const newestFirst = cases.sort((a, b) => b.lastAt - a.lastAt)
  return newestFirst.slice(most).map(({ id }) => id)
}

/** What failed more than it worked goes first, then what was not seen for longest. */
function leastWorth(fixes: Fix[], most: number): string[] {
  const worth = (fix: Fix) => (fix.worked + 1) / (fix.tried + fix.misled + 2)
  return fixes
    .sort((a, b) => worth(b) - worth(a) || b.lastAt - a.lastAt)
    .slice(most)
    .map(({ id }) => id)
}

function byId<T extends { id: string }>(rows: T[]): Map<string, T> {
  return new Map(rows.map((row) => [row.id, row]))
}

function indexVote(all: Known, vote: Vote): void {
  const key = `${vote.target}\n${vote.name}`
  all.byHit.set(key, [...(all.byHit.get(key) ?? []), vote])
}

function removeVotes(all: Known, votes: readonly Vote[]): void {
  for (const vote of votes) {
    all.votes.delete(vote.id)
    const key = `${vote.target}\n${vote.name}`
    const rest = all.byHit.get(key)?.filter(({ id }) => id !== vote.id) ?? []
    if (rest.length > 0) all.byHit.set(key, rest)
    else all.byHit.delete(key)
  }
}

/** What is shown of a run in the list of runs. */
export function runSummary(run: Pick<Execution, 'command' | 'cwd' | 'outcome' | 'exitCode'>): string {
  const line = commandLine(run.command, run.cwd)
  if (run.outcome === 'ok') return line
  return run.outcome === 'cancelled' ? `${line}: cancelled` : `${line}: exit ${run.exitCode ?? 'by a signal'}`
}
