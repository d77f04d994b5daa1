import type { AppContext } from '../app/context.ts'
import type { FilesModel } from '../panels/files.ts'

/** To the next or the previous of these lines, around the end; says which of them it is. */
export function stepToLine(context: AppContext<FilesModel>, lines: readonly number[], by: 1 | -1, what: string): void {
  if (lines.length === 0) return
  const here = context.model.selected + 1
  const ahead = by > 0 ? lines.findIndex((each) => each > here) : lines.findLastIndex((each) => each < here)
  const at = ahead >= 0 ? ahead : by > 0 ? 0 : lines.length - 1
  context.select(lines[at]! - 1)
  context.say(`${at + 1} of ${lines.length} ${what}${ahead < 0 ? ', from the other end' : ''}`)
}
