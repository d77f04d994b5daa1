/** A rectangle in cells. */
export interface Box {
  x: number
  y: number
  width: number
  height: number
}

/**
 * Squarified treemap (M. Bruls, K. Huizing, J. van Wijk, "Squarified Treemaps", 2000): boxes whose areas are as the weights,
 * as near to squares as they get. Cells are twice as high as wide. Weights must be positive and descend; items for which no
 * cell is left are dropped from the end.
 */
export function treemap<T>(items: readonly { item: T; weight: number }[], area: Box): { item: T; box: Box }[] {
  const placed: { item: T; box: Box }[] = []
  let rest = area
  let at = 0
  while (at < items.length && rest.width > 0 && rest.height > 0) {
    const left = items.slice(at).reduce((sum, each) => sum + each.weight, 0)
    const scale = (rest.width * rest.height * 2) / left
    const acrossWidth = rest.width <= rest.height * 2
    const side = acrossWidth ? rest.width : rest.height * 2
    let row = items.slice(at, at + 1)
    for (let more = at + 2; more <= items.length; more++) {
      const longer = items.slice(at, more)
      if (worstRatio(longer, side, scale) > worstRatio(row, side, scale)) break
      row = longer
    }
    const share = row.reduce((sum, each) => sum + each.weight, 0) / left
    const strip = split(rest, share, acrossWidth)
    placed.push(...layRow(row, strip.taken, acrossWidth))
    rest = strip.rest
    at += row.length
  }
  return placed
}

function worstRatio(row: readonly { weight: number }[], side: number, scale: number): number {
  const areas = row.map((each) => each.weight * scale)
  const sum = areas.reduce((total, each) => total + each, 0)
  const thickness = sum / side
  return Math.max(...areas.map((each) => Math.max(each / thickness / thickness, (thickness * thickness) / each)))
}

function split({ x, y, width, height }: Box, share: number, acrossWidth: boolean): { taken: Box; rest: Box } {
  if (acrossWidth) {
    const rows = Math.min(height, Math.max(1, Math.round(height * share)))
    return { taken: { x, y, width, height: rows }, rest: { x, y: y + rows, width, height: height - rows } }
  }
  const cells = Math.min(width, Math.max(1, Math.round(width * share)))
  return { taken: { x, y, width: cells, height }, rest: { x: x + cells, y, width: width - cells, height } }
}

function layRow<T>(
  row: readonly { item: T; weight: number }[],
  strip: Box,
  acrossWidth: boolean,
): { item: T; box: Box }[] {
  const placed: { item: T; box: Box }[] = []
  let left = row.reduce((sum, each) => sum + each.weight, 0)
  let rest = strip
  for (const { item, weight } of row) {
    const parts = split(rest, weight / left, !acrossWidth)
    if (parts.taken.width > 0 && parts.taken.height > 0) placed.push({ item, box: parts.taken })
    rest = parts.rest
    left -= weight
    if (rest.width <= 0 || rest.height <= 0) break
  }
  return placed
}
