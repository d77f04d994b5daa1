import { defineAction } from '../define-action.ts'
import type { FilesModel } from '../panels/files.ts'

export default defineAction<FilesModel>({
  id: 'file.next-finding',
  title: 'next finding',
  keys: ['n'],
  run(context) {
    const { code, selected } = context.model
    const lines = [...(code?.findings.keys() ?? [])].sort((a, b) => a - b)
    const next = lines.find((number) => number > selected + 1) ?? lines[0]
    if (next !== undefined) context.select(next - 1)
  },
})
