import { existsSync, realpathSync } from 'node:fs'
import { resolve } from 'node:path'
import type { LearnOutcome, PageFacts } from '@tlc/core/pages/contract'
import { TlcError } from '@tlc/core/system/error'
import { askDaemon, ownDaemon } from '../connect.ts'
import { type CommandContext, defineCommand } from '../define-command.ts'
import { projectRoot } from '../project-root.ts'
import { learntText, pagesText } from '../reports/learnt.ts'
import { allPages, type Page } from '../reports/pages.ts'
import { styler } from '../style.ts'

/** Grows when the shape changes; it changes by addition only. */
const SCHEMA_VERSION = 1

export default defineCommand({
  id: 'learn',
  summary: 'Keep a web page or a folder of texts as knowledge of the project',
  arguments: [{ name: 'source', summary: 'URL of a page, or path of a folder or file', completes: 'path' }],
  options: {
    'allow-private': { type: 'boolean', summary: 'Also ask addresses of this machine and its networks' },
    list: { type: 'boolean', excludes: ['refresh', 'forget'], summary: 'List what was learnt' },
    forget: { type: 'string', value: '<id>', excludes: ['refresh'], summary: 'Drop what has this id, URL or path' },
    refresh: { type: 'boolean', summary: 'Read again what was learnt: the given source, or all' },
    project: { type: 'string', value: '<path>', summary: 'Folder of the project; the current one without it' },
    json: { type: 'boolean', summary: 'Print one JSON document (core/schemas/learn.schema.json)' },
  },
  examples: [
    { run: 'tlc learn https://docs.python.org/3/library/asyncio-task.html', what: 'keep the text of a page' },
    { run: 'tlc learn ../handbook', what: 'keep the texts of a folder' },
    { run: 'tlc learn --list', what: 'show what is kept, from where and since when' },
    { run: 'tlc learn --refresh', what: 'read all of it again' },
  ],
  exitCodes: { 3: 'some of it could not be kept; what could be is' },
  async run(context) {
    const { options, positionals, cwd } = context
    const root = projectRoot(options.project, cwd)
    // A variable of a script that is not set names no folder.
    const source = positionals[0]?.trim() ? named(positionals[0], cwd) : undefined
    if (options.list === true) return list(context, root)
    if (options.forget !== undefined) return forget(context, root, options.forget)
    if (source === undefined && (options.refresh !== true || positionals[0] !== undefined)) {
      throw new TlcError('usage/missing-argument', 'Expected a URL or a path, got nothing.', {
        hint: 'Run `tlc learn --help`.',
      })
    }
    const allowPrivate = options['allow-private'] === true
    const [intent, input, stop] = options.refresh
      ? ['page-refresh', { ...(source !== undefined && { only: [source] }), allowPrivate }, { refresh: true }]
      : ['page-learn', { source, allowPrivate }, { source }]
    const outcome = await act<LearnOutcome>(context, root, { intent, input, stop })
    await print(context, outcome, () => learntText(outcome, styler(context.out)))
    return outcome.skipped.length > 0 ? 3 : 0
  },
})

type Context = CommandContext<{ json: boolean | undefined }>

/** A path is that of the folder one stands in; the daemon stands elsewhere. */
function named(source: string, cwd: string): string {
  if (/^[a-z][a-z\d+.-]*:\/\//i.test(source)) return source
  const path = resolve(cwd, source)
  return existsSync(path) ? realpathSync(path) : path
}

async function list(context: Context, root: string): Promise<number> {
  const pages: PageFacts[] = []
  await askDaemon({ root, signal: context.signal, err: context.err }, async (daemon) => {
    const ask = (after: string | undefined) =>
      daemon.request<Page & { pages: PageFacts[] }>('pages.list', { after }, { signal: context.signal })
    for await (const part of allPages(ask)) pages.push(...part.pages)
  })
  await print(context, { pages }, () => pagesText(pages, styler(context.out)))
  return 0
}

async function forget(context: Context, root: string, page: string): Promise<number> {
  const isId = /^[a-z][a-z\d+.-]*:/i.test(page)
  const input = { page: isId ? page : named(page, context.cwd) }
  const { removed } = await act<{ removed: number }>(context, root, { intent: 'page-forget', input })
  await print(context, { removed }, () => `Forgot ${removed} ${removed === 1 ? 'text' : 'texts'}\n`)
  return 0
}

/** Asks for a change, shows a person how far it is, and ends it on Ctrl+C. */
async function act<Result>(
  { signal, err }: Context,
  root: string,
  { intent, input, stop }: { intent: string; input: object; stop?: object },
): Promise<Result> {
  const [{ attach }, { watchProgress }] = await Promise.all([import('@tlc/core/link/local'), import('../progress.ts')])
  const link = await attach({ ...ownDaemon(root), signal })
  const progress = watchProgress(link, err)
  const onAbort = () => {
    if (stop) link.intent('page-stop', stop).catch(() => {})
  }
  signal.addEventListener('abort', onAbort, { once: true })
  try {
    return await link.intent<Result>(intent, input)
  } finally {
    signal.removeEventListener('abort', onAbort)
    await progress.stop()
    await link.close()
  }
}

async function print(context: Context, value: object, text: () => string): Promise<void> {
  const json = () => `${JSON.stringify({ schemaVersion: SCHEMA_VERSION, ...value })}\n`
  await context.out.write(context.options.json === true ? json() : text())
}
