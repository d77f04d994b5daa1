/** A notebook's code as one text. Line `firstLine + n` of it, counted from 1, is line `n + 1` of the cell. */
export interface NotebookCode {
  /** As the kernel names it: `python`, `R`, `bash`; null when the notebook does not say. */
  language: string | null
  text: string
  cells: { index: number; firstLine: number; lines: number }[]
}

/** Looks for the kernel's language in the text, without reading it as JSON. */
export function kernelLanguage(text: string): string | null {
  const info = /"language_info"\s*:\s*\{[^{}]*(?:\{[^{}]*\}[^{}]*)*?"name"\s*:\s*"([^"]+)"/.exec(text)
  const spec = /"kernelspec"\s*:\s*\{[^{}]*"language"\s*:\s*"([^"]+)"/.exec(text)
  return info?.[1] ?? spec?.[1] ?? null
}

/** Of headings in nbformat 3. Another number is somebody's mistake or malice. */
const MOST_LEVELS = 6

/** A cell as it is written; `index` counts all cells of the notebook, from 0. */
export interface NotebookCell {
  index: number
  kind: 'code' | 'text'
  source: string
}

/**
 * All cells of a Jupyter notebook (nbformat 3 and 4); what is no cell is left out, and still counts.
 *
 * @returns null when the text is no notebook
 */
export function notebookCells(text: string): NotebookCell[] | null {
  const notebook = parseJson(text)
  if (!isRecord(notebook)) return null
  const cells = notebook.cells ?? worksheetCells(notebook)
  if (!Array.isArray(cells)) return null
  return cells.flatMap((cell, index): NotebookCell[] => {
    if (!isRecord(cell)) return []
    const source = sourceOf(cell)
    if (cell.cell_type === 'code') return [{ index, kind: 'code', source }]
    const { level } = cell
    const isHeading = cell.cell_type === 'heading' && typeof level === 'number' && level >= 1 && level <= MOST_LEVELS
    return [{ index, kind: 'text', source: isHeading ? `${'#'.repeat(level)} ${source}` : source }]
  })
}

/**
 * Joins the code cells of a Jupyter notebook. Lines that are IPython's and not the language's (`%magic`, `!command`,
 * `name?`) become comments of the same length, so that columns stay.
 *
 * @returns null when the text is no notebook
 */
export function readNotebook(text: string): NotebookCode | null {
  const cells = notebookCells(text)
  if (!cells) return null
  const language = kernelLanguage(text)
  const lines: string[] = []
  const found: NotebookCode['cells'] = []
  for (const { index, kind, source } of cells) {
    if (kind !== 'code') continue
    const own = source.split('\n')
    if (own.at(-1) === '') own.pop()
    found.push({ index, firstLine: lines.length + 1, lines: own.length })
    const foreign = /^\s*%%(?!(?:time|timeit|capture|prun)\b)/.test(own[0] ?? '')
    for (const line of own) lines.push(foreign ? `#${line.slice(1)}` : withoutMagic(line, language))
  }
  return { language, text: lines.map((line) => `${line}\n`).join(''), cells: found }
}

function withoutMagic(line: string, language: string | null): string {
  if (language !== null && language !== 'python') return line
  const magic = /^\s*(?:[%!]|\?{1,2}\w|[\w.]+\?{1,2}\s*$)/.exec(line)
  if (!magic) return line
  const indent = /^\s*/.exec(line)![0]
  return `${indent}#${line.slice(indent.length + 1)}`
}

function sourceOf(cell: Record<string, unknown>): string {
  const source = cell.source ?? cell.input
  if (typeof source === 'string') return source
  return Array.isArray(source) ? source.filter((line) => typeof line === 'string').join('') : ''
}

function worksheetCells({ worksheets }: Record<string, unknown>): unknown {
  if (!Array.isArray(worksheets)) return undefined
  return worksheets.flatMap((sheet) => (isRecord(sheet) && Array.isArray(sheet.cells) ? sheet.cells : []))
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
