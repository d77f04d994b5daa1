import { defineAction } from '../define-action.ts'
import type { FilesModel } from '../panels/files.ts'

export default defineAction<FilesModel>({
  id: 'file.fold',
  title: 'Close the folder, or go to the one around',
  keys: ['left', 'h'],
  run(context) {
    const { current, expanded, rows, selected } = context.model
    if (!current) return
    const { path, children } = current.node
    if (children && expanded.has(path)) {
      context.state.expanded = new Set([...expanded].filter((each) => each !== path))
      return
    }
    const around = rows.findLastIndex(({ depth }, i) => i < selected && depth < current.depth)
    if (around >= 0) context.select(around)
  },
})
