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
      const treeRow = context.state.selected
      Object.assign(context.state, { path, treeRow, visited: false, selected: 0, top: 0, left: 0, find: '' })
      return
    }
    const isOpen = expanded.has(path)
    // Enter opens and closes; a key that points into an open folder goes into it.
    if (isOpen && context.key !== 'enter' && context.key !== null) context.select(context.state.selected + 1)
    else context.state.expanded = new Set(isOpen ? [...expanded].filter((each) => each !== path) : [...expanded, path])
  },
})
