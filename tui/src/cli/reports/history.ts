/** Answer of `history.report`, and with `schemaVersion` the output of `tlc history --json`. */
export interface HistoryReport {
  commits: number
  authors: { name: string; commits: number }[]
  files: HistoryFile[]
  coChanges: { a: string; b: string; together: number; degree: number }[]
}

export interface HistoryFile {
  path: string
  revisions: number
  added: number
  deleted: number
  authors: number
  mainAuthor: string
  mainAuthorShare: number
  /** ms since the epoch. */
  lastChanged: number
  complexity: number
  /** 0..1 */
  hotspot: number
}
