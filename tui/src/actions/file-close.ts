import { defineAction } from '../define-action.ts'
import type { FilesModel } from '../panels/files.ts'

export default defineAction<FilesModel>({
  id: 'file.close',
  title: 'back',
  keys: ['escape', 'h', 'backspace'],
  run(context) {
    const { code } = context.model
    if (!code) {
      context.state.filter = ''
      return
    }
    Object.assign(context.state, { path: null, selected: context.state.treeRow, top: 0 })
  },
})
