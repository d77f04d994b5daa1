/** Lines of a file, counted from 1, both included; `path` relative to the folder that is searched. */
export interface Found {
  path: string
  startLine: number
  endLine: number
}

/** Something that answers questions about one folder: at most `limit`, best first. */
export type Searcher = (query: string, limit: number) => Promise<Found[]>
