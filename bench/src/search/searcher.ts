/** Lines of a file, counted from 1, both included; `path` relative to the folder that was indexed. */
export interface Found {
  path: string
  startLine: number
  endLine: number
}

/** Something that answers questions about one folder. */
export interface Searcher {
  /** Best first, at most `limit`. */
  search(query: string, limit: number): Promise<Found[]>
  close(): Promise<void>
}
