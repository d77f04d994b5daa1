import { defineAction } from '../define-action.ts'
import type { FilesModel } from '../panels/files.ts'
import { stepToLine } from './_step-found.ts'

export default defineAction<FilesModel>({
  id: 'file.find-next',
  title: 'next match',
  keys: ['n'],
  run(context) {
    const { code } = context.model
    if (code?.found?.lines.length === 0) context.say(`${code.find} is not in this file`)
    stepToLine(context, code?.found?.lines ?? [], 1, `lines with ${code?.find}`)
  },
})
