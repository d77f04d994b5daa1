import type { Chunk } from '../contract.ts'

/** Of the lines that say something. */
const MOSTLY = 0.6
const EXPORT =
  /^\s*(?:export\b|import\b|from\b|pub(?:\([^)]*\))?\s+(?:mod|use)\b|(?:mod|use)\b|module\.exports\b|exports\.|(?:const|var|let)\b.*\brequire\(|__all__|require(?:_relative)?\b|["'][\w.]+["'],?$|[\w.]+,?$|[()[\]{}]+[;,]?$)/
const COMMENT = /^\s*(?:\/\/|\/\*|\*|#|--|"""|''')/
const LEAST_BODY_LINES = 3

/** Whether a file does little more than hand on what others define. */
export function exportsAlone(chunks: readonly Chunk[]): boolean {
  let lines = 0
  let exporting = 0
  for (const { text } of chunks) {
    for (const line of text.split('\n')) {
      if (line.trim() === '' || COMMENT.test(line)) continue
      lines++
      if (EXPORT.test(line)) exporting++
    }
  }
  return exporting >= MOSTLY * lines
}

/** Whether a file has a function with a body of its own. */
export function hasBodies(chunks: readonly Chunk[]): boolean {
  return chunks.some(
    ({ symbolKind, startLine, endLine }) =>
      (symbolKind === 'function' || symbolKind === 'method' || symbolKind === 'constructor') &&
      endLine - startLine + 1 >= LEAST_BODY_LINES,
  )
}
