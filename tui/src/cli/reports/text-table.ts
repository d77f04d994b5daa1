/** Lines of a table with two blanks between columns. Numbers stand right, all else left; widths are counted in code points. */
export function textTable(head: string[], rows: (string | number)[][]): string[] {
  const shown = rows.map((row) => row.map((cell) => (typeof cell === 'number' ? cell.toLocaleString('en-US') : cell)))
  const right = head.map((_, i) => rows.some((row) => typeof row[i] === 'number'))
  const widths = head.map((title, i) => Math.max(width(title), ...shown.map((row) => width(row[i] ?? ''))))
  const line = (row: string[]) =>
    row
      .map((cell, i) =>
        right[i]
          ? cell.padStart(widths[i]! + cell.length - width(cell))
          : cell.padEnd(widths[i]! + cell.length - width(cell)),
      )
      .join('  ')
      .trimEnd()
  return [line(head), ...shown.map(line)]
}

function width(text: string): number {
  return [...text].length
}
