import { integerOf, optional, shape, textOf } from '../../document/check.ts'
import { type ContextPack, type FileOutline, type PackedHit, packContext } from '../../index/context/pack-context.ts'
import type { SearchHit } from '../../index/contract.ts'
import { isOfFile } from '../../index/segment/kinds.ts'
import fileOutline from '../../store/queries/file-outline.ts'
import { readLines } from '../../workspace/line-index.ts'
import { defineRequest } from '../define-request.ts'

const DEFAULT_BUDGET = 4_000
const MOST_HITS = 50
/** Lines of one hit that are read; the pack shows fewer. */
const MOST_LINES = 200
/** Files whose definitions are listed beside the lines. */
const MAPPED_FILES = 12

export interface ContextAnswer extends ContextPack {
  /** Files that are not searchable yet. */
  pendingFiles: number
}

export default defineRequest({
  id: 'context.pack',
  summary:
    'What somebody has to read for a task: the lines that fit it, and a map of their files, within a budget of tokens.',
  input: shape({ task: textOf(1, 10_000), budget: optional(integerOf(200, 200_000)) }),
  async run({ knowledge, root, store }, { task, budget = DEFAULT_BUDGET }, signal): Promise<ContextAnswer> {
    const { hits, progress } = await knowledge.search({ query: task, limit: MOST_HITS }, signal)
    // Lines of a notebook's hits count over its code cells; the file's own lines are JSON.
    const inFiles = hits.filter(({ kind, path }) => isOfFile(kind) && !path.endsWith('.ipynb'))
    const packed: PackedHit[] = []
    for (const hit of inFiles) packed.push({ ...hit, lines: await linesOf(root, hit, signal) })
    const opened = await store()
    const outlines: FileOutline[] = []
    for (const path of [...new Set(inFiles.map((hit) => hit.path))].slice(0, MAPPED_FILES)) {
      const symbols = await opened.query(fileOutline, { path })
      outlines.push({
        path,
        symbols: symbols.map((symbol) => ({ ...symbol, depth: symbol.container?.split('.').length ?? 0 })),
      })
    }
    return { ...packContext(task, packed, outlines, budget), pendingFiles: progress.pendingFiles }
  },
})

async function linesOf(root: string, { path, startLine, endLine }: SearchHit, signal: AbortSignal): Promise<string[]> {
  const to = Math.min(endLine, startLine + MOST_LINES - 1)
  const { lines } = await readLines({ root, path, from: startLine, to, signal })
  return lines
}
