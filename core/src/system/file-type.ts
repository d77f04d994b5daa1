import { extname } from 'node:path/posix'

/** The type of a file without a grammar: its extension in lower case, '' without one. */
export function fileType(path: string): string {
  return extname(path).slice(1).toLowerCase()
}
