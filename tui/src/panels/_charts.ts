import { type Line, line, type Role, type Span, span } from '../screen/line.ts'
import type { Glyphs } from '../screen/theme.ts'

/** A bar of `width` columns of which `share` (0..1) is filled. */
export function bar(share: number, width: number, glyphs: Glyphs, role: Role = 'bar'): Span[] {
  const filled = Math.max(share > 0 ? 1 : 0, Math.round(Math.min(1, share) * width))
  return [span(glyphs.bar.repeat(filled), role), span(glyphs.barRest.repeat(width - filled), 'bar-rest')]
}

/** One character a value, as high as its share of the highest; zero is blank. */
export function sparkline(values: readonly number[], glyphs: Glyphs): string {
  const most = Math.max(1, ...values)
  return values
    .map((value) => (value === 0 ? ' ' : glyphs.spark[Math.min(7, Math.floor((value / most) * 7.99))]!))
    .join('')
}

/** A column chart `height` rows high; neighbours are added together when there are more values than columns. */
export function columnChart(
  values: readonly number[],
  size: { width: number; height: number },
  glyphs: Glyphs,
): Line[] {
  const { width, height } = size
  const perColumn = Math.max(1, Math.ceil(values.length / width))
  const sums: number[] = []
  for (let end = values.length; end > 0; end -= perColumn) {
    sums.unshift(values.slice(Math.max(0, end - perColumn), end).reduce((sum, value) => sum + value, 0))
  }
  const most = Math.max(1, ...sums)
  const steps = glyphs.spark.length
  return Array.from({ length: height }, (_, row) => {
    const floor = (height - 1 - row) * steps
    const text = sums.map((value) => {
      const level = value === 0 ? 0 : Math.max(1, Math.round((value / most) * height * steps))
      return level <= floor ? ' ' : glyphs.spark[Math.min(steps, level - floor) - 1]!
    })
    return line(span(text.join(''), 'bar'))
  })
}

/** Five steps from cool to hot. */
export function heat(share: number): Role {
  return (['heat-0', 'heat-1', 'heat-2', 'heat-3', 'heat-4'] as const)[Math.min(4, Math.floor(share * 5))]!
}

/** The same five steps as the ground of an area. */
export function area(share: number): Role {
  return (['area-0', 'area-1', 'area-2', 'area-3', 'area-4'] as const)[Math.min(4, Math.floor(share * 5))]!
}
