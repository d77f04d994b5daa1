import type { RunRecord } from '../document/records.ts'
import { defineTable } from './tables.ts'

export interface CommitRow {
  id: number
  pass: number
  hash: string
  author: number
  at: number
  parents: number
  subject: string
}

export interface ChangeRow {
  commit: number
  path: number
  /** Id of the path before a rename. */
  source: number | null
  added: number | null
  deleted: number | null
}

/** A stretch of a path's life that belongs to the file which is called `present` today: changes older than `until`. */
export interface EraRow {
  path: number
  until: number
  present: number
}

export const metaTable = defineTable<{ key: string; value: string }>('meta', {
  key: ['text', (row) => row.key],
  value: ['text', (row) => row.value],
})

export const authorsTable = defineTable<{ id: number; name: string; bot: boolean }>('authors', {
  id: ['integer', (row) => row.id],
  name: ['text', (row) => row.name],
  bot: ['flag', (row) => row.bot],
})

export const pathsTable = defineTable<{ id: number; path: string }>('paths', {
  id: ['integer', (row) => row.id],
  path: ['text', (row) => row.path],
})

/** Ids rise from the newest commit of a pass to its oldest; later passes hold newer commits. */
export const commitsTable = defineTable<CommitRow>('commits', {
  id: ['integer', (row) => row.id],
  pass: ['integer', (row) => row.pass],
  hash: ['text', (row) => row.hash],
  author: ['integer', (row) => row.author],
  made_at: ['number', (row) => row.at],
  parents: ['integer', (row) => row.parents],
  subject: ['text', (row) => row.subject],
})

export const changesTable = defineTable<ChangeRow>('changes', {
  commit: ['integer', (row) => row.commit],
  path: ['integer', (row) => row.path],
  source: ['integer', (row) => row.source],
  added: ['integer', (row) => row.added],
  deleted: ['integer', (row) => row.deleted],
})

export const erasTable = defineTable<EraRow>('eras', {
  path: ['integer', (row) => row.path],
  until: ['number', (row) => row.until],
  present: ['integer', (row) => row.present],
})

/** Changes under the present name of their file, with author and time beside them; made from the tables above. */
export const touchesTable = defineTable<{
  commit: number
  path: number
  author: number
  at: number
  added: number
  deleted: number
}>('touches', {
  commit: ['integer', (row) => row.commit],
  path: ['integer', (row) => row.path],
  author: ['integer', (row) => row.author],
  made_at: ['number', (row) => row.at],
  added: ['integer', (row) => row.added],
  deleted: ['integer', (row) => row.deleted],
})

export const runsTable = defineTable<RunRecord>('runs', {
  kind: ['text', (row) => row.kind],
  started_at: ['number', (row) => row.startedAt],
  took_ms: ['number', (row) => row.tookMs],
  outcome: ['text', (row) => row.outcome],
  summary: ['text', (row) => row.summary],
})
