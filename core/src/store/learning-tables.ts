import type { Fix, OpenCase, Vote } from '../learning/contract.ts'
import { defineTable } from './tables.ts'

/** What fixed which error. Parts that are only ever read whole are JSON. */
export const fixesTable = defineTable<Fix>('fixes', {
  id: ['text', (row) => row.id],
  fingerprint: ['text', (row) => JSON.stringify(row.fingerprint)],
  error: ['text', (row) => row.error],
  command: ['text', (row) => row.command],
  kind: ['text', (row) => row.kind],
  files: ['text', (row) => JSON.stringify(row.files)],
  commands: ['text', (row) => JSON.stringify(row.commands)],
  made_at: ['number', (row) => row.at],
  last_at: ['number', (row) => row.lastAt],
  tried: ['integer', (row) => row.tried],
  worked: ['integer', (row) => row.worked],
  misled: ['integer', (row) => row.misled],
})

/** Errors that wait for a success of their command. */
export const casesTable = defineTable<OpenCase>('open_cases', {
  id: ['text', (row) => row.id],
  command: ['text', (row) => row.command],
  fingerprint: ['text', (row) => JSON.stringify(row.fingerprint)],
  error: ['text', (row) => row.error],
  opened_at: ['number', (row) => row.openedAt],
  last_at: ['number', (row) => row.lastAt],
  mark: ['text', (row) => row.mark],
  last_mark: ['text', (row) => row.lastMark],
  advised: ['text', (row) => JSON.stringify(row.advised)],
  change: ['text', (row) => JSON.stringify(row.left)],
})

/** What people thought of fixes and of hits. */
export const votesTable = defineTable<Vote>('votes', {
  id: ['text', (row) => row.id],
  target: ['text', (row) => row.target],
  name: ['text', (row) => row.name],
  query: ['text', (row) => row.query],
  useful: ['flag', (row) => row.useful],
  author: ['text', (row) => JSON.stringify(row.by)],
  made_at: ['number', (row) => row.at],
})
