import type { KnowledgeKind, SearchQuery } from '@tlc/core/index/contract'

/** A typed query taken apart. */
export interface ParsedQuery {
  /** The words that are searched for; '' when there are none. */
  words: string
  filters: Pick<SearchQuery, 'kinds' | 'paths' | 'languages'>
  /** The text in pieces, in order and complete, so that it can be shown in colours. */
  pieces: { text: string; is: 'words' | 'filter' | 'unknown' }[]
  /** What is wrong with filters and what they know, for people. Nothing should be asked until it is mended. */
  faults: string[]
}

/** Values that filters know; no languages: none is refused. */
export interface Known {
  kinds: readonly KnowledgeKind[]
  languages: readonly string[]
}

type FilterName = 'kind' | 'path' | 'lang'

const NAMES: ReadonlyMap<string, FilterName> = new Map([
  ['kind', 'kind'],
  ['path', 'path'],
  ['lang', 'lang'],
  ['language', 'lang'],
])
// A filter stands at the start or behind a blank; its value ends at a blank, or is quoted.
const FILTER = /(?<=^|\s)(kind|path|lang|language):(?:"([^"]*)"?|(\S*))/g
/** More values than fit a line are cut. */
const MOST_NAMED = 12

/**
 * `kind:test,code path:"my folder" lang:python` anywhere in the query, the rest are words. A value may be the start of
 * what it means as long as only one thing starts so. Other words with a colon are words.
 */
export function parseQuery(text: string, known: Known): ParsedQuery {
  const parsed: ParsedQuery = { words: '', filters: {}, pieces: [], faults: [] }
  const words: string[] = []
  let at = 0
  const put = (to: number, is: ParsedQuery['pieces'][number]['is']) => {
    if (to > at) parsed.pieces.push({ text: text.slice(at, to), is })
    at = to
  }
  for (const match of text.matchAll(FILTER)) {
    words.push(text.slice(at, match.index))
    put(match.index, 'words')
    const fault = addFilter(parsed, NAMES.get(match[1]!)!, match[2] ?? match[3] ?? '', known)
    if (fault !== '') parsed.faults.push(fault)
    put(match.index + match[0].length, fault === '' ? 'filter' : 'unknown')
  }
  words.push(text.slice(at))
  put(text.length, 'words')
  parsed.words = words.join(' ').replace(/\s+/g, ' ').trim()
  return parsed
}

/** Puts the values among the filters; why it could not, or ''. */
function addFilter({ filters }: ParsedQuery, name: FilterName, value: string, known: Known): string {
  const values = value.split(',').filter((each) => each !== '')
  if (name === 'path') {
    if (values.length === 0) return 'path: takes the start of a path, or a glob as src/**/*.py'
    filters.paths = [...(filters.paths ?? []), ...values]
    return ''
  }
  const choices: readonly string[] = name === 'kind' ? known.kinds : known.languages
  if (values.length === 0) return `${name}: takes ${listed(choices) || 'a name'}`
  for (const each of values) {
    const fitting = fittingOf(each, choices)
    if (fitting.length !== 1) return refusal(name, each, fitting, choices)
    if (name === 'kind') filters.kinds = [...(filters.kinds ?? []), fitting[0] as KnowledgeKind]
    else filters.languages = [...(filters.languages ?? []), fitting[0]!]
  }
  return ''
}

function fittingOf(value: string, choices: readonly string[]): string[] {
  const lower = value.toLowerCase()
  if (choices.length === 0 || choices.includes(lower)) return [lower]
  return choices.filter((choice) => choice.startsWith(lower))
}

function refusal(name: FilterName, value: string, fitting: string[], choices: readonly string[]): string {
  if (fitting.length > 1) return `${name}:${value} may be ${listed(fitting)}`
  return `${name}:${value} is unknown; there is ${listed(choices)}`
}

function listed(choices: readonly string[]): string {
  const shown = choices.slice(0, MOST_NAMED).join(', ')
  return choices.length > MOST_NAMED ? `${shown} and ${choices.length - MOST_NAMED} more` : shown
}
