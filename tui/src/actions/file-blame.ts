import { defineAction } from '../define-action.ts'
import { blameText } from '../panels/_code-view.ts'
import type { FilesModel } from '../panels/files.ts'

export default defineAction<FilesModel>({
  id: 'file.blame',
  title: 'who',
  keys: ['b'],
  run(context) {
    const { code, selected } = context.model
    if (code) context.say(blameText(code, selected + 1, context.sources.now))
  },
})
