/** The names on a line of code, each once, with the column of its first letter counted from 1. */
export function identifiers(text: string): { name: string; column: number }[] {
  const found = new Map<string, number>()
  for (const match of text.matchAll(/[\p{ID_Start}_$][\p{ID_Continue}$]*/gu)) {
    if (!found.has(match[0])) found.set(match[0], match.index + 1)
  }
  return Array.from(found, ([name, column]) => ({ name, column }))
}
