import { shape, textOf } from '../../document/check.ts'
import files from '../../document/collections/files.ts'
import { defineRequest } from '../define-request.ts'
import { nearPaths } from '../near-paths.ts'

export interface KnownPath {
  /** As the project writes it; '' for its own folder, null when it has no such file or folder. */
  path: string | null
  /** Of an unknown one, files that may be meant, the likeliest first. */
  near: string[]
}

export default defineRequest({
  id: 'path.known',
  summary: 'Whether the project has a file or folder of this path, and which ones may be meant instead.',
  input: shape({ path: textOf(0, 4_000) }),
  async run({ project, analysed }, { path: given }): Promise<KnownPath> {
    await analysed()
    const path = given
      .trim()
      .replace(/^(?:\.\/+)+|^\.$/, '')
      .replace(/\/+$/, '')
    if (path === '' || files.get(project, path)) return { path, near: [] }
    for (const [file] of files.entries(project)) if (file.startsWith(`${path}/`)) return { path, near: [] }
    return { path: null, near: nearPaths(project, path) }
  },
})
