import { integerOf, nullable, optional, shape, text } from '../../document/check.ts'
import allSymbols from '../../store/queries/all-symbols.ts'
import { defineRequest } from '../define-request.ts'
import { pageOfPaths } from '../page-of-paths.ts'
import { symbolRow } from '../symbol-row.ts'

/** Most files of one page. */
const MOST_FILES = 5000

export default defineRequest({
  id: 'symbols.list',
  summary: 'Every definition of the project, page by page in the order of paths.',
  input: shape({ after: optional(nullable(text)), limit: optional(integerOf(1, MOST_FILES)) }),
  async run({ project, store }, { after = null, limit = MOST_FILES }) {
    const { paths, next } = pageOfPaths(project, { after, limit })
    if (paths.length === 0) return { symbols: [], next: null }
    const found = await (await store()).query(allSymbols, { first: paths[0]!, last: paths.at(-1)! })
    return { symbols: found.map(symbolRow), next }
  },
})
