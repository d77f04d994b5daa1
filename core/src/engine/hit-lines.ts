import { readNotebook } from '@tlc/analyzers/notebook'
import { notebookLines } from '../index/chunks/notebook-chunks.ts'
import type { SearchHit } from '../index/contract.ts'
import { insideProject } from '../system/paths.ts'
import { readLines } from '../workspace/line-index.ts'
import { readSource } from '../workspace/read-source.ts'

/**
 * The first `most` lines of a hit in a file; of a notebook as they stand in its cells. Empty when they cannot be read.
 * Rejects with `path/outside`.
 */
export async function hitLines(
  root: string,
  hit: Pick<SearchHit, 'path' | 'name' | 'startLine' | 'endLine'>,
  { most, signal }: { most: number; signal: AbortSignal },
): Promise<string[]> {
  const { path, startLine, endLine } = hit
  if (path.endsWith('.ipynb')) {
    const { text } = readSource(insideProject(root, path))
    return text === null ? [] : notebookLines(text, hit).slice(0, most)
  }
  const to = Math.min(endLine, startLine + most - 1)
  const { lines, skipped } = await readLines({ root, path, from: startLine, to, signal })
  return skipped ? [] : lines
}

/** The cell of a definition in a notebook, counted from 1 over all cells; null for what is no such definition. */
export function cellOfHit(
  root: string,
  { path, symbolKind, startLine }: Pick<SearchHit, 'path' | 'symbolKind' | 'startLine'>,
): number | null {
  if (symbolKind === null || !path.endsWith('.ipynb')) return null
  const { text } = readSource(insideProject(root, path))
  const { cells = [] } = (text !== null && readNotebook(text)) || {}
  const cell = cells.find(({ firstLine, lines }) => startLine >= firstLine && startLine < firstLine + lines)
  return cell ? cell.index + 1 : null
}
