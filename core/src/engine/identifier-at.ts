/** The identifier that covers a column, or that ends right before it; null on anything else. Columns count from 1. */
export function identifierAt(line: string, column: number): { name: string; column: number } | null {
  for (const match of line.matchAll(IDENTIFIER)) {
    const from = match.index + 1
    if (column < from) return null
    if (column <= from + match[0].length) return { name: match[0], column: from }
  }
  return null
}

// Ruby's `empty?` and `save!` carry their mark in the name; `a != b` does not.
const IDENTIFIER = /[\p{ID_Start}_$@][\p{ID_Continue}$]*(?:[?!](?![=\p{ID_Continue}]))?/gu
