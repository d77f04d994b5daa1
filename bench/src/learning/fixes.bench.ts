import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type BenchContext, type BenchOutcome, defineBench, Unavailable } from '../define-bench.ts'
import { percentile } from '../percentile.ts'
import { tlc } from '../tlc.ts'
import { missingPrograms } from './programs.ts'
import type { Files, Later, Mended, Scenarios } from './scenario.ts'
import { go } from './scenarios/go.ts'
import { java } from './scenarios/java.ts'
import { node } from './scenarios/node.ts'
import { python } from './scenarios/python.ts'
import { rust } from './scenarios/rust.ts'
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

interface Asked {
  later: Later
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
    const absent = ALL.flatMap(({ ecosystem, needs }) =>
      missingPrograms(needs).map((program) => ({ ecosystem, program })),
    )
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
  absent: { ecosystem: string; program: string }[],
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
    context.log(`${ecosystem}: ${later.length} later errors`)
    for (const one of later) asked.push(await ask(root, one, ecosystem, scenarioOf, context))
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

async function ask(
  root: string,
  later: Later,
  ecosystem: string,
  scenarioOf: Map<string, string>,
  context: BenchContext,
): Promise<Asked> {
  const folder = join(root, 'later', later.id.replace(/[^\w/]+/g, '-'))
  put(folder, later.files)
  const { exitCode, advice } = await runIn(root, folder, later.command, [], context)
  if (exitCode === 0) throw new Error(`${later.id} was expected to fail`)
  const first = advice?.fixes[0]
  return {
    later,
    ecosystem,
    message: advice?.error?.message ?? '',
    advised: first ? (scenarioOf.get(first.id) ?? 'another fix') : null,
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

function put(folder: string, files: Files): void {
  mkdirSync(folder, { recursive: true })
  for (const [path, text] of Object.entries(files)) {
    const file = join(folder, path)
    mkdirSync(dirname(file), { recursive: true })
    if (text === null) rmSync(file)
    else writeFileSync(file, text)
  }
}

/** Whatever is kept: what can be listed, and the bytes of every file of the state folder once the daemon has ended. */
async function keptTexts(root: string, { signal }: BenchContext): Promise<string[]> {
  const { out } = await tlc(['advise', '--list', '--json', '--project', root], { signal })
  await tlc(['stop', root], { signal, accept: [0, 3] })
  const state = join(root, '.tlc')
  const files = readdirSync(state, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return [out, ...files.map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))]
}

function report(
  present: Scenarios[],
  absent: { ecosystem: string; program: string }[],
  asked: Asked[],
  leaked: string[],
  overhead: number[],
): BenchOutcome {
  const history = present.reduce((sum, { mended }) => sum + mended.length, 0)
  const likeBefore = asked.filter(({ later }) => later.known !== null)
  const unlike = asked.filter(({ later }) => later.known === null)
  const right = likeBefore.filter(({ later, advised }) => advised === later.known)
  const wrong = asked.filter(({ later, advised }) => advised !== null && advised !== later.known)
  const corpus = `${history} failures mended with ${present.map(({ ecosystem }) => ecosystem).join(', ')}`
  const secrets = Object.keys(SECRETS).length
  const rows = asked
    .filter(({ later, advised }) => advised !== later.known)
    .map(({ later, advised, confidence, message }) => [
      later.id,
      message.slice(0, 100),
      later.known ?? 'none',
      advised ?? 'none',
      confidence,
    ])
  return {
    measurements: [
      {
        corpus: `${corpus}; ${likeBefore.length} later errors of the same causes`,
        what: 'the right fix is first',
        unit: '%',
        ours: share(right.length, likeBefore.length),
        peer: {
          name: 'by the same normalised message alone',
          value: share(right.filter(({ sameMessage }) => sameMessage).length, likeBefore.length),
        },
      },
      {
        corpus: `${asked.length} later errors, ${unlike.length} of other causes`,
        what: 'wrong advice',
        unit: '%',
        ours: share(wrong.length, asked.length),
      },
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
          const of = (list: Asked[]) => list.filter((one) => one.ecosystem === ecosystem).length
          const quiet = unlike.filter(({ advised }) => advised === null)
          return [
            ecosystem,
            mended.length,
            `${of(right)} of ${of(likeBefore)}`,
            of(wrong),
            `${of(quiet)} of ${of(unlike)}`,
          ]
        }),
      },
      { title: 'Missed or wrong', head: ['error', 'message', 'right', 'advised', 'confidence'], rows },
    ],
    notes: [
      `The right fix was first for ${right.length} of ${likeBefore.length} later errors; ${wrong.length} of ${asked.length} got wrong advice.`,
      ...(leaked.length > 0 ? [`Not redacted: ${leaked.join(', ')}.`] : []),
      ...absent.map(({ ecosystem, program }) => `Without ${ecosystem}: ${program} is not installed here.`),
    ],
  }
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((1000 * part) / whole) / 10
}
