import { defineAction } from '../define-action.ts'
import type { FilesModel } from '../panels/files.ts'

export default defineAction<FilesModel>({
  id: 'file.tree',
  title: 'Show the file in the tree',
  keys: ['t'],
  run(context) {
    const { code } = context.model
    if (code) Object.assign(context.state, { path: null, selected: context.state.treeRow, top: 0, reveal: code.path })
  },
})
