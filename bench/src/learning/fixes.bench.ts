import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore } from '@tlc/core/store/open-store'
import learntFixes from '@tlc/core/store/queries/learnt-fixes'
import openCases from '@tlc/core/store/queries/open-cases'
import recentRuns from '@tlc/core/store/queries/recent-runs'
import votes from '@tlc/core/store/queries/votes'
import { storePath } from '@tlc/core/store/store-path'
import { type BenchContext, type BenchOutcome, defineBench, Unavailable } from '../define-bench.ts'
import { percentile } from '../percentile.ts'
import { tlc } from '../tlc.ts'
import { whyNot } from './programs.ts'
import { type Later, type Mended, put, type Scenarios } from './scenario.ts'
import { further } from './scenarios/further.ts'
import { go } from './scenarios/go.ts'
import { java } from './scenarios/java.ts'
import { node } from './scenarios/node.ts'
import { python } from './scenarios/python.ts'
import { rust } from './scenarios/rust.ts'
import { unseen } from './scenarios/unseen.ts'
import { SECRETS } from './secrets.ts'

const ALL: Scenarios[] = [python, node, rust, go, java]

interface RunReport {
  exitCode: number
  recorded: boolean
  trouble: string
  tookMs: number
  advice: { error: { message: string } | null; fixes: { id: string; confidence: number; why: string[] }[] } | null
  learnt: { id: string }[]
}

/** Written before the comparison of errors was made; after the first results; when it was finished. */
type LaterSet = 'first' | 'second' | 'unseen'

interface Asked {
  later: Later
  set: LaterSet
  ecosystem: string
  message: string
  /** What was advised first; null for no advice. */
  advised: string | null
  confidence: number
  sameMessage: boolean
}

export default defineBench({
  id: 'learning/fixes',
  question: 'Does the next error of the same cause, worded differently, get the fix that worked before?',
  async run(context): Promise<BenchOutcome> {
    const absent = ALL.flatMap((one) => {
      const why = whyNot(one)
      return why === null ? [] : [{ ecosystem: one.ecosystem, why }]
    })
    const present = ALL.filter(({ ecosystem }) => !absent.some((one) => one.ecosystem === ecosystem))
    if (present.length === 0) throw new Unavailable('none of the tools is installed')
    const root = realpathSync(mkdtempSync(join(tmpdir(), 'tlc-fixes-')))
    try {
      return await measure(root, present, absent, context)
    } finally {
      await tlc(['stop', root], { accept: [0, 3] })
      rmSync(root, { recursive: true, force: true })
    }
  },
})

async function measure(
  root: string,
  present: Scenarios[],
  absent: { ecosystem: string; why: string }[],
  context: BenchContext,
): Promise<BenchOutcome> {
  const scenarioOf = new Map<string, string>()
  const overhead: number[] = []
  for (const { ecosystem, mended } of present) {
    context.log(`${ecosystem}: ${mended.length} failures and their fixes`)
    for (const one of mended) for (const id of await mend(root, one, overhead, context)) scenarioOf.set(id, one.id)
  }
  const asked: Asked[] = []
  for (const { ecosystem, later } of present) {
    const sets = { first: later, second: further[ecosystem] ?? [], unseen: unseen[ecosystem] ?? [] }
    context.log(`${ecosystem}: ${Object.values(sets).flat().length} later errors`)
    for (const [set, one] of inSets(sets)) {
      const answer = await ask(root, one, context)
      const advised = answer.id === null ? null : (scenarioOf.get(answer.id) ?? 'another fix')
      asked.push({ later: one, ecosystem, set, ...answer, advised })
    }
  }
  const kept = await keptTexts(root, context)
  const found = Object.entries(SECRETS).filter(([, secret]) => kept.some((text) => text.includes(secret)))
  return report(
    present,
    absent,
    asked,
    found.map(([name]) => name),
    overhead,
  )
}

/** Fails, is mended, succeeds. Returns the ids of the fixes that were learnt. */
async function mend(root: string, scenario: Mended, overhead: number[], context: BenchContext): Promise<string[]> {
  const folder = join(root, scenario.id)
  put(folder, scenario.files)
  const failed = await runIn(root, folder, scenario.command, overhead, context)
  if (failed.exitCode === 0) throw new Error(`${scenario.id} was expected to fail`)
  put(folder, scenario.fix.files ?? {})
  for (const command of scenario.fix.run ?? []) {
    const done = await runIn(root, folder, command, overhead, context)
    if (done.exitCode !== 0) throw new Error(`${scenario.id}: ${command.join(' ')} failed`)
  }
  const mended = await runIn(root, folder, scenario.command, overhead, context)
  if (mended.exitCode !== 0) throw new Error(`${scenario.id} was expected to succeed after its fix`)
  return mended.learnt.map(({ id }) => id)
}

function inSets(sets: Record<LaterSet, Later[]>): [LaterSet, Later][] {
  return (Object.keys(sets) as LaterSet[]).flatMap((set) => sets[set].map((one): [LaterSet, Later] => [set, one]))
}

/** What is advised for a later error; `id` is null for no advice. */
async function ask(root: string, later: Later, context: BenchContext) {
  const folder = join(root, 'later', later.id.replace(/[^\w/]+/g, '-'))
  put(folder, later.files)
  const { exitCode, advice } = await runIn(root, folder, later.command, [], context)
  if (exitCode === 0) throw new Error(`${later.id} was expected to fail`)
  const first = advice?.fixes[0]
  return {
    id: first?.id ?? null,
    message: advice?.error?.message ?? '',
    confidence: first?.confidence ?? 0,
    sameMessage: first?.why.includes('the same message') ?? false,
  }
}

async function runIn(
  root: string,
  cwd: string,
  command: string[],
  overhead: number[],
  { signal }: BenchContext,
): Promise<RunReport> {
  const accept = Array.from({ length: 256 }, (_, code) => code)
  const { out, seconds } = await tlc(['run', '--json', '--project', root, '--', ...command], { cwd, signal, accept })
  const report: RunReport = JSON.parse(out)
  if (!report.recorded) throw new Error(`${command.join(' ')} was not recorded: ${report.trouble}`)
  overhead.push(seconds * 1000 - report.tookMs)
  return report
}

/** Whatever was learnt, as the store and the states beside it keep it. */
async function keptTexts(root: string, { signal }: BenchContext): Promise<string[]> {
  await tlc(['stop', root], { signal, accept: [0, 3] })
  const store = await openStore({ path: storePath(join(root, '.tlc')) })
  try {
    const rows = [
      await store.query(learntFixes, {}),
      await store.query(openCases, {}),
      await store.query(votes, {}),
      await store.query(recentRuns, { limit: 10_000 }),
    ]
    const states = join(root, '.tlc/learning')
    const texts = readdirSync(states).map((file) => readFileSync(join(states, file), 'utf8'))
    return [...rows.map((part) => JSON.stringify(part)), ...texts]
  } finally {
    await store.close()
  }
}

function report(
  present: Scenarios[],
  absent: { ecosystem: string; why: string }[],
  asked: Asked[],
  leaked: string[],
  overhead: number[],
): BenchOutcome {
  const history = present.reduce((sum, { mended }) => sum + mended.length, 0)
  const unlike = asked.filter(({ later }) => later.known === null)
  const wrong = asked.filter(isWrong)
  const corpus = `${history} failures mended with ${present.map(({ ecosystem }) => ecosystem).join(', ')}`
  const secrets = Object.keys(SECRETS).length
  const rows = asked
    .filter((one) => !isRight(one))
    .map(({ later, advised, confidence, message }) => {
      return [later.id, message.slice(0, 100), later.known ?? 'none', advised ?? 'none', confidence]
    })
  const sets = [
    { name: 'later errors', of: asked.filter(({ set }) => set === 'first') },
    { name: 'a second set', of: asked.filter(({ set }) => set === 'second') },
    { name: 'a third set, written when the comparison was finished', of: asked.filter(({ set }) => set === 'unseen') },
  ]
  return {
    measurements: [
      ...sets.flatMap(({ name, of }) => measurementsOf(name, of, corpus)),
      {
        corpus: `${secrets} planted secrets of as many kinds`,
        what: 'secrets found by redaction',
        unit: '%',
        ours: share(secrets - leaked.length, secrets),
      },
      {
        corpus,
        what: 'median time that `tlc run` adds to a command',
        unit: 'ms',
        ours: Math.round(percentile(overhead, 50)),
      },
    ],
    tables: [
      {
        title: 'By ecosystem',
        head: ['tools', 'history', 'right first', 'wrong advice', 'no advice for other causes'],
        rows: present.map(({ ecosystem, mended }) => {
          const own = asked.filter((one) => one.ecosystem === ecosystem)
          const like = own.filter(({ later }) => later.known !== null)
          const quiet = own.filter(({ later, advised }) => later.known === null && advised === null)
          const right = `${like.filter(isRight).length} of ${like.length}`
          return [
            ecosystem,
            mended.length,
            right,
            own.filter(isWrong).length,
            `${quiet.length} of ${own.length - like.length}`,
          ]
        }),
      },
      { title: 'Missed or wrong', head: ['error', 'message', 'right', 'advised', 'confidence'], rows },
    ],
    notes: [
      `${asked.length - unlike.length} later errors have a known cause, ${unlike.length} have none; ${wrong.length} got wrong advice.`,
      ...(leaked.length > 0 ? [`Not redacted: ${leaked.join(', ')}.`] : []),
      ...absent.map(({ ecosystem, why }) => `Without ${ecosystem}: ${why}.`),
    ],
  }
}

/** How a set of later errors was answered. */
function measurementsOf(name: string, asked: Asked[], history: string): BenchOutcome['measurements'] {
  const like = asked.filter(({ later }) => later.known !== null)
  const right = like.filter(isRight)
  const corpus = `${history}; ${name}: ${like.length} of these causes, ${asked.length - like.length} of others`
  const sameMessage = {
    name: 'by the same normalised message alone',
    value: share(right.filter((one) => one.sameMessage).length, like.length),
  }
  return [
    {
      corpus,
      what: `the right fix is first for ${right.length} of ${like.length}`,
      unit: '%',
      ours: share(right.length, like.length),
      peer: sameMessage,
    },
    { corpus, what: 'wrong advice', unit: '%', ours: share(asked.filter(isWrong).length, asked.length) },
  ]
}

function isRight({ later, advised }: Asked): boolean {
  return advised === later.known
}

function isWrong({ later, advised }: Asked): boolean {
  return advised !== null && advised !== later.known
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((1000 * part) / whole) / 10
}
