/**
 * How well the letters of `query` stand in `text` in their order, ignoring case; null when they do not. Higher is better:
 * letters side by side and at the beginnings of words count most, and short texts win.
 */
export function fuzzyScore(query: string, text: string): number | null {
  const wanted = query.toLowerCase()
  const lower = text.toLowerCase()
  let score = 0
  let at = -1
  for (const letter of wanted) {
    if (letter === ' ') continue
    const found = lower.indexOf(letter, at + 1)
    if (found < 0) return null
    score += found === at + 1 ? 3 : isWordStart(text, found) ? 2 : 0
    at = found
  }
  return score - text.length / 100
}

/** The items that fit, best first; all of them, in their order, for an empty query. */
export function fuzzyFilter<T>(query: string, items: readonly T[], textOf: (item: T) => string): T[] {
  if (query.trim() === '') return [...items]
  return items
    .map((item) => ({ item, score: fuzzyScore(query, textOf(item)) }))
    .filter((each): each is { item: T; score: number } => each.score !== null)
    .sort((a, b) => b.score - a.score)
    .map(({ item }) => item)
}

function isWordStart(text: string, at: number): boolean {
  if (at === 0) return true
  const [before, here] = [text[at - 1]!, text[at]!]
  return /[\s/._-]/.test(before) || (here !== here.toLowerCase() && before === before.toLowerCase())
}
