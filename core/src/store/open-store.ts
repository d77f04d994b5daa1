import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { errorText, TlcError } from '../system/error.ts'
import type { Store } from './contract.ts'
import { type Database, openDatabase } from './database.ts'
import { runsTable } from './history-tables.ts'
import knownFiles from './queries/known-files.ts'
import { runQuery, streamQuery } from './run-query.ts'
import { createFileWriter } from './save-files.ts'
import { createHistoryWriter } from './save-history.ts'
import { saveLearning } from './save-learning.ts'
import { outdateFacts, prepareSchema } from './schema.ts'
import { setAside } from './set-aside.ts'

export interface OpenStoreOptions {
  /** The database file; its folder must exist. */
  path: string
  /** Version of the analyzers; facts of another one count as those of changed files. Without it all facts hold. */
  analyzer?: string
  /** What DuckDB may hold in memory before it uses files beside the database. Default 96. */
  memoryLimitMb?: number
  /** Default 1: the parsers want the other cores. */
  threads?: number
  /** Told when a file was set aside; the same text as `Store.notice`. */
  onTrouble?(message: string): void
  /** Told when the store answers nothing any more until it is closed and opened again. */
  onFatal?(): void
}

/**
 * Opens the project's metrics, or makes them. A file that is damaged, foreign or of a newer version is moved to
 * `<path>.broken-<n>` and begun anew. Rejects with `store/locked` when another process has it open, and with
 * `store/unusable` when the folder cannot be written.
 */
export async function openStore(options: OpenStoreOptions): Promise<Store> {
  const { path, onTrouble } = options
  try {
    if (existsSync(damageMark(path))) throw new Error('a block of the file is damaged')
    return createStore(await open(options), null)
  } catch (fault) {
    if (isLocked(fault)) {
      throw new TlcError('store/locked', `Expected to open ${path}, but another process has it open.`, {
        hint: 'Run `tlc stop`, or end the other process.',
        cause: fault,
      })
    }
    if (!existsSync(path) || isDenied(fault)) throw unusable(path, fault)
    const kept = setAsideOr(path, fault)
    rmSync(damageMark(path), { force: true })
    const notice = `The metrics could not be used (${errorText(fault).split('\n', 1)[0]}). They were set aside as ${kept} and are measured again.`
    onTrouble?.(notice)
    return createStore(await open(options), notice)
  }
}

function setAsideOr(path: string, fault: unknown): string {
  try {
    return setAside(path)
  } catch (denied) {
    throw unusable(path, new AggregateError([fault, denied], errorText(denied)))
  }
}

function open({
  path,
  analyzer,
  memoryLimitMb = 96,
  threads = 1,
  onFatal = () => {},
}: OpenStoreOptions): Promise<Database> {
  const onDamage = () => {
    try {
      writeFileSync(damageMark(path), '')
    } catch {
      // Then the next start meets the damage itself.
    }
  }
  return openDatabase({ path, memoryLimitMb, threads, onDamage, onFatal }, async (connection) => {
    await prepareSchema(connection)
    if (analyzer !== undefined) await outdateFacts(connection, analyzer)
  })
}

/** Stands beside a database in which a damaged block was met, so that the next start sets it aside. */
function damageMark(path: string): string {
  return `${path}.damaged`
}

function createStore(database: Database, notice: string | null): Store {
  const { duckdb } = database
  const files = createFileWriter(database)
  const history = createHistoryWriter(database)
  return {
    notice,
    async known() {
      const rows = await this.query(knownFiles, {})
      return new Map(rows.map((file) => [file.path, file]))
    },
    saveFiles: files.save,
    touchFiles: files.touch,
    removeFiles: files.remove,
    projectFindingsDue: files.projectFindingsDue,
    saveProjectFindings: files.saveProjectFindings,
    saveRun: (run) => database.transact(() => database.rows.append(runsTable, [run])),
    historyMark: history.mark,
    beginHistory: history.begin,
    saveCommits: history.save,
    finishHistory: history.finish,
    clearHistory: history.clear,
    saveLearning: (change) => saveLearning(database, change),
    query: (query, parameters) => database.read((connection) => runQuery(duckdb, connection, query, parameters)),
    async *stream(query, parameters) {
      const connection = await database.connect()
      try {
        yield* streamQuery(duckdb, connection, query, parameters)
      } finally {
        connection.closeSync()
      }
    },
    close: () => database.close(),
  }
}

function isLocked(fault: unknown): boolean {
  return /could not set lock|conflicting lock|being used by another process/i.test(errorText(fault))
}

function isDenied(fault: unknown): boolean {
  return /permission denied|read-only file system|no space left|disk quota/i.test(errorText(fault))
}

function unusable(path: string, fault: unknown): TlcError {
  return new TlcError(
    'store/unusable',
    `Expected to read and write ${path}, got: ${errorText(fault).split('\n', 1)[0]}`,
    {
      hint: 'Check that the folder exists, belongs to you and has room.',
      cause: fault,
    },
  )
}
