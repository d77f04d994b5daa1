import type * as Y from 'yjs'
import type { KnowledgeDocument } from '../index/contract.ts'
import type { Learning } from '../learning/learning.ts'
import type { Pages } from '../pages/pages.ts'
import type { Store } from '../store/contract.ts'
import type { RoomHost } from './contract.ts'

/** What a source may look at. */
export interface SourceContext {
  root: string
  project: Y.Doc
  host: RoomHost
  store(): Promise<Store>
  pages(): Promise<Pages>
  learning(): Promise<Pick<Learning, 'documents'>>
  log(line: string): void
}

/** A document by its id, and what changes when its text does. */
export interface SourceEntry {
  id: string
  version: string
}

export interface KnowledgeSourceDefinition {
  /** The file's name. */
  id: string
  /** What its documents' ids begin with, without the colon. */
  prefix: string
  /** What it makes searchable, one line. */
  docs: string
  /** All that it has now; bounded. */
  list(context: SourceContext): Promise<SourceEntry[]>
  /** The texts of these; what is gone meanwhile is left out. */
  read(context: SourceContext, ids: string[]): Promise<KnowledgeDocument[]>
}

/** One kind of knowledge that is no file of the project. */
export function defineKnowledgeSource(definition: KnowledgeSourceDefinition): KnowledgeSourceDefinition {
  return definition
}
