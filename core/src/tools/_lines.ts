/** One line without what a terminal or a model would take for more than text. */
export function plain(text: string, most = 200): string {
  const cleaned = text.replace(/[\p{Cc}\p{Cf}]+/gu, ' ').trim()
  return cleaned.length > most ? `${cleaned.slice(0, most - 1)}…` : cleaned
}

/** The lines, and after them how to get more when there are more. */
export function listed(lines: string[], { total, more, none }: { total: number; more: string; none: string }): string {
  if (lines.length === 0) return none
  return total > lines.length ? [...lines, `${total - lines.length} more: ${more}`].join('\n') : lines.join('\n')
}
