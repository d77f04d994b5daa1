import type { SearchHit } from '../contract.ts'
import { estimateTokens } from './tokens.ts'

/** A hit with its lines. */
export interface PackedHit extends Pick<SearchHit, 'path' | 'startLine' | 'endLine' | 'kind' | 'name' | 'symbolKind'> {
  lines: string[]
}

/** The definitions of a file that a hit is in. */
export interface FileOutline {
  path: string
  symbols: { name: string; kind: string; line: number; signature: string; depth: number }[]
}

export interface ContextPack {
  text: string
  /** Estimated as `estimateTokens` says. */
  tokens: number
  /** What stands in it whole or in part. */
  places: { path: string; startLine: number; endLine: number; whole: boolean }[]
  /** Hits that did not fit. */
  left: number
}

/** Of the budget; the rest is for the map of the files around. */
const FOR_LINES = 0.9
/** A hit may take so much of what is left. */
const FOR_ONE = 1 / 3
/** Of a longer one its head is shown, which says more than its middle. */
const HEAD_LINES = 60
/** A class says what it is at its beginning; its methods are hits of their own. */
const HEAD_OF_CONTAINER = 8
const CONTAINERS: ReadonlySet<string | null> = new Set(['class', 'interface', 'struct', 'trait', 'module', 'namespace'])
const SHORTEST = 4

/**
 * The lines that fit a task best, and after them what else their files define, within `budget` tokens. The best hits come
 * first; one that does not fit whole is shown by its head, or only in the map.
 */
export function packContext(task: string, hits: PackedHit[], outlines: FileOutline[], budget: number): ContextPack {
  const head = `Task: ${task.trim()}\n`
  const parts: string[] = [head]
  const places: ContextPack['places'] = []
  let tokens = estimateTokens(head)
  let left = 0
  for (const hit of hits) {
    if (isCovered(hit, places)) continue
    const part = fitted(hit, budget * FOR_LINES - tokens)
    if (!part) {
      left++
      continue
    }
    parts.push(part.text)
    tokens += part.tokens
    places.push({
      path: hit.path,
      startLine: hit.startLine,
      endLine: hit.startLine + part.lines - 1,
      whole: part.lines === hit.lines.length,
    })
  }
  const map = mapOf(outlines, budget - tokens)
  return {
    text: [...parts, map.text].filter((text) => text !== '').join('\n'),
    tokens: tokens + map.tokens,
    places,
    left,
  }
}

function fitted(hit: PackedHit, room: number): { text: string; tokens: number; lines: number } | null {
  const isLong = hit.lines.length > HEAD_LINES
  if (isLong && !CONTAINERS.has(hit.symbolKind)) {
    const text = textOf(hit, hit.lines.length)
    const tokens = estimateTokens(text)
    if (tokens <= room * FOR_ONE) return { text, tokens, lines: hit.lines.length }
  }
  const most = CONTAINERS.has(hit.symbolKind) && isLong ? HEAD_OF_CONTAINER : HEAD_LINES
  for (let lines = Math.min(hit.lines.length, most); lines > 0; lines = lines > SHORTEST ? lines >> 1 : 0) {
    const text = textOf(hit, lines)
    const tokens = estimateTokens(text)
    if (tokens <= room) return { text, tokens, lines }
  }
  return null
}

function textOf({ path, startLine, endLine, kind, name, symbolKind, lines }: PackedHit, shown: number): string {
  // Of a notebook the lines count over its cells, so the cell is named.
  const what = symbolKind === null ? (path.endsWith('.ipynb') ? name : kind) : `${symbolKind} ${name}`
  const rest = shown < lines.length ? `… lines ${startLine + shown}-${endLine} left out\n` : ''
  return `${path}:${startLine}-${endLine} (${what})\n${lines.slice(0, shown).join('\n')}\n${rest}`
}

function isCovered(hit: PackedHit, places: ContextPack['places']): boolean {
  return places.some(
    ({ path, startLine, endLine }) => path === hit.path && startLine <= hit.startLine && endLine >= hit.endLine,
  )
}

function mapOf(outlines: FileOutline[], room: number): { text: string; tokens: number } {
  const lines: string[] = []
  let tokens = 0
  const take = (line: string): boolean => {
    const cost = estimateTokens(line) + 1
    if (tokens + cost > room) return false
    lines.push(line)
    tokens += cost
    return true
  }
  if (outlines.length === 0 || !take('Also defined in these files:')) return { text: '', tokens: 0 }
  for (const { path, symbols } of outlines) {
    if (!take(path)) break
    for (const { line, depth, signature } of symbols) if (!take(`${'  '.repeat(depth + 1)}${line}: ${signature}`)) break
  }
  return { text: `${lines.join('\n')}\n`, tokens }
}
