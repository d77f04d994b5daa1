import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FileFacts, FindingFact, SymbolFact } from '@tlc/analyzers/facts'
import type { CommitFact, Store } from '@tlc/core/store/contract'
import { defineQuery } from '@tlc/core/store/define-query'
import { openStore } from '@tlc/core/store/open-store'
import type { AnalysedFile } from '@tlc/core/workspace/contract'

export interface TemporaryStore {
  store: Store
  path: string
  /** Closes the store and opens the file again. */
  reopen(): Promise<Store>
  remove(): Promise<void>
}

export async function temporaryStore(): Promise<TemporaryStore> {
  const folder = mkdtempSync(join(tmpdir(), 'tlc-store-'))
  const path = join(folder, 'metrics.duckdb')
  const temporary: TemporaryStore = {
    store: await openStore({ path }),
    path,
    async reopen() {
      await temporary.store.close()
      temporary.store = await openStore({ path })
      return temporary.store
    },
    async remove() {
      await temporary.store.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  return temporary
}

/** Rows of the table of files, by path. */
export const storedFiles = defineQuery<Record<string, never>, Record<string, unknown>>({
  id: 'test-files',
  sql: 'SELECT * FROM files ORDER BY path',
  bind: () => ({}),
  row: (raw) => ({ ...raw }),
})

/** Findings of one file, from the top down. */
export const findingsOfFile = defineQuery<{ path: string }, FindingFact>({
  id: 'test-findings',
  sql: `
    SELECT i.* FROM findings i JOIN files f ON f.id = i.file WHERE f.path = $path ORDER BY i.line, i."column", i.rule`,
  bind: ({ path }) => ({ path }),
  row: ({ file: _, project: __, cwe, end_line, end_column, ...same }) =>
    ({
      ...same,
      cwe: cwe === '' ? [] : String(cwe).split(',').map(Number),
      endLine: end_line,
      endColumn: end_column,
    }) as FindingFact,
})

export function aFile(path: string, facts: Partial<FileFacts> = {}): AnalysedFile {
  const { symbols = [], functions = [] } = facts
  const complexity = Math.max(0, ...functions.map(({ cyclomatic }) => cyclomatic))
  return {
    path,
    bytes: 120,
    mtimeMs: 1_700_000_000_000.5,
    hash: `hash of ${path}`,
    skipped: null,
    facts: {
      language: 'python',
      lines: 10,
      code: 8,
      comments: 1,
      blank: 1,
      maintainability: 61.5,
      totals: { symbols: symbols.length, functions: functions.length, complexity },
      symbols: [],
      functions: [],
      references: referencesTo({}),
      imports: [],
      findings: [],
      blocks: [],
      syntaxErrors: 0,
      ...facts,
    },
  }
}

export function aSymbol(name: string, symbol: Partial<SymbolFact> = {}): SymbolFact {
  return {
    name,
    kind: 'function',
    line: 1,
    column: 1,
    endLine: 3,
    endColumn: 2,
    nameLine: 1,
    nameColumn: 5,
    container: null,
    signature: `def ${name}():`,
    doc: null,
    exported: true,
    ...symbol,
  }
}

export function aFunction(name: string, cyclomatic: number, line = 1): FileFacts['functions'][number] {
  return {
    name,
    container: null,
    line,
    endLine: line + 8,
    cyclomatic,
    cognitive: cyclomatic,
    nesting: 1,
    parameters: 2,
    codeLines: 9,
  }
}

export function aFinding(rule: string, finding: Partial<FindingFact> = {}): FindingFact {
  return {
    rule,
    severity: 'warning',
    message: `found by ${rule}`,
    cwe: [],
    fingerprint: `${rule}-1`,
    line: 2,
    column: 3,
    endLine: 2,
    endColumn: 9,
    ...finding,
  }
}

/** Name → [line, column] of each of its uses. */
export function referencesTo(uses: Record<string, [number, number][]>): FileFacts['references'] {
  const names = Object.keys(uses)
  return {
    names,
    counts: Uint32Array.from(names, (name) => uses[name]!.length),
    positions: Uint32Array.from(names.flatMap((name) => uses[name]!.flat())),
  }
}

/** A commit by `author` on a day of 2024; changes as `path`, `path: [added, deleted]` or `new path: old path`. */
export function aCommit(
  author: string,
  day: string,
  changes: Record<string, [number, number] | string>,
  commit: Partial<CommitFact> = {},
): CommitFact {
  return {
    hash: `${author} ${day}`,
    author,
    email: `${author}@example.org`,
    at: Date.parse(`2024-${day}T12:00:00Z`),
    parents: 1,
    subject: `Change of ${day}`,
    changes: Object.entries(changes).map(([path, change]) =>
      typeof change === 'string'
        ? { path, from: change, added: 0, deleted: 0 }
        : { path, from: null, added: change[0], deleted: change[1] },
    ),
    ...commit,
  }
}

/** Stores one whole pass; commits newest first. */
export async function saveHistory(store: Store, commits: CommitFact[], reach: 'all' | 'newer' = 'all'): Promise<void> {
  await store.beginHistory(reach)
  await store.saveCommits(commits)
  await store.finishHistory(`mark of ${commits.length}`)
}
