import type { FileFound } from '@tlc/core/engine/answers'
import { defineAction } from '../define-action.ts'
import type { FilesModel } from '../panels/files.ts'

export default defineAction<FilesModel>({
  id: 'file.find',
  title: 'find',
  keys: ['/'],
  async run(context) {
    const { code, selected } = context.model
    if (!code) return
    const text = await context.prompt('Find:', { initial: code.find, empty: true })
    if (text === null) return
    context.state.find = text
    if (text === '') return
    const { lines } = await context.request<FileFound>('file.find', { path: code.path, text })
    const at = lines.findIndex((each) => each > selected)
    const line = lines[Math.max(0, at)]
    if (line === undefined) return context.say(`${text} is not in this file`)
    context.select(line - 1)
    context.say(`${Math.max(0, at) + 1} of ${lines.length} lines with ${text}; n and N go on`)
  },
})
