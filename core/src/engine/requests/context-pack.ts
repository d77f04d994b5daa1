import { integerOf, optional, shape, textOf } from '../../document/check.ts'
import { withCalled } from '../../index/context/called-definitions.ts'
import { hitsForTask } from '../../index/context/hits-for-task.ts'
import { type ContextPack, type FileOutline, type PackedHit, packContext } from '../../index/context/pack-context.ts'
import definitionsOfNames from '../../store/queries/definitions-of-names.ts'
import fileOutline from '../../store/queries/file-outline.ts'
import { defineRequest } from '../define-request.ts'
import { hitLines } from '../hit-lines.ts'

const DEFAULT_BUDGET = 4_000
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
    let pendingFiles = 0
    const inFiles = await hitsForTask(task, async (query) => {
      const { hits, progress } = await knowledge.search(query, signal)
      pendingFiles = progress.pendingFiles
      return hits
    })
    const read = (hit: Omit<PackedHit, 'lines'>) => hitLines(root, hit, { most: MOST_LINES, signal })
    const packed: PackedHit[] = []
    for (const hit of inFiles) packed.push({ ...hit, lines: await read(hit) })
    const opened = await store()
    const define = async (names: string[]) =>
      (await opened.query(definitionsOfNames, { names })).map(({ path, symbol }) => ({ path, ...symbol }))
    const withCalls = await withCalled(packed, define, read)
    const outlines: FileOutline[] = []
    for (const path of [...new Set(inFiles.map((hit) => hit.path))].slice(0, MAPPED_FILES)) {
      const symbols = await opened.query(fileOutline, { path })
      outlines.push({
        path,
        symbols: symbols.map((symbol) => ({ ...symbol, depth: symbol.container?.split('.').length ?? 0 })),
      })
    }
    return { ...packContext(task, withCalls, outlines, budget), pendingFiles }
  },
})
