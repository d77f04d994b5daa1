import { defineAction } from '../define-action.ts'
import type { FilesModel } from '../panels/files.ts'

export default defineAction<FilesModel>({
  id: 'file.open',
  title: 'open',
  keys: ['enter', 'right', 'l'],
  run(context) {
    const { current, expanded } = context.model
    if (!current) return
    const { path, children } = current.node
    if (!children) {
      Object.assign(context.state, { path, treeRow: context.state.selected, selected: 0, top: 0, left: 0 })
      return
    }
    const next = new Set(expanded)
    if (!next.delete(path)) next.add(path)
    context.state.expanded = next
  },
})
