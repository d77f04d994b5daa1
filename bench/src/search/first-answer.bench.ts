import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { IndexProgress, SearchAnswer } from '@tlc/core/index/contract'
import { isPartial } from '@tlc/core/index/progress-text'
import { corpus } from '../corpora.ts'
import { type BenchContext, defineBench, type Measurement } from '../define-bench.ts'
import { runCommand } from '../peers/command.ts'
import { tlc } from '../tlc.ts'
import { processesOf, processorSeconds, UsageWatch } from './process-usage.ts'

/** What is asked, and a file that answers it. */
const QUESTIONS = [
  { query: 'HttpResponse', file: 'django/http/response.py', grep: 'class HttpResponse' },
  { query: 'where is the csrf token of a request checked', file: 'django/middleware/csrf.py', grep: 'csrf' },
  { query: 'how are migrations applied to the database', file: 'django/db/migrations/executor.py', grep: 'migrat' },
]
const EMBED_SECONDS = 20

export default defineBench({
  id: 'search/first-answer',
  question: 'How soon does a project that was never opened answer a question?',
  async run(context) {
    const { path } = await corpus('Django 5.1', context)
    const root = join(path, 'Django-5.1')
    const { signal } = context
    const measurements: Measurement[] = []
    const name = 'Django 5.1'
    const colds: { seconds: number; found: boolean; pending: number }[] = []
    let slowestGrep = 0
    for (const { query, file, grep } of QUESTIONS) {
      await forget(root, signal)
      const { out, seconds } = await tlc(['search', query, '--json', '--project', root], { signal, accept: [3] })
      const { hits, progress }: SearchAnswer = JSON.parse(out)
      colds.push({ seconds, found: hits.some((hit) => hit.path === file), pending: progress.pendingFiles })
      slowestGrep = Math.max(
        slowestGrep,
        (await runCommand('grep', ['-rIl', grep, root], { signal, accept: [1] })).seconds,
      )
    }
    measurements.push({
      corpus: name,
      what: 'first answer after a cold start, slowest of three questions',
      unit: 's',
      ours: Math.max(...colds.map(({ seconds }) => seconds)),
      peer: { name: 'grep -r, a word of it', value: slowestGrep },
    })
    measurements.push(...(await wholeIndex(root, name, context)), ...(await restarted(root, name, signal)))
    await forget(root, signal)
    return {
      measurements,
      tables: [
        {
          title: 'First answers',
          head: ['question', 'seconds', 'its file is among the hits', 'files pending'],
          rows: colds.map(({ seconds, found, pending }, i) => [
            QUESTIONS[i]!.query,
            seconds.toFixed(2),
            found ? 'yes' : 'no',
            pending,
          ]),
        },
      ],
      notes: [
        'From the start of `tlc search`, without a daemon and without state, to the end of its output. The first answers are partial, and say so.',
      ],
    }
  },
})

/** From nothing to all files searchable by words, then some seconds of embedding. */
async function wholeIndex(root: string, name: string, { signal }: BenchContext): Promise<Measurement[]> {
  await forget(root, signal)
  const watch = new UsageWatch(root)
  const from = performance.now()
  const progressUntil = async (enough: (progress: IndexProgress) => boolean): Promise<IndexProgress> => {
    for (;;) {
      const progress: IndexProgress = JSON.parse((await tlc(['index', root, '--json'], { signal })).out)
      if (enough(progress)) return progress
    }
  }
  await progressUntil((progress) => !isPartial(progress) && progress.chunks > 0)
  const seconds = (performance.now() - from) / 1000
  // The model is loaded some seconds after the last words.
  const progress = await progressUntil(({ embedded }) => embedded > 0)
  const { index } = processesOf(root)
  const [cpuFrom, wallFrom] = [index === null ? 0 : processorSeconds(index), performance.now()]
  await new Promise((resolve) => setTimeout(resolve, EMBED_SECONDS * 1000))
  const wall = (performance.now() - wallFrom) / 1000
  const cores = index === null ? 0 : (processorSeconds(index) - cpuFrom) / wall
  const after: IndexProgress = JSON.parse((await tlc(['index', root, '--json'], { signal })).out)
  const { daemon, both } = watch.stop()
  return [
    { corpus: name, what: 'everything searchable by words', unit: 's', ours: seconds },
    { corpus: name, what: "daemon's peak memory", unit: 'MB', ours: daemon },
    { corpus: name, what: 'daemon and index process together, peak', unit: 'MB', ours: both },
    { corpus: name, what: 'cores that embedding takes', unit: '', ours: cores },
    { corpus: name, what: 'chunks embedded a second', unit: '', ours: (after.embedded - progress.embedded) / wall },
  ]
}

async function restarted(root: string, name: string, signal: AbortSignal): Promise<Measurement[]> {
  const before: IndexProgress = JSON.parse((await tlc(['index', root, '--json'], { signal })).out)
  await tlc(['stop', root], { signal, accept: [3] })
  const { out, seconds } = await tlc(['search', QUESTIONS[1]!.query, '--json', '--project', root], { signal })
  const { progress }: SearchAnswer = JSON.parse(out)
  return [
    { corpus: name, what: 'first answer after a restart', unit: 's', ours: seconds },
    {
      corpus: name,
      what: 'chunks embedded or indexed again after a restart',
      unit: '',
      ours: Math.max(0, before.chunks - progress.chunks),
    },
  ]
}

async function forget(root: string, signal: AbortSignal): Promise<void> {
  await tlc(['stop', root], { signal, accept: [3] })
  rmSync(join(root, '.tlc'), { recursive: true, force: true })
}
