import type { SearchHit } from '../contract.ts'
import { estimateTokens } from './tokens.ts'

/** A hit with its lines. */
export interface PackedHit extends Pick<SearchHit, 'path' | 'startLine' | 'endLine' | 'kind' | 'name' | 'symbolKind'> {
  lines: string[]
}

/** Lines of a file, both included. */
export interface LineSpan {
  from: number
  to: number
}

/** What is shown of a hit: spans within its lines from the top down; the first begins where the hit does. */
export interface View {
  hit: PackedHit
  spans: LineSpan[]
}

/** Lines of a file that are shown without a gap. */
export interface ShownPlace {
  path: string
  startLine: number
  endLine: number
  /** False when what follows of the definition is left out. */
  whole: boolean
}

interface ShownFile {
  path: string
  lines: Map<number, string>
  hits: PackedHit[]
  /** Line after which a view leaves something out → the last line of that. */
  cuts: Map<number, number>
}

/** The lines that a pack shows: each once, those of a file together and in their order. */
export class ShownLines {
  /** By `spaceOf`. */
  readonly #files = new Map<string, ShownFile>()

  /** Tokens that showing this takes at most beside what is shown; null when all its lines are shown. */
  costOf({ hit, spans }: View): number | null {
    const shown = this.#files.get(spaceOf(hit))?.lines
    let lines = 0
    let tokens = 0
    for (const at of numbersOf(spans)) {
      if (shown?.has(at)) continue
      lines++
      tokens += costOfLine(lineOf(hit, at))
    }
    if (lines === 0) return null
    const cuts = cutsOf({ hit, spans }).reduce((sum, [after, to]) => sum + costOfLine(leftOut(after + 1, to)), 0)
    return tokens + cuts + costOfLine(headerOf(hit)) + 1
  }

  show({ hit, spans }: View): void {
    const { path } = hit
    const file: ShownFile = this.#files.get(spaceOf(hit)) ?? { path, lines: new Map(), hits: [], cuts: new Map() }
    this.#files.set(spaceOf(hit), file)
    for (const at of numbersOf(spans)) file.lines.set(at, lineOf(hit, at))
    for (const [after, to] of cutsOf({ hit, spans })) file.cuts.set(after, to)
    if (!file.hits.includes(hit)) file.hits.push(hit)
  }

  /** The file whose lines were shown first stands first. */
  places(): ShownPlace[] {
    return [...this.#files.values()].flatMap(({ path, lines, cuts }) =>
      runsOf(lines).map(({ from, to }) => ({ path, startLine: from, endLine: to, whole: !cuts.has(to) })),
    )
  }

  /** A paragraph for each hit, headed by its place and name. */
  paragraphs(): string[] {
    return [...this.#files.values()].flatMap(paragraphsOf)
  }
}

function paragraphsOf(file: ShownFile): string[] {
  const { lines, hits, cuts } = file
  const outer = [...hits].sort((a, b) => a.startLine - b.startLine || b.endLine - a.endLine)
  const runs = runsOf(lines)
  const paragraphs: string[] = []
  const add = (line: string) => {
    paragraphs.push(`${paragraphs.pop() ?? ''}${line}\n`)
  }
  runs.forEach(({ from, to }, i) => {
    for (let at = from; at <= to; at++) {
      const begun = outer.find(({ startLine }) => startLine === at)
      // A function that is shown within another one needs no heading of its own.
      if (begun && !(at > from && hits.some((hit) => hit.startLine < at && hit.endLine >= at))) {
        paragraphs.push('')
        add(headerOf(begun))
      }
      add(lines.get(at)!)
    }
    const cut = cuts.get(to)
    if (cut !== undefined) add(leftOut(to + 1, Math.min(cut, (runs[i + 1]?.from ?? cut + 1) - 1)))
  })
  return paragraphs
}

/** What the numbers of lines count in: the file; of a text cell of a notebook, which stands beside the code, the cell. */
function spaceOf({ path, name, kind }: PackedHit): string {
  return path.endsWith('.ipynb') && kind === 'documentation' ? `${path} ${name}` : path
}

function headerOf({ path, startLine, endLine, kind, name, symbolKind }: PackedHit): string {
  // Of a notebook the lines count over its cells, so the cell is named.
  const what = symbolKind === null ? (path.endsWith('.ipynb') ? name : kind) : `${symbolKind} ${name}`
  return `${path}:${startLine}-${endLine} (${what})`
}

function leftOut(from: number, to: number): string {
  return `… lines ${from}-${to} left out`
}

/** After which lines something of the hit is left out, and up to where. */
function cutsOf({ hit, spans }: View): [after: number, to: number][] {
  return spans.flatMap(({ to }, i): [number, number][] => {
    const next = (spans[i + 1]?.from ?? hit.endLine + 1) - 1
    return next > to ? [[to, next]] : []
  })
}

function runsOf(lines: ReadonlyMap<number, string>): LineSpan[] {
  const runs: LineSpan[] = []
  for (const at of [...lines.keys()].sort((a, b) => a - b)) {
    const last = runs.at(-1)
    if (last?.to === at - 1) last.to = at
    else runs.push({ from: at, to: at })
  }
  return runs
}

function* numbersOf(spans: LineSpan[]): Generator<number> {
  for (const { from, to } of spans) for (let at = from; at <= to; at++) yield at
}

function lineOf({ startLine, lines }: PackedHit, at: number): string {
  return lines[at - startLine]!
}

function costOfLine(line: string): number {
  return estimateTokens(line) + 1
}
