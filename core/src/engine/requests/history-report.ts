import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { flag, optional, shape } from '../../document/check.ts'
import overview from '../../document/collections/overview.ts'
import deletedFiles from '../../store/queries/deleted-files.ts'
import fileHistory from '../../store/queries/file-history.ts'
import type { HistoryReport } from '../answers.ts'
import { defineRequest } from '../define-request.ts'

/** More files than any project is opened with. */
const ALL = 1_000_000

export default defineRequest({
  id: 'history.report',
  summary: 'Commits, authors, the history of every file and what changes together.',
  input: shape({ deleted: optional(flag) }),
  async run({ root, project, history, idle, store }, { deleted = false }): Promise<HistoryReport> {
    await idle()
    const measures = history()
    const message = overview.get(project, 'history')?.message ?? ''
    if (measures === null) {
      return { commits: 0, authors: [], files: [], coChanges: [], message, ...(deleted && { deletedFiles: [] }) }
    }
    const opened = await store()
    const files = await opened.query(fileHistory, { limit: ALL })
    const gone = deleted ? await opened.query(deletedFiles, { limit: ALL }) : []
    return {
      commits: measures.commits,
      authors: measures.authors,
      files: files.map(({ lines: _, score, ...file }) => ({ ...file, hotspot: score })),
      coChanges: measures.coChanges,
      message,
      // What the project leaves out of its files (ignored, vendored) may be there all the same.
      ...(deleted && { deletedFiles: gone.filter(({ path }) => !existsSync(join(root, path))) }),
    }
  },
})
