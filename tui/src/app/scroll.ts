/** First row shown so that the selected one is among `height` rows, moved as little as possible. */
export function scrollTo({ selected, top }: { selected: number; top: number }, count: number, height: number): number {
  const last = Math.max(0, count - height)
  const least = selected - height + 1
  return Math.min(last, Math.max(0, Math.min(selected, Math.max(top, least))))
}

export function clampRow(row: number, count: number): number {
  return Math.max(0, Math.min(count - 1, row))
}
