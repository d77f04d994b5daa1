import { resolve } from 'node:path'
import { TlcError } from '../../system/error.ts'
import { copyModel } from '../copy-model.ts'
import { defineSource } from '../define-source.ts'
import { unpackModel } from '../unpack-model.ts'

/** A folder or an archive on this machine: `tlc models add --from <path>`, or `TLC_MODEL_FOLDER`. */
export default defineSource({
  id: 'local-folder',
  title: 'Local folder',
  remote: false,
  order: 1,
  async fetch(model, context) {
    const from = context.from ?? context.system.env.TLC_MODEL_FOLDER
    if (!from) return null
    const path = resolve(from)
    const stat = await context.system.files.stat(path)
    if (!stat) {
      throw new TlcError('model/missing', `Expected a folder or an archive at ${path}, found nothing`, {
        hint: 'Name the folder that holds the model, or the jar or zip that it came in.',
      })
    }
    await (stat.kind === 'file' ? unpackModel : copyModel)(model, path, context)
    return path
  },
})
