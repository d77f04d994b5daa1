import type { SearchAnswer, SearchQuery } from '@tlc/core/index/contract'
import { isPartial } from '@tlc/core/index/progress-text'
import { KINDS } from '@tlc/core/index/segment/kinds'
import type { Requests } from '@tlc/core/link/requests'
import { TlcError } from '@tlc/core/system/error'
import { answerBatch } from '../batch.ts'
import { askDaemon } from '../connect.ts'
import { defineCommand } from '../define-command.ts'
import { projectRoot } from '../project-root.ts'
import { partialNotice, searchJson, searchText } from '../reports/search-text.ts'
import { styler } from '../style.ts'

const NOTHING_FOUND = 3

export default defineCommand({
  id: 'search',
  summary: 'Find code and other knowledge by meaning, name, path or error message',
  arguments: [{ name: 'query', summary: 'words, a name, a path or an error message' }],
  options: {
    json: { type: 'boolean', summary: 'Print one JSON object for each query (core/schemas/search.schema.json)' },
    batch: {
      type: 'boolean',
      summary: 'Read one query a line from standard input: {id, query, limit, kinds, paths, languages}',
    },
    kind: {
      type: 'string',
      value: '<kinds>',
      summary: 'Only these, with commas: code, test, documentation, example, configuration, …',
    },
    path: { type: 'string', value: '<paths>', summary: 'Only in these folders, files or globs, with commas' },
    lang: { type: 'string', value: '<languages>', summary: 'Only these languages, with commas' },
    limit: { type: 'string', short: 'n', value: '<count>', summary: 'Most hits, up to 50; 10 without it' },
    explain: { type: 'boolean', summary: 'Say why each hit is where it is, and which words were added' },
    project: { type: 'string', value: '<folder>', summary: 'Folder of the project; the current one without it' },
  },
  examples: [
    { run: 'tlc search "where do we drop a client that stopped answering"', what: 'ask in your own words' },
    { run: 'tlc search HttpResponse --lang python', what: 'find a definition by its name' },
    { run: 'tlc search --batch --json < queries.ndjson', what: 'answer many queries by one start' },
  ],
  exitCodes: { 3: 'nothing fits, and the whole project was searched' },
  async run({ options, positionals, cwd, input, out, err, signal }) {
    const root = projectRoot(options.project, cwd)
    const words = positionals.join(' ').trim()
    if ((words === '') === (options.batch !== true)) {
      const got = words === '' ? 'neither' : 'both'
      throw new TlcError('usage/no-query', `Expected either a query or \`--batch\`, got ${got}.`, {
        hint: 'Example: tlc search "parse the configuration file"',
      })
    }
    const filters = {
      ...(options.kind !== undefined && { kinds: kindsOf(options.kind) }),
      ...(options.path !== undefined && { paths: listed(options.path) }),
      ...(options.lang !== undefined && { languages: listed(options.lang) }),
      ...(options.limit !== undefined && { limit: limitOf(options.limit) }),
    }
    const ask = (daemon: Requests, query: SearchQuery) =>
      daemon.request<SearchAnswer>('search.query', query, { signal })
    const search = async (daemon: Requests): Promise<number> => {
      if (options.batch === true) {
        await answerBatch({ input, out, signal }, async (request) => {
          const { id, ...query } = checkedQuery(request)
          return searchJson(await ask(daemon, { ...filters, ...query }), id)
        })
        return 0
      }
      const answer = await ask(daemon, { query: words, ...filters })
      if (options.json === true) await out.write(`${JSON.stringify(searchJson(answer, words))}\n`)
      else await out.write(searchText(answer, { style: styler(out), explain: options.explain === true }))
      const partial = partialNotice(answer.progress)
      if (partial !== '' && options.json !== true) await err.write(`${partial}\n`)
      return answer.hits.length === 0 && !isPartial(answer.progress) ? NOTHING_FOUND : 0
    }
    return askDaemon({ root, signal, err }, search)
  },
})

function checkedQuery(request: unknown): SearchQuery & { id: unknown } {
  const fields = (typeof request === 'object' && request !== null ? request : {}) as Partial<
    SearchQuery & { id: unknown }
  >
  if (typeof fields.query !== 'string' || fields.query.trim() === '') {
    throw new TlcError('usage/bad-request', 'Expected {"id": anything, "query": text that is not empty}')
  }
  return { id: null, ...fields, query: fields.query }
}

function listed(value: string): string[] {
  return value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

function kindsOf(value: string): SearchQuery['kinds'] {
  const kinds = listed(value)
  const odd = kinds.find((kind) => !KINDS.some((known) => known === kind))
  if (odd === undefined) return kinds as SearchQuery['kinds']
  throw new TlcError('usage/bad-kind', `Expected \`--kind\` to be of ${KINDS.join(', ')}, got \`${odd}\`.`)
}

function limitOf(value: string): number {
  const limit = Number(value)
  if (Number.isInteger(limit) && limit >= 1 && limit <= 50) return limit
  throw new TlcError('usage/bad-limit', `Expected \`--limit\` to be a whole number from 1 to 50, got \`${value}\`.`)
}
