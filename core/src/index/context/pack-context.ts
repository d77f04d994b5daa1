import { type PackedHit, ShownLines, type ShownPlace, type View } from './shown-lines.ts'
import { estimateTokens } from './tokens.ts'

export type { PackedHit } from './shown-lines.ts'

/** The definitions of a file that a hit is in. */
export interface FileOutline {
  path: string
  symbols: { name: string; kind: string; line: number; endLine: number; signature: string; depth: number }[]
}

export interface ContextPack {
  text: string
  /** Estimated as `estimateTokens` says. */
  tokens: number
  /** What stands in it, in the order of the text. */
  places: ShownPlace[]
  /** Hits that did not fit. */
  left: number
}

/** Of the budget; the rest is for the map of the files around. */
const FOR_LINES = 0.9
/** With less than this, lines are all there is room for. */
const LEAST_FOR_MAP = 3_000
/** A long hit may take so much of what is left; of a longer one the head is shown, if there is room in the end. */
const FOR_ONE = 1 / 3
const HEAD_LINES = 60
const SHORTEST_HEAD = 4
/** Of a longer class its declaration is shown; its methods are hits of their own. */
const SHORT_CONTAINER = 20
const CONTAINERS: ReadonlySet<string | null> = new Set(['class', 'interface', 'trait', 'module', 'namespace'])
/** A comment above a definition says at its beginning what that is for; from so many lines on the rest is left out. */
const LONG_COMMENT = 4
const SHOWN_OF_COMMENT = 2
/** Values say less than functions to who looks for where to go, and within another definition nothing. */
const MEMBERS: ReadonlySet<string> = new Set(['property', 'field', 'variable', 'constant', 'enum-member'])
const COMMENT =
  /^\s*(?:\/\/|\/\*|\*|#(?!\s*(?:include|define|undef|if|ifdef|ifndef|else|elif|endif|pragma)\b|!?\[)|--|;;|<!--)/

/**
 * The lines that fit a task best, and after them what else their files define, within `budget` tokens. The best hits are
 * shown first, and whole: a function of which a part is missing has to be read again. What is too long is passed over for
 * what comes after, and shown by its head when there is room left.
 */
export function packContext(task: string, hits: PackedHit[], outlines: FileOutline[], budget: number): ContextPack {
  const head = `Task: ${task.trim()}\n`
  const room = (budget < LEAST_FOR_MAP ? budget : budget * FOR_LINES) - estimateTokens(head)
  const shown = new ShownLines()
  const left = chooseLines(shown, hits, room)
  const lines = [head, ...shown.paragraphs()].join('\n')
  const used = estimateTokens(lines)
  const map = mapOf(outlines, shown.places(), budget - used - 1)
  const text = map === '' ? lines : `${lines}\n${map}`
  return { text, tokens: estimateTokens(text), places: shown.places(), left }
}

/** Answers how many hits are not shown at all. */
function chooseLines(shown: ShownLines, hits: PackedHit[], room: number): number {
  let used = 0
  const take = (view: View): boolean => {
    const tokens = shown.costOf(view)
    if (tokens === null) return true
    const isLong = view.hit.lines.length > HEAD_LINES && !CONTAINERS.has(view.hit.symbolKind)
    if (tokens > (isLong ? FOR_ONE : 1) * (room - used)) return false
    shown.show(view)
    used += tokens
    return true
  }
  const passed = hits.filter((hit) => hit.lines.length > 0 && !take(viewOf(hit)))
  const takeHead = (hit: PackedHit): boolean => {
    for (let lines = Math.min(hit.lines.length - 1, HEAD_LINES); lines >= SHORTEST_HEAD; lines >>= 1) {
      const view = headOf(viewOf(hit), lines)
      const tokens = shown.costOf(view)
      if (tokens === null || tokens > room - used) continue
      shown.show(view)
      used += tokens
      return true
    }
    return false
  }
  return passed.filter((hit) => !takeHead(hit)).length
}

function viewOf(hit: PackedHit): View {
  const { startLine, lines, symbolKind } = hit
  const comment = longCommentAbove(lines)
  const from = startLine + comment
  const isContainer = CONTAINERS.has(symbolKind) && lines.length > SHORT_CONTAINER
  const body = { from, to: isContainer ? from : startLine + lines.length - 1 }
  return { hit, spans: comment === 0 ? [body] : [{ from: startLine, to: startLine + SHOWN_OF_COMMENT - 1 }, body] }
}

function headOf({ hit, spans }: View, lines: number): View {
  const body = spans.at(-1)!
  return { hit, spans: [...spans.slice(0, -1), { from: body.from, to: Math.min(body.to, body.from + lines - 1) }] }
}

/** Lines of the comment that the hit begins with; 0 for a short one, and where there is nothing else. */
function longCommentAbove(lines: string[]): number {
  const code = lines.findIndex((line) => !COMMENT.test(line))
  return code < LONG_COMMENT ? 0 : code
}

/** Each file has an equal part of what room those before it left, so that none fills it. */
function mapOf(outlines: FileOutline[], places: ContextPack['places'], room: number): string {
  const files = outlines
    .map(({ path, symbols }) => ({ path, symbols: notShown(path, symbols, places) }))
    .filter(({ symbols }) => symbols.length > 0)
  const head = 'Also defined in these files:'
  const lines: string[] = []
  let tokens = costOf([head])
  for (const [i, { path, symbols }] of files.entries()) {
    const listed = linesOfMap(path, symbols, (room - tokens) / (files.length - i))
    // A path alone says nothing.
    if (listed.length < 2) continue
    lines.push(...listed)
    tokens += costOf(listed)
  }
  return lines.length === 0 ? '' : `${[head, ...lines].join('\n')}\n`
}

/** The path and what of its definitions fits; where not all do, values come after what does something. */
function linesOfMap(path: string, symbols: FileOutline['symbols'], room: number): string[] {
  const lineOf = ({ line, depth, signature }: FileOutline['symbols'][number]) =>
    `${'  '.repeat(depth + 1)}${line}: ${signature}`
  const all = [path, ...symbols.map(lineOf)]
  if (costOf(all) <= room) return all
  const lines: string[] = []
  let tokens = 0
  for (const line of [path, ...symbols.filter(({ kind }) => !MEMBERS.has(kind)).map(lineOf)]) {
    tokens += costOf([line])
    if (tokens > room) break
    lines.push(line)
  }
  return lines
}

function costOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + estimateTokens(line) + 1, 0)
}

/** What is shown above is not listed again, but for what others stand in. */
function notShown(
  path: string,
  symbols: FileOutline['symbols'],
  places: ContextPack['places'],
): FileOutline['symbols'] {
  const isShown = ({ line, endLine }: FileOutline['symbols'][number]) =>
    places.some((place) => place.path === path && place.startLine <= line && place.endLine >= endLine)
  const saysLittle = ({ kind, depth, line, endLine }: FileOutline['symbols'][number]) =>
    (depth > 0 && MEMBERS.has(kind)) || (kind === 'module' && line === endLine)
  return symbols.filter((symbol) => !isShown(symbol) && !saysLittle(symbol))
}
