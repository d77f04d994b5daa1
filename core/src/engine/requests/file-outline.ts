import { shape, text } from '../../document/check.ts'
import files from '../../document/collections/files.ts'
import fileFunctions from '../../store/queries/file-functions.ts'
import fileOutline from '../../store/queries/file-outline.ts'
import { defineRequest } from '../define-request.ts'
import { symbolRow } from '../symbol-row.ts'

export default defineRequest({
  id: 'file.outline',
  summary: 'Definitions of a file and the measures of its functions.',
  input: shape({ path: text }),
  async run({ project, store }, { path }) {
    const opened = await store()
    const language = files.get(project, path)?.language ?? ''
    const symbols = await opened.query(fileOutline, { path })
    return {
      symbols: symbols.map((symbol) => symbolRow({ path, language, symbol })),
      functions: await opened.query(fileFunctions, { path }),
    }
  },
})
