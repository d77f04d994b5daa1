import { statSync } from 'node:fs'
import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { errorText, TlcError } from '../system/error.ts'
import { createRowAppender, type RowAppender } from './append-rows.ts'

export type DuckDb = typeof import('@duckdb/node-api')

export interface DatabaseOptions {
  path: string
  /** What DuckDB may hold in memory; more once the file is large, since what it writes back whole grows with it. */
  memoryLimitMb: number
  threads: number
  /** Told when DuckDB met a damaged block, which it does only when it reads that block. Must not throw. */
  onDamage(): void
  /** Told when DuckDB gave the database up: it answers nothing any more until it is opened again. Must not throw. */
  onFatal(): void
}

/** Of the size of the file, what may be held in memory. */
const MEMORY_SHARE = 0.75
const MOST_MEMORY_MB = 512

/** One open DuckDB file: one connection that writes, one that reads, each used by one caller at a time. */
export interface Database {
  readonly duckdb: DuckDb
  readonly rows: RowAppender
  /** Runs `work` in a transaction of its own, after those asked for before. A throw rolls it back. */
  transact<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T>
  read<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T>
  /** A connection for one long read; the caller closes it. */
  connect(): Promise<DuckDBConnection>
  close(): Promise<void>
}

/**
 * Opens or makes the file and has `prepare` bring its tables up to date. Rejects with DuckDB's own error, which says
 * whether the file is locked or damaged, or with what `prepare` throws.
 */
export async function openDatabase(
  options: DatabaseOptions,
  prepare: (connection: DuckDBConnection) => Promise<void>,
): Promise<Database> {
  const { path, memoryLimitMb, threads } = options
  const duckdb = await import('@duckdb/node-api')
  const instance = await duckdb.DuckDBInstance.create(path, {
    memory_limit: `${memoryLimitMb}MB`,
    threads: String(threads),
    preserve_insertion_order: 'false',
    default_block_size: '16384',
    checkpoint_threshold: '16MB',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  })
  try {
    const writer = await instance.connect()
    await prepare(writer)
    const reader = await instance.connect()
    return joinConnections(duckdb, instance, writer, reader, options)
  } catch (fault) {
    instance.closeSync()
    throw fault
  }
}

function joinConnections(
  duckdb: DuckDb,
  instance: DuckDBInstance,
  writer: DuckDBConnection,
  reader: DuckDBConnection,
  { path, memoryLimitMb, onDamage, onFatal }: DatabaseOptions,
): Database {
  const rows = createRowAppender(duckdb, writer)
  const writing = createQueue()
  const reading = createQueue()
  let closed = false
  let limitMb = memoryLimitMb

  async function growMemory(): Promise<void> {
    const wanted = Math.min(MOST_MEMORY_MB, Math.ceil((sizeOf(path) / 2 ** 20) * MEMORY_SHARE))
    if (wanted <= limitMb) return
    limitMb = wanted
    await writer.run(`SET memory_limit = '${wanted}MB'`)
  }

  function whileOpen<T>(code: string, work: () => Promise<T>): () => Promise<T> {
    return async () => {
      if (closed) throw new TlcError('store/closed', 'Expected an open store, got one that was closed.')
      try {
        return await work()
      } catch (fault) {
        if (/corrupt|checksum/i.test(errorText(fault))) onDamage()
        if (/^FATAL/.test(errorText(fault))) onFatal()
        throw fault instanceof TlcError ? fault : storeFault(code, fault)
      }
    }
  }

  return {
    duckdb,
    rows,
    transact: (work) =>
      writing(
        whileOpen('store/write', async () => {
          await growMemory()
          return inTransaction(writer, rows, work)
        }),
      ),
    read: (work) => reading(whileOpen('store/read', () => work(reader))),
    connect: whileOpen('store/read', () => instance.connect()),
    async close() {
      if (closed) return
      await writing(async () => {
        await writer.run('CHECKPOINT').catch(() => undefined)
      })
      await reading(async () => undefined)
      closed = true
      writer.closeSync()
      reader.closeSync()
      instance.closeSync()
    },
  }
}

async function inTransaction<T>(
  connection: DuckDBConnection,
  rows: RowAppender,
  work: (connection: DuckDBConnection) => Promise<T>,
): Promise<T> {
  await connection.run('BEGIN')
  try {
    const result = await work(connection)
    await connection.run('COMMIT')
    return result
  } catch (fault) {
    rows.reset()
    // A failed commit has rolled back already, and then there is nothing left to roll back.
    await connection.run('ROLLBACK').catch(() => undefined)
    throw fault
  }
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0
}

/** Runs what it is given one after the other; a failure does not stop those behind it. */
function createQueue(): <T>(work: () => Promise<T>) => Promise<T> {
  let tail: Promise<unknown> = Promise.resolve()
  return (work) => {
    const turn = tail.then(work, work)
    tail = turn.catch(() => undefined)
    return turn
  }
}

function storeFault(code: string, fault: unknown): TlcError {
  const text = errorText(fault).split('\n', 1)[0] ?? ''
  if (/no space left|disk quota|file too large|could not write/i.test(text)) {
    return new TlcError('store/disk-full', `Expected room to write the metrics, got: ${text}`, {
      hint: 'Free some disk space; the next analysis writes what is missing.',
      cause: fault,
    })
  }
  return new TlcError(code, `Expected the metrics store to answer, got: ${text}`, {
    hint: 'Start again; a store that stays damaged is set aside and rebuilt.',
    cause: fault,
  })
}
