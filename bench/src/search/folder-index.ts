import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type NamedDefinition, withCalled } from '@tlc/core/index/context/called-definitions'
import { hitsForTask } from '@tlc/core/index/context/hits-for-task'
import { type ContextPack, type FileOutline, packContext } from '@tlc/core/index/context/pack-context'
import type { IndexedFile } from '@tlc/core/index/contract'
import { ProjectIndex, type TextToEmbed } from '@tlc/core/index/project-index'
import { ALL_PARTS, type SearchParts } from '@tlc/core/index/search/search-segments'
import { nodeSystem } from '@tlc/core/system/node-system'
import { createAnalysisPool } from '@tlc/core/workspace/pool'
import { scanProject } from '@tlc/core/workspace/scan'
import type { Found, Searcher } from './searcher.ts'

const MAPPED_FILES = 12
const MOST_LINES = 200

export interface FolderIndex {
  root: string
  files: number
  chunks: number
  /** Bytes of the index without vectors. */
  bytes: number
  /** From the scan to the last file that is searchable, with the analysis. */
  seconds: number
  /** What its vectors are made from. */
  texts(): TextToEmbed[]
  searcher(parts?: Partial<SearchParts>, meaning?: Meaning): Searcher
  /** As the request `context.pack` makes it. */
  pack(task: string, budget: number, meaning?: Meaning): Promise<ContextPack>
  close(): void
}

/** Chunks near a query by meaning, best first. */
export type Meaning = (query: string) => Promise<{ key: number; score: number }[]>

export interface FolderIndexOptions {
  signal?: AbortSignal
  /** Chunks of some lines each, as if nothing were known of definitions. */
  withoutSymbols?: boolean
}

/** What tlc would search in a folder, in this process and without a daemon. */
export async function indexFolder(folder: string, options: FolderIndexOptions = {}): Promise<FolderIndex> {
  const root = realpathSync(folder)
  const state = mkdtempSync(join(tmpdir(), 'tlc-bench-index-'))
  const index = await ProjectIndex.open({ system: nodeSystem, root, folder: state })
  const started = performance.now()
  const described: IndexedFile[] = []
  const imported = await describeFiles(root, options, (files) => {
    described.push(...files)
    index.index(files)
  })
  for (const { path } of described) index.weigh(path, { importers: imported.get(stemOf(path)) ?? 0, changedAt: 0 })
  for (let joined = true; joined; ) joined = finish(index.tidy())
  return {
    root,
    files: index.counts().files,
    chunks: index.chunks,
    bytes: index.bytes(),
    seconds: (performance.now() - started) / 1000,
    texts: () => described.flatMap((file) => index.textsOf(file)),
    searcher: (parts, meaning) => {
      const chosen = { ...ALL_PARTS, ...parts }
      return async (query, limit) =>
        index.search({ query, limit }, { parts: chosen, near: await meaning?.(query) }).hits
    },
    async pack(task, budget, meaning) {
      const near = await meaning?.(task)
      const hits = await hitsForTask(task, (query) => index.search(query, { near }).hits)
      const outlines = outlinesOf(
        described,
        hits.map(({ path }) => path),
      )
      const packed = hits.map((hit) => ({ ...hit, lines: linesOf(root, hit) }))
      const define = async (names: string[]) => definitionsOf(described, names)
      return packContext(task, await withCalled(packed, define, (hit) => linesOf(root, hit)), outlines, budget)
    },
    close: () => rmSync(state, { recursive: true, force: true }),
  }
}

/** What the engine would tell the index of a folder. */
export async function describedFiles(folder: string, signal: AbortSignal): Promise<IndexedFile[]> {
  const described: IndexedFile[] = []
  await describeFiles(realpathSync(folder), { signal }, (files) => described.push(...files))
  return described
}

/** Resolves with how many files import each name, as the store's query `indexable-files` counts it. */
async function describeFiles(
  root: string,
  { signal, withoutSymbols = false }: FolderIndexOptions,
  take: (files: IndexedFile[]) => void,
): Promise<Map<string, number>> {
  const importers = new Map<string, Set<string>>()
  const { files } = await scanProject({ root, signal })
  const pool = createAnalysisPool({ root })
  try {
    await pool.analyse(files, {
      signal,
      onBatch(batch) {
        const described: IndexedFile[] = []
        for (const { path, hash, facts, skipped } of batch) {
          if (skipped !== null || facts === null) continue
          const { language, symbols, cells, imports } = facts
          for (const { module } of imports) {
            const stem = module.replace(/\.[a-z]{1,3}$/, '').match(/([A-Za-z0-9_-]+)$/)?.[1]
            if (stem !== undefined) importers.set(stem, (importers.get(stem) ?? new Set()).add(path))
          }
          described.push({
            path,
            hash,
            language: language ?? '',
            symbols: withoutSymbols ? [] : symbols,
            ...(cells && { cells }),
          })
        }
        take(described)
      },
    })
  } finally {
    await pool.close()
  }
  return new Map(Array.from(importers, ([stem, paths]) => [stem, paths.size]))
}

function stemOf(path: string): string {
  return path.match(/([^/]+?)(?:\.[^./]*)*$/)?.[1] ?? ''
}

function outlinesOf(described: IndexedFile[], paths: string[]): FileOutline[] {
  return [...new Set(paths)].slice(0, MAPPED_FILES).map((path) => {
    const { symbols = [] } = described.find((file) => file.path === path) ?? {}
    return { path, symbols: symbols.map((one) => ({ ...one, depth: one.container?.split('.').length ?? 0 })) }
  })
}

/** As the store's query `definitions-of-names` finds them. */
function definitionsOf(described: IndexedFile[], names: string[]): NamedDefinition[] {
  return described.flatMap(({ path, symbols }) =>
    symbols.filter(({ name }) => names.includes(name)).map((symbol) => ({ path, ...symbol })),
  )
}

function linesOf(root: string, { path, startLine, endLine }: Found): string[] {
  const lines = readFileSync(join(root, path), 'utf8').split('\n')
  return lines.slice(startLine - 1, Math.min(endLine, startLine + MOST_LINES - 1))
}

function finish(steps: Generator<void, boolean>): boolean {
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
  }
}
