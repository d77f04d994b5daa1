import { join } from 'node:path'
import type { IndexProgress, SearchAnswer } from '@tlc/core/index/contract'
import { attach } from '@tlc/core/link/local'
import { corpus } from '../corpora.ts'
import { type BenchContext, defineBench, type Measurement } from '../define-bench.ts'
import { percentile } from '../percentile.ts'
import { serveWords, tlc } from '../tlc.ts'
import { largeIndex } from './large-index.ts'

/** Of every class, in the words of people and of programs. */
const QUERIES = [
  'where is the csrf token of a request checked',
  'how are migrations applied to the database',
  'escape html in templates',
  'validate a password against common passwords',
  'what sends the email when a view crashes',
  'render a form field as html',
  'log a user out and clear the session',
  'roll back the transaction when a block fails',
  'parse an uploaded file in chunks',
  'translate a string lazily',
  'choose the database for a query',
  'compare two models for equality',
  'cache a view for some minutes',
  'redirect to the login page',
  'serve static files during development',
  'paginate a long list',
  'HttpResponse',
  'QuerySet.filter',
  'get_object_or_404',
  'CsrfViewMiddleware',
  'Model.save',
  'url_has_allowed_host_and_scheme',
  'django/http/response.py',
  'django/db/models/query.py',
  'tests/auth_tests/test_views.py',
  'ValueError: invalid literal for int() with base 10',
  "AttributeError: 'NoneType' object has no attribute 'pk'",
  'django.core.exceptions.ImproperlyConfigured: SECRET_KEY',
]
const ROUNDS = 5
const LARGE = 300_000

export default defineBench({
  id: 'search/query-time',
  question: 'How long does an answer take, the embedding of the query included?',
  async run(context) {
    const measurements = [...(await throughDaemon(context)), ...(await inLargeIndex(context))]
    return {
      measurements,
      notes: [
        `${QUERIES.length} queries of all classes, ${ROUNDS} times each, warm. Django is asked through the daemon; the large index stands in this process, its words are those of real packages, and its vectors are vectors of real chunks slightly turned, which takes as long.`,
      ],
    }
  },
})

async function throughDaemon(context: BenchContext): Promise<Measurement[]> {
  const { path } = await corpus('Django 5.1', context)
  const root = join(path, 'Django-5.1')
  const link = await attach({ root, serve: serveWords(root), client: 'cli', name: 'bench', signal: context.signal })
  try {
    await link.request('analysis.wait', {})
    context.log('waiting until all is embedded: some minutes at the first time')
    let progress = await link.request<IndexProgress>('index.progress', { wait: true })
    const taken: number[] = []
    for (let round = 0; round <= ROUNDS; round++) {
      for (const query of QUERIES) {
        const from = performance.now()
        await link.request<SearchAnswer>('search.query', { query })
        // The first round is to get warm.
        if (round > 0) taken.push(performance.now() - from)
      }
    }
    progress = await link.request<IndexProgress>('index.progress', { now: true })
    const embedded = Math.floor((100 * progress.embedded) / progress.chunks)
    const name = `Django 5.1, ${progress.chunks.toLocaleString('en-US')} chunks, ${embedded} % embedded${embedded < 100 ? ', more on its way' : ''}`
    return [
      { corpus: name, what: 'query, p50', unit: 'ms', ours: percentile(taken, 50) },
      { corpus: name, what: 'query, p95', unit: 'ms', ours: percentile(taken, 95) },
    ]
  } finally {
    await link.close()
    await tlc(['stop', root], { accept: [3] })
  }
}

async function inLargeIndex(context: BenchContext): Promise<Measurement[]> {
  const large = await largeIndex(LARGE, context)
  try {
    const taken: number[] = []
    for (let round = 0; round <= ROUNDS; round++) {
      for (const query of QUERIES) {
        const from = performance.now()
        const near = await large.near(query)
        large.search(query, near)
        if (round > 0) taken.push(performance.now() - from)
      }
    }
    const name = `${large.chunks.toLocaleString('en-US')} chunks of real packages`
    return [
      { corpus: name, what: 'query, p50', unit: 'ms', ours: percentile(taken, 50) },
      { corpus: name, what: 'query, p95', unit: 'ms', ours: percentile(taken, 95) },
    ]
  } finally {
    await large.close()
  }
}
