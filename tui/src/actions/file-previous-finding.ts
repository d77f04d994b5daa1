import { defineAction } from '../define-action.ts'
import type { FilesModel } from '../panels/files.ts'
import { stepToLine } from './_step-found.ts'

export default defineAction<FilesModel>({
  id: 'file.previous-finding',
  title: 'previous finding',
  keys: ['['],
  run(context) {
    const lines = [...(context.model.code?.findings.keys() ?? [])].sort((a, b) => a - b)
    stepToLine(context, lines, -1, 'lines with findings')
  },
})
