import { notebookCells } from '@tlc/analyzers/notebook'
import { insideProject } from '../system/paths.ts'
import { type LineWindow, readLines } from '../workspace/line-index.ts'
import { readSource } from '../workspace/read-source.ts'

/** Of a notebook also where its code cells begin. */
export interface SourceWindow extends LineWindow {
  cells?: { index: number; firstLine: number }[]
}

/**
 * Lines as everything else in the project counts them: those of the file, of a notebook those of its code cells joined.
 * Throws `path/outside`, and the signal's reason.
 */
export async function sourceLines(options: {
  root: string
  path: string
  from: number
  to: number
  signal: AbortSignal
}): Promise<SourceWindow> {
  const { root, path, from, to } = options
  const notebook = path.toLowerCase().endsWith('.ipynb') ? notebookCode(root, path) : null
  // What is called a notebook and is none has lines as any text.
  if (!notebook) return readLines(options)
  const { lines, cells } = notebook
  return { lines: lines.slice(from - 1, to), total: lines.length, complete: true, cells }
}

function notebookCode(root: string, path: string): { lines: string[]; cells: SourceWindow['cells'] & {} } | null {
  const { text } = readSource(insideProject(root, path))
  const all = text === null ? null : notebookCells(text)
  if (!all) return null
  const lines: string[] = []
  const cells: SourceWindow['cells'] & {} = []
  for (const { index, kind, source } of all) {
    if (kind !== 'code') continue
    const own = source.split('\n')
    if (own.at(-1) === '') own.pop()
    cells.push({ index, firstLine: lines.length + 1 })
    lines.push(...own)
  }
  return { lines, cells }
}
