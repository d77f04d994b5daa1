import { defineAction } from '../define-action.ts'
import { FILE_ORDERS, type FilesModel } from '../panels/files.ts'

export default defineAction<FilesModel>({
  id: 'files.sort',
  title: 'sort',
  keys: ['s'],
  run(context) {
    const next = FILE_ORDERS[(FILE_ORDERS.indexOf(context.model.order) + 1) % FILE_ORDERS.length]!
    context.state.order = next
    context.select(0)
    context.say(next === 'name' ? 'By name, folders first' : `By ${next}, the most first`)
  },
})
