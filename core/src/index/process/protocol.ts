import { errorText, TlcError } from '../../system/error.ts'
import type { IndexedFile, IndexProgress, KnowledgeDocument, SearchAnswer, SearchQuery } from '../contract.ts'
import type { FileWeight } from '../project-index.ts'

/** A file, or other knowledge by its id, and the state that it is in. */
export interface KnownState {
  path: string
  /** SHA-1 of a file's bytes; a document's version. */
  version: string
  /** Files that import it, and when it changed (ms since the epoch); absent when that is not known. */
  weight?: FileWeight
  /** It is no file of the project: those come first. */
  isDocument?: true
}

/** A line of a file, from 1. */
export interface SimilarQuery {
  path: string
  line: number
  limit?: number
}

/** What people's votes make of a hit: its score times 0.8 to 1.25. */
export interface HitFeedback {
  path: string
  name: string
  factor: number
}

/** What the engine may ask of the index. */
export interface IndexCalls {
  search: { input: SearchQuery & { feedback?: HitFeedback[] }; output: SearchAnswer }
  similar: { input: SimilarQuery; output: SearchAnswer }
  /** Resolves when everything that is known is searchable, and with `vectors` when it is embedded too. */
  settled: { input: { vectors: boolean }; output: IndexProgress }
  progress: { input: null; output: IndexProgress }
}

/** A `TlcError` on its way to the other process. */
export interface Refusal {
  code: string
  message: string
  hint: string
}

export type ToIndex =
  /** What there is now. `complete`: nothing else is. */
  | { type: 'known'; states: KnownState[]; complete: boolean; described?: IndexedFile[] }
  | { type: 'removed'; paths: string[] }
  /** What there is could not be found out. */
  | ({ type: 'untold' } & Refusal)
  | { type: 'call'; id: number; method: keyof IndexCalls; input: unknown }
  | { type: 'described'; id: number; described: (IndexedFile | KnowledgeDocument)[] }
  /** Write what is not written, and end. */
  | { type: 'end' }

export type FromIndex =
  | { type: 'ready' }
  | { type: 'describe'; id: number; paths: string[] }
  | { type: 'answer'; id: number; value: unknown }
  | ({ type: 'failed'; id: number } & Refusal)
  | { type: 'progress'; progress: IndexProgress }

/** What the process is started with, as its only argument in JSON. */
export interface IndexSetup {
  root: string
  folder: string
  /** ms without a call and without work until it ends. */
  idleMs: number
}

export function refusalOf(fault: unknown): Refusal {
  const { code, hint } = fault instanceof TlcError ? fault : { code: 'index/failed', hint: '' }
  return { code, hint, message: errorText(fault) }
}

export function faultOf({ code, message, hint }: Refusal): TlcError {
  return new TlcError(code, message, { hint })
}
