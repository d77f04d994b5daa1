import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { text as readAll } from 'node:stream/consumers'
import type { FixRow } from '@tlc/core/engine/requests/learning-fixes'
import type { Advice } from '@tlc/core/learning/contract'
import { errorText, TlcError } from '@tlc/core/system/error'
import { askDaemon, ownDaemon } from '../connect.ts'
import { type CommandContext, defineCommand } from '../define-command.ts'
import { projectRoot } from '../project-root.ts'
import { adviceText } from '../reports/advice.ts'
import { styler } from '../style.ts'

/** Grows when the shape changes; it changes by addition only. */
const SCHEMA_VERSION = 1
/** Of a long output its end: that is where errors stand. */
const MOST_OUTPUT = 256 * 1024
const CHANGES = ['forget', 'useful', 'not-useful', 'reset'] as const

export default defineCommand({
  id: 'advise',
  summary: 'Show what fixed an error like this before',
  arguments: [{ name: 'file', summary: 'output with the error; standard input without it', completes: 'path' }],
  options: {
    list: { type: 'boolean', excludes: CHANGES, summary: 'List the fixes that are known' },
    useful: {
      type: 'string',
      value: '<id>',
      excludes: ['not-useful', 'forget', 'reset'],
      summary: 'Say that a fix was useful',
    },
    'not-useful': { type: 'string', value: '<id>', excludes: ['forget', 'reset'], summary: 'Say that it was not' },
    reset: {
      type: 'string',
      value: '<id>',
      excludes: ['forget'],
      summary: 'Take back what people said of a fix, or of `all`',
    },
    forget: { type: 'string', value: '<id>', summary: 'Forget a fix, or `all` that was learnt from runs' },
    project: { type: 'string', value: '<path>', summary: 'Folder of the project; the current one without it' },
    json: { type: 'boolean', summary: 'Print one JSON document (core/schemas/advise.schema.json)' },
  },
  examples: [
    { run: 'npm test 2>&1 | tlc advise', what: 'look for a known fix of what went wrong' },
    { run: 'tlc advise error.txt --json', what: 'the same for another program' },
    { run: 'tlc advise --list', what: 'show what was learnt by `tlc run`' },
  ],
  exitCodes: { 3: 'no fix is known' },
  async run(context) {
    const { options, positionals, cwd } = context
    const root = projectRoot(options.project, cwd)
    if (options.list === true) return list(context, root)
    for (const change of CHANGES) {
      const id = options[change]
      if (id !== undefined) return apply(context, root, change, id)
    }
    return advise(context, root, positionals[0])
  },
})

type Context = CommandContext<{ json: boolean | undefined }>

async function advise(context: Context, root: string, file: string | undefined): Promise<number> {
  const { out, err, signal } = context
  const output = (await outputOf(context, file)).slice(-MOST_OUTPUT)
  const advice = await askDaemon({ root, signal, err }, (daemon) =>
    daemon.request<Advice>('learning.advise', { output }, { signal }),
  )
  await print(context, { advice }, () => adviceText(advice, styler(out)))
  return advice.fixes.length > 0 ? 0 : 3
}

async function outputOf({ input, cwd, err }: Context, file: string | undefined): Promise<string> {
  if (file === undefined) {
    if (process.stdin.isTTY) await err.write('Paste the output, then press Ctrl+D.\n')
    return readAll(input)
  }
  try {
    return readFileSync(resolve(cwd, file), 'utf8')
  } catch (thrown) {
    throw new TlcError('usage/no-such-file', `Expected a file that can be read, got \`${file}\`: ${errorText(thrown)}`)
  }
}

async function list(context: Context, root: string): Promise<number> {
  const { out, err, signal } = context
  const fixes: FixRow[] = []
  await askDaemon({ root, signal, err }, async (daemon) => {
    for (let from: number | null = 0; from !== null; ) {
      const page: { fixes: FixRow[]; next: number | null } = await daemon.request(
        'learning.fixes',
        { from },
        { signal },
      )
      fixes.push(...page.fixes)
      from = page.next
    }
  })
  await print(context, { fixes }, () => listText(fixes, styler(out)))
  return 0
}

function listText(fixes: FixRow[], style: ReturnType<typeof styler>): string {
  if (fixes.length === 0) return 'No fix is known yet: they are learnt by `tlc run -- <command>`.\n'
  const row = ({ id, summary, worked, tried, errorClass, family, command }: FixRow) =>
    `${style('bold', id)}  ${summary}\n    ${errorClass || family || 'error'} of \`${command}\`, worked ${worked} of ${tried}\n`
  return fixes.map(row).join('')
}

async function apply(context: Context, root: string, change: (typeof CHANGES)[number], id: string): Promise<number> {
  const all = id === 'all'
  const target = `fix:${id}`
  const [intent, input] = {
    forget: ['fix-forget', { fix: all ? null : id }] as const,
    reset: ['feedback-reset', { target: all ? null : target }] as const,
    useful: ['feedback-give', { target, useful: true }] as const,
    'not-useful': ['feedback-give', { target, useful: false }] as const,
  }[change]
  const { attach } = await import('@tlc/core/link/local')
  const link = await attach({ ...ownDaemon(root), signal: context.signal, client: 'cli' })
  try {
    const answer = await link.intent<{ forgotten?: number; reset?: number }>(intent, input)
    await print(context, answer, () => doneText(answer))
  } finally {
    await link.close()
  }
  return 0
}

function doneText({ forgotten, reset }: { forgotten?: number; reset?: number }): string {
  if (forgotten !== undefined) return `Forgot ${forgotten} ${forgotten === 1 ? 'fix' : 'fixes'}\n`
  return reset === undefined ? 'Noted\n' : `Took back ${reset} ${reset === 1 ? 'vote' : 'votes'}\n`
}

async function print(context: Context, value: object, text: () => string): Promise<void> {
  const json = () => `${JSON.stringify({ schemaVersion: SCHEMA_VERSION, ...value })}\n`
  await context.out.write(context.options.json === true ? json() : text())
}
