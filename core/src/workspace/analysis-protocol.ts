import type { LineTokens } from '@tlc/analyzers/facts'
import type { AnalysedFile, ReadBindings, ScannedFile } from './contract.ts'
import type { PackedFacts } from './packed-facts.ts'

/** What a worker is started with. */
export interface WorkerSetup {
  root: string
  /** `PROGRESS_SLOTS` numbers that the worker and its owner both see: see the slots below. */
  progress: SharedArrayBuffer
}

/** Number of the chunk that is worked at; 0 when idle. */
export const CHUNK_SLOT = 0
/** Index of the file in that chunk. */
export const FILE_SLOT = 1
/** Chunks up to this number are not wanted any more. Written by the owner. */
export const CANCELLED_SLOT = 2
/** 1 once a large file has left the parser with more memory than the thread should keep. Written by the worker. */
export const WORN_SLOT = 3
export const PROGRESS_SLOTS = 4

export type ToWorker =
  | { type: 'analyse'; chunk: number; files: ScannedFile[] }
  | { type: 'tokens'; request: number; path: string; from: number; to: number }
  | { type: 'bindings'; request: number; path: string; knownHash: string | undefined }

export type FromWorker =
  | { type: 'ready' }
  /** Fewer files than were sent when the chunk was cancelled meanwhile. `facts` are theirs, in their order. */
  | { type: 'analysed'; chunk: number; files: Omit<AnalysedFile, 'facts'>[]; facts: PackedFacts }
  | { type: 'tokens'; request: number; lines: LineTokens[] }
  | { type: 'bindings'; request: number; read: ReadBindings }
  | { type: 'failed'; request: number; message: string }
