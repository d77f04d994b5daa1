import type { DuckDBConnection, DuckDBPreparedStatement } from '@duckdb/node-api'
import type { FileFacts, FindingFact } from '@tlc/analyzers/facts'
import type { AnalysedFile } from '../workspace/contract.ts'
import type { KnownFile } from './contract.ts'
import type { Database } from './database.ts'
import { type FileIds, loadFileIds } from './file-ids.ts'
import {
  blocksTable,
  filesTable,
  findingsTable,
  functionsTable,
  importsTable,
  type OfFile,
  referencesTable,
  symbolsTable,
} from './file-tables.ts'
import { encodeReferences, type StoredReferences } from './reference-table.ts'
import type { Table } from './tables.ts'

export interface FileWriter {
  save(batch: AnalysedFile[]): Promise<void>
  touch(files: KnownFile[]): Promise<void>
  remove(paths: string[]): Promise<void>
  projectFindingsDue(): Promise<boolean>
  saveProjectFindings(findings: { path: string; finding: FindingFact }[]): Promise<void>
}

/** Tables with rows by file, `findings` apart, since the project's own findings stay when a file is analysed again. */
const BY_FILE: Table<never>[] = [symbolsTable, functionsTable, referencesTable, importsTable, blocksTable]

export function createFileWriter(database: Database): FileWriter {
  const { duckdb } = database
  const prepared = new Map<string, DuckDBPreparedStatement>()
  let loaded: FileIds | null = null
  /** Whether the file says that the project's findings are due; false when that is not known. */
  let marked = false

  /** Prepared once, since a save of one file spends most of its time on these statements. */
  async function runForIds(connection: DuckDBConnection, sql: string, ids: number[]): Promise<void> {
    const statement = prepared.get(sql) ?? (await connection.prepare(sql))
    prepared.set(sql, statement)
    statement.bind({ ids: duckdb.listValue(ids) }, { ids: duckdb.LIST(duckdb.INTEGER) })
    await statement.run()
  }

  async function deleteRows(
    connection: DuckDBConnection,
    ids: number[],
    reach: { findings: 'own' | 'all' },
  ): Promise<void> {
    if (ids.length === 0) return
    const chosen = '(SELECT unnest($ids))'
    for (const { name } of BY_FILE) await runForIds(connection, `DELETE FROM "${name}" WHERE file IN ${chosen}`, ids)
    const own = reach.findings === 'own' ? ' AND NOT project' : ''
    await runForIds(connection, `DELETE FROM findings WHERE file IN ${chosen}${own}`, ids)
    await runForIds(connection, `DELETE FROM files WHERE id IN ${chosen}`, ids)
  }

  function change(work: (connection: DuckDBConnection, ids: FileIds) => Promise<void>): Promise<void> {
    return database.transact(async (connection) => {
      loaded ??= await loadFileIds(connection)
      await work(connection, loaded)
    })
  }

  /** A change of files, after which a process that dies leaves word that the project's findings are due. */
  async function changeFiles(work: (connection: DuckDBConnection, ids: FileIds) => Promise<void>): Promise<void> {
    await change(async (connection, ids) => {
      if (!marked) await connection.run(`INSERT INTO meta VALUES ('project-findings', 'due')`)
      await work(connection, ids)
    })
    marked = true
  }

  return {
    async save(batch) {
      if (batch.length === 0) return
      const files = [...new Map(batch.map((file) => [file.path, file])).values()]
      await changeFiles(async (connection, ids) => {
        const old = files.map((file) => ids.get(file.path)).filter((id) => id !== undefined)
        await deleteRows(connection, old, { findings: 'own' })
        const rows = files.map((fact) => ({ file: ids.claim(fact.path), fact }))
        await append(database, rows)
      })
    },

    async touch(files) {
      if (files.length === 0) return
      await database.transact(async (connection) => {
        await connection.run(
          `UPDATE files SET mtime = stamps.mtime, bytes = stamps.bytes, hash = stamps.hash
           FROM (SELECT unnest($paths) AS path, unnest($mtimes) AS mtime, unnest($bytes) AS bytes, unnest($hashes) AS hash) stamps
           WHERE files.path = stamps.path`,
          {
            paths: database.duckdb.listValue(files.map((file) => file.path)),
            mtimes: database.duckdb.listValue(files.map((file) => file.mtimeMs)),
            bytes: database.duckdb.listValue(files.map((file) => file.bytes)),
            hashes: database.duckdb.listValue(files.map((file) => file.hash)),
          },
          textAndNumberLists(database),
        )
      })
    },

    async remove(paths) {
      if (paths.length === 0) return
      await changeFiles(async (connection, ids) => {
        const old = paths.map((path) => ids.get(path)).filter((id) => id !== undefined)
        await deleteRows(connection, old, { findings: 'all' })
      })
    },

    projectFindingsDue: () =>
      database.read(async (connection) => {
        const rows = await connection.runAndReadAll(`SELECT value FROM meta WHERE key = 'project-findings'`)
        return rows.getRows().length > 0
      }),

    async saveProjectFindings(findings) {
      await change(async (connection, ids) => {
        await connection.run('DELETE FROM findings WHERE project')
        const rows = findings.flatMap(({ path, finding }) => {
          const file = ids.get(path)
          return file === undefined ? [] : [{ file, fact: finding, project: true }]
        })
        await database.rows.append(findingsTable, rows)
        await connection.run(`DELETE FROM meta WHERE key = 'project-findings'`)
      })
      marked = false
    },
  }
}

// Rows are made as they are written: of a thousand files they are more than the memory should hold at once.
async function append({ rows }: Database, files: OfFile<AnalysedFile>[]): Promise<void> {
  await rows.append(filesTable, files)
  await rows.append(symbolsTable, factsOf(files, 'symbols'))
  await rows.append(functionsTable, factsOf(files, 'functions'))
  await rows.append(importsTable, factsOf(files, 'imports'))
  await rows.append(blocksTable, factsOf(files, 'blocks'))
  await rows.append(findingsTable, ownFindings(files))
  await rows.append(referencesTable, referencesOf(files))
}

type ListedFacts = 'symbols' | 'functions' | 'imports' | 'blocks' | 'findings'

function* factsOf<K extends ListedFacts>(
  files: OfFile<AnalysedFile>[],
  kind: K,
): Generator<OfFile<FileFacts[K][number]>> {
  for (const { file, fact } of files) {
    for (const each of (fact.facts?.[kind] ?? []) as FileFacts[K][number][]) yield { file, fact: each }
  }
}

function* ownFindings(files: OfFile<AnalysedFile>[]): Generator<OfFile<FindingFact> & { project: boolean }> {
  for (const row of factsOf(files, 'findings')) yield { ...row, project: false }
}

function* referencesOf(files: OfFile<AnalysedFile>[]): Generator<OfFile<StoredReferences>> {
  for (const { file, fact } of files) {
    const references = fact.facts?.references
    if (references && references.names.length > 0) yield { file, fact: encodeReferences(references) }
  }
}

function textAndNumberLists({ duckdb }: Database) {
  const text = duckdb.LIST(duckdb.VARCHAR)
  const numbers = duckdb.LIST(duckdb.DOUBLE)
  return { paths: text, mtimes: numbers, bytes: numbers, hashes: text }
}
