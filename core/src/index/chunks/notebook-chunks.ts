import type { Chunk, IndexedFile } from '../contract.ts'

interface Cell {
  cell_type?: unknown
  source?: unknown
}

/**
 * A notebook by its cells. Lines count over all code cells joined, as its symbols and findings do; a text cell stands at
 * the line of the code that follows it. A file that is no notebook gives nothing.
 */
export function notebookChunks({ path, cells = [] }: IndexedFile, text: string): Chunk[] {
  let parsed: { cells?: unknown }
  try {
    parsed = JSON.parse(text) as { cells?: unknown }
  } catch {
    return []
  }
  if (!Array.isArray(parsed?.cells)) return []
  const places = new Map(cells.map((cell) => [cell.index, cell]))
  let line = 1
  return (parsed.cells as Cell[]).flatMap((cell, index): Chunk[] => {
    const place = places.get(index)
    const source = sourceOf(cell)
    const startLine = place?.firstLine ?? line
    if (place) line = place.firstLine + place.lines
    if (source.trim() === '') return []
    return [
      {
        kind: cell.cell_type === 'code' ? 'code' : 'documentation',
        startLine,
        endLine: place ? place.firstLine + Math.max(1, place.lines) - 1 : startLine,
        name: `cell ${index + 1}`,
        symbolKind: null,
        exported: false,
        depth: 0,
        text: source,
        context: path,
      },
    ]
  })
}

function sourceOf({ source }: Cell): string {
  if (typeof source === 'string') return source
  return Array.isArray(source) ? source.filter((line) => typeof line === 'string').join('') : ''
}
