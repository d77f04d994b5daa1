import { shape } from '../../document/check.ts'
import overview from '../../document/collections/overview.ts'
import fileHistory from '../../store/queries/file-history.ts'
import type { HistoryReport } from '../answers.ts'
import { defineRequest } from '../define-request.ts'

/** More files than any project is opened with. */
const ALL = 1_000_000

export default defineRequest({
  id: 'history.report',
  summary: 'Commits, authors, the history of every file and what changes together.',
  input: shape({}),
  async run({ project, history, idle, store }): Promise<HistoryReport> {
    await idle()
    const measures = history()
    const message = overview.get(project, 'history')?.message ?? ''
    if (measures === null) return { commits: 0, authors: [], files: [], coChanges: [], message }
    const files = await (await store()).query(fileHistory, { limit: ALL })
    return {
      commits: measures.commits,
      authors: measures.authors,
      files: files.map(({ lines: _, score, ...file }) => ({ ...file, hotspot: score })),
      coChanges: measures.coChanges,
      message,
    }
  },
})
