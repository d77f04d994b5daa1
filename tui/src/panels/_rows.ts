import type { Line } from '../screen/line.ts'

/** The rows of a list that a view shows, the selected one marked. */
export function listLines(
  view: { top: number; height: number; focused: boolean },
  list: { count: number; selected: number; row(index: number): Line },
): Line[] {
  const lines: Line[] = []
  for (let i = view.top; i < Math.min(list.count, view.top + view.height); i++) {
    const row = list.row(i)
    lines.push(i === list.selected ? { ...row, selected: view.focused ? true : 'unfocused' } : row)
  }
  return lines
}
