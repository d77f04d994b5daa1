import type { DuckDBConnection } from '@duckdb/node-api'
import type { CommitFact } from './contract.ts'
import type { Database } from './database.ts'
import { followRenames, type RenameRow } from './follow-renames.ts'
import {
  authorsTable,
  type ChangeRow,
  type CommitRow,
  changesTable,
  commitsTable,
  erasTable,
  pathsTable,
} from './history-tables.ts'
import { isBot } from './is-bot.ts'

export interface HistoryWriter {
  mark(): Promise<string | null>
  begin(reach: 'all' | 'newer'): Promise<void>
  save(batch: CommitFact[]): Promise<void>
  finish(mark: string): Promise<void>
  clear(): Promise<void>
}

/** State of a running pass. Grows with the number of distinct paths and authors, not with that of commits. */
interface Pass {
  number: number
  nextCommit: number
  paths: Map<string, number>
  authors: Map<string, number>
}

/** Batches are ordered by pass first and by id, which falls with age, second: greater is newer. */
const AGE = `(c.pass::DOUBLE * 4294967296 - c.id)`

const TABLES = ['changes', 'commits', 'paths', 'authors', 'eras', 'touches']

export function createHistoryWriter(database: Database): HistoryWriter {
  let pass: Pass | null = null

  async function forgetAll(connection: DuckDBConnection): Promise<void> {
    for (const table of TABLES) await connection.run(`DELETE FROM "${table}"`)
    await connection.run(`DELETE FROM meta WHERE key IN ('history.mark', 'history.pass')`)
  }

  return {
    mark: () => database.read((connection) => readMeta(connection, 'history.mark')),

    begin: (reach) =>
      database.transact(async (connection) => {
        if (reach === 'all') await forgetAll(connection)
        const finished = Number((await readMeta(connection, 'history.pass')) ?? 0)
        await connection.run('DELETE FROM changes WHERE commit IN (SELECT id FROM commits WHERE pass > $finished)', {
          finished,
        })
        await connection.run('DELETE FROM commits WHERE pass > $finished', { finished })
        pass = {
          number: finished + 1,
          nextCommit: 1 + (await readNumber(connection, 'SELECT coalesce(max(id), 0) FROM commits')),
          paths: await readIds(connection, 'SELECT path, id FROM paths'),
          authors: await readIds(connection, 'SELECT name, id FROM authors'),
        }
      }),

    async save(batch) {
      if (batch.length === 0) return
      const running = pass
      if (!running) throw new Error('Expected beginHistory before saveCommits')
      const rows = rowsOf(batch, running)
      await database.transact(async () => {
        await database.rows.append(authorsTable, rows.authors)
        await database.rows.append(pathsTable, rows.paths)
        await database.rows.append(commitsTable, rows.commits)
        await database.rows.append(changesTable, rows.changes)
      })
    },

    async finish(mark) {
      const running = pass
      if (!running) throw new Error('Expected beginHistory before finishHistory')
      await database.transact(async (connection) => {
        await connection.run('DELETE FROM eras')
        await database.rows.append(erasTable, followRenames(await readRenames(connection)))
        await connection.run('DELETE FROM touches')
        await connection.run(TOUCHES_SQL)
        await writeMeta(connection, 'history.mark', mark)
        await writeMeta(connection, 'history.pass', String(running.number))
      })
      pass = null
    },

    async clear() {
      await database.transact(forgetAll)
      pass = null
    },
  }
}

/**
 * Changes of a path that was renamed later count for what it is called today: the era that ended soonest after them.
 * Only paths that took part in a rename pay for the search.
 */
const TOUCHES_SQL = `
  INSERT INTO touches
  SELECT h.commit, h.path, c.author, c.made_at, coalesce(h.added, 0), coalesce(h.deleted, 0)
  FROM changes h JOIN commits c ON c.id = h.commit
  WHERE h.path NOT IN (SELECT path FROM eras)
  UNION ALL
  SELECT r.commit, coalesce(e.present, r.path), r.author, r.made_at, r.added, r.deleted
  FROM (
    SELECT h.commit, h.path, c.author, c.made_at, coalesce(h.added, 0) AS added, coalesce(h.deleted, 0) AS deleted, ${AGE} AS age
    FROM changes h JOIN commits c ON c.id = h.commit
    WHERE h.path IN (SELECT path FROM eras)
  ) r ASOF LEFT JOIN eras e ON r.path = e.path AND r.age < e.until`

const RENAMES_SQL = `
  SELECT ${AGE} AS age, h.source, h.path, (p.path IN (SELECT path FROM files)) AS exists
  FROM changes h JOIN commits c ON c.id = h.commit JOIN paths p ON p.id = h.source
  WHERE h.source IS NOT NULL
  ORDER BY age DESC`

async function readRenames(connection: DuckDBConnection): Promise<RenameRow[]> {
  const reader = await connection.runAndReadAll(RENAMES_SQL)
  return reader.getRows().map(([age, from, to, exists]) => ({
    age: Number(age),
    from: Number(from),
    to: Number(to),
    sourceExists: exists === true,
  }))
}

function rowsOf(batch: CommitFact[], pass: Pass) {
  const authors: { id: number; name: string; bot: boolean }[] = []
  const paths: { id: number; path: string }[] = []
  const commits: CommitRow[] = []
  const changes: ChangeRow[] = []

  function authorId(name: string, email: string): number {
    let id = pass.authors.get(name)
    if (id === undefined) {
      id = pass.authors.size + 1
      pass.authors.set(name, id)
      authors.push({ id, name, bot: isBot(name, email) })
    }
    return id
  }

  function pathId(path: string): number {
    let id = pass.paths.get(path)
    if (id === undefined) {
      id = pass.paths.size + 1
      pass.paths.set(path, id)
      paths.push({ id, path })
    }
    return id
  }

  for (const { hash, author, email, at, parents, subject, changes: changed } of batch) {
    const id = pass.nextCommit++
    commits.push({ id, pass: pass.number, hash, author: authorId(author, email), at, parents, subject })
    for (const { path, from, added, deleted } of changed) {
      changes.push({ commit: id, path: pathId(path), source: from === null ? null : pathId(from), added, deleted })
    }
  }
  return { authors, paths, commits, changes }
}

async function readIds(connection: DuckDBConnection, sql: string): Promise<Map<string, number>> {
  const reader = await connection.runAndReadAll(sql)
  return new Map(reader.getRows().map(([name, id]) => [String(name), Number(id)]))
}

async function readNumber(connection: DuckDBConnection, sql: string): Promise<number> {
  const reader = await connection.runAndReadAll(sql)
  return Number(reader.getRows()[0]?.[0] ?? 0)
}

async function readMeta(connection: DuckDBConnection, key: string): Promise<string | null> {
  const reader = await connection.runAndReadAll('SELECT value FROM meta WHERE key = $key', { key })
  const value = reader.getRows()[0]?.[0]
  return typeof value === 'string' ? value : null
}

async function writeMeta(connection: DuckDBConnection, key: string, value: string): Promise<void> {
  await connection.run('DELETE FROM meta WHERE key = $key', { key })
  await connection.run('INSERT INTO meta VALUES ($key, $value)', { key, value })
}
