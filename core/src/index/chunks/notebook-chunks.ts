import { notebookCells } from '@tlc/analyzers/notebook'
import type { Chunk, IndexedFile } from '../contract.ts'
import { codeChunks } from './code-chunks.ts'
import { cutRange } from './line-ranges.ts'
import { SourceLines } from './source-lines.ts'

/** A longer cell is cut. */
const MOST_CHARACTERS = 4_000
/** What has a chunk of its own in a cell. */
const DEFINED: ReadonlySet<string> = new Set(['function', 'method', 'constructor', 'class', 'struct', 'interface'])

/**
 * A notebook by its cells, and by the definitions in them. Lines count over all code cells joined, as its symbols and
 * findings do; a text cell stands at the line of the code that follows it. A file that is no notebook gives nothing.
 */
export function notebookChunks({ path, cells = [], symbols }: IndexedFile, text: string): Chunk[] {
  const places = new Map(cells.map((cell) => [cell.index, cell]))
  let line = 1
  return (notebookCells(text) ?? []).flatMap(({ index, kind, source }): Chunk[] => {
    const place = kind === 'code' ? places.get(index) : undefined
    const firstLine = place?.firstLine ?? line
    const lines = Math.max(1, place?.lines ?? 1)
    if (place) line = place.firstLine + place.lines
    if (source.trim() === '') return []
    const whole: Chunk = {
      kind: kind === 'code' ? 'code' : 'documentation',
      startLine: firstLine,
      endLine: firstLine + lines - 1,
      name: cellName(index),
      symbolKind: null,
      exported: false,
      depth: 0,
      text: source,
      context: path,
    }
    const written = new SourceLines(source)
    if (kind === 'text') return textParts(written).map((part) => ({ ...whole, text: part }))
    const own = symbols
      .filter((symbol) => place && symbol.line >= firstLine && symbol.line < firstLine + place.lines)
      .map((symbol) => ({ ...symbol, line: symbol.line - firstLine + 1, endLine: symbol.endLine - firstLine + 1 }))
    const names = [...new Set(own.map((symbol) => symbol.name))]
    const isShort = source.length <= MOST_CHARACTERS
    if (isShort && !own.some(({ kind: of }) => DEFINED.has(of)))
      return [{ ...whole, ...(names.length > 0 && { names }) }]
    return codeChunks(path, 'code', own, written).map((part) => ({
      ...part,
      // What stands between the definitions is the cell's.
      ...(!DEFINED.has(part.symbolKind ?? '') && {
        name: whole.name,
        symbolKind: null,
        ...(part.name !== '' && { names: [part.name] }),
      }),
      startLine: part.startLine + firstLine - 1,
      endLine: part.endLine + firstLine - 1,
    }))
  })
}

/** All parts of a text cell stand at the same place, and show the whole cell. */
function textParts(written: SourceLines): string[] {
  const parts = cutRange(written, { from: 1, to: written.count }, MOST_CHARACTERS)
  return parts.map(({ from, to }) => written.slice(from, to))
}

/** The lines of a hit in a notebook: of its joined code, or of the text cell that it names. */
export function notebookLines(
  text: string,
  { name, startLine, endLine }: Pick<Chunk, 'name' | 'startLine' | 'endLine'>,
) {
  const cells = notebookCells(text) ?? []
  const named = cells.find(({ index }) => cellName(index) === name)
  if (named?.kind === 'text') return named.source.split('\n')
  const code = cells
    .filter(({ kind }) => kind === 'code')
    .map(({ source }) => (source === '' || source.endsWith('\n') ? source : `${source}\n`))
  return code
    .join('')
    .split('\n')
    .slice(startLine - 1, endLine)
}

function cellName(index: number): string {
  return `cell ${index + 1}`
}
