import type { SearchAnswer } from '../index/contract.ts'
import { isPartial, pendingText } from '../index/progress-text.ts'
import { KINDS } from '../index/segment/kinds.ts'
import { defineTool } from './_define-tool.ts'
import { plain } from './_lines.ts'

export default defineTool({
  id: 'search',
  title: 'Search the project',
  description:
    'Finds code, tests, documentation, commits and other knowledge of this project by a question in plain words, a name, a path or an error message. Answers places with line ranges, the best first. Use it before reading files.',
  access: 'read',
  input: {
    query: { type: 'string', description: 'A question, a symbol, a path or an error message', maxLength: 2_000 },
    limit: { type: 'integer', description: 'Most hits', minimum: 1, maximum: 50, default: 10, optional: true },
    kinds: { type: 'strings', description: 'Only these kinds', maxItems: 10, enum: KINDS, optional: true },
    paths: { type: 'strings', description: 'Only in these folders, files or globs', maxItems: 20, optional: true },
    languages: { type: 'strings', description: 'Only these languages', maxItems: 20, optional: true },
  },
  async run(input, { request }) {
    const { hits, progress, notes = [] } = await request<SearchAnswer>('search.query', input)
    const lines = hits.map(({ path, startLine, endLine, kind, symbolKind, name, why }) => {
      const what = symbolKind ?? kind
      return `${plain(path)}:${startLine}-${endLine} ${what}${name === '' ? '' : ` ${plain(name)}`} (${plain(why[0] ?? '', 60)})`
    })
    if (lines.length === 0) {
      const where = input.kinds || input.paths || input.languages ? 'with these filters' : 'in the whole project'
      lines.push(isPartial(progress) ? 'Nothing found yet.' : `Nothing found ${where}.`)
      lines.push(...notes.map((note) => plain(note, 500)))
    }
    if (isPartial(progress)) lines.push(`Partial: ${pendingText(progress)}; ask again later.`)
    else if (hits.length === (input.limit ?? 10))
      lines.push('For more, raise limit or narrow by kinds, paths, languages.')
    return {
      text: lines.join('\n'),
      details: { hits, pendingFiles: progress.pendingFiles, pendingDocuments: progress.pendingDocuments },
    }
  },
})
