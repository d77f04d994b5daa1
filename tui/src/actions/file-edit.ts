import { insideProject } from '@tlc/core/system/paths'
import { editorCommand } from '../app/editor.ts'
import { defineAction } from '../define-action.ts'
import type { FilesModel } from '../panels/files.ts'

export default defineAction<FilesModel>({
  id: 'file.edit',
  title: 'edit',
  keys: ['e'],
  async run(context) {
    const { code, current, selected } = context.model
    const path = code?.path ?? current?.node.path
    if (!path) return
    const absolute = insideProject(context.root, path)
    const { command, args } = editorCommand(context.env, absolute, code && !code.cells ? selected + 1 : 1)
    await context.run(command, args)
  },
})
