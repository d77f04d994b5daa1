import { textWidth } from '../../screen/width.ts'
import { oneLine } from './one-line.ts'

/** Lines of a table with two blanks between columns. Numbers stand right, all else left; widths are those on a terminal. */
export function textTable(head: string[], rows: (string | number)[][]): string[] {
  const shown = rows.map((row) =>
    row.map((cell) => (typeof cell === 'number' ? cell.toLocaleString('en-US') : oneLine(cell))),
  )
  const right = head.map((_, i) => rows.some((row) => typeof row[i] === 'number'))
  const widths = head.map((title, i) => Math.max(textWidth(title), ...shown.map((row) => textWidth(row[i] ?? ''))))
  const line = (row: string[]) =>
    row
      .map((cell, i) => {
        const blanks = ' '.repeat(widths[i]! - textWidth(cell))
        return right[i] ? blanks + cell : cell + blanks
      })
      .join('  ')
      .trimEnd()
  return [line(head), ...shown.map(line)]
}
