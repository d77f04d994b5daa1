import { defineAction } from '../define-action.ts'
import type { FilesModel } from '../panels/files.ts'

export default defineAction<FilesModel>({
  id: 'file.line',
  title: 'line',
  keys: ['C-g'],
  async run(context) {
    const { code } = context.model
    const text = code && (await context.prompt(`Line of ${code.total}:`))
    if (!text) return
    const line = Number(text)
    if (Number.isInteger(line) && line > 0) context.select(line - 1)
    else context.say(`A line is a number from 1 to ${code.total}`)
  },
})
