import { defineAction } from '../define-action.ts'
import type { FilesModel, FilesState } from '../panels/files.ts'

export default defineAction<FilesModel>({
  id: 'file.close',
  title: 'back',
  keys: ['escape', 'backspace'],
  run(context) {
    const { code } = context.model
    const state = context.state as FilesState & Record<string, unknown>
    if (!code) state.filter = ''
    else if (code.find !== '') state.find = ''
    // What was opened from another place leads back to it.
    else if (state.visited && context.jumps.canGoBack) context.jump(-1)
    else Object.assign(state, { path: null, selected: state.treeRow, top: 0, reveal: code.path })
  },
})
