import type { KnowledgeKind, SearchHit } from '../../index/contract.ts'
import type { FileChanges } from '../../store/queries/changes-of-file.ts'

/** Where a statement comes from: `[n]` in the text. */
export interface Citation {
  n: number
  /** Path in the project; for other knowledge its id. */
  path: string
  startLine: number
  endLine: number
  /** Full name of the symbol or heading; the title of other knowledge; '' without one. */
  name: string
  kind: KnowledgeKind
  /** Of a definition in a notebook: its cell, counted from 1. Lines count over all code cells joined. */
  cell?: number
}

/** One hit with all that is known of it. */
export interface Evidence {
  citation: Citation
  ranks: SearchHit['ranks']
  symbolKind: SearchHit['symbolKind']
  /** Head of the definition; '' for what is none. */
  signature: string
  /** What its comment, its first paragraph or its text says first; '' without. */
  says: string
  /** Its lines, cut where they are many. */
  lines: string[]
  /** Other places of the project where its name is used, by name alone; null for what is no definition. */
  uses: { count: number; first: { path: string; line: number }[] } | null
  changes: FileChanges | null
  /** Of a commit: who made it and when, and what it changed, the file that fits first; null for what is none. */
  commit: { hash: string; author: string; at: number; paths: string[] } | null
  /** Findings within its lines that nobody dismissed. */
  findings: { rule: string; line: number; message: string }[]
}
