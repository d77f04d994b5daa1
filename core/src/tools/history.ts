import type { HistoryReport } from '../engine/answers.ts'
import { defineTool } from './_define-tool.ts'
import { knownPath } from './_known-path.ts'
import { listed, plain } from './_lines.ts'
import { offsetOf } from './_offset.ts'

export default defineTool({
  id: 'history',
  title: 'What changes often, and with what',
  description:
    'Lists the hotspots of the project: files that are complex and change often, with authors and the last change; or with path, the history of one file and what changes together with it.',
  access: 'read',
  input: {
    path: { type: 'string', description: 'A file or folder of the project', maxLength: 1_000, optional: true },
    limit: { type: 'integer', description: 'Most files', minimum: 1, maximum: 100, default: 15, optional: true },
    offset: offsetOf('Files'),
  },
  async run({ path, limit = 15, offset = 0 }, context) {
    const { request } = context
    const wanted = path === undefined ? '' : await knownPath(path, context)
    const report = await request<HistoryReport>('history.report', {})
    if (report.files.length === 0) return { text: report.message || 'There is no history.', details: { files: [] } }
    const files = report.files.filter(
      (file) => wanted === '' || file.path === wanted || file.path.startsWith(`${wanted}/`),
    )
    const shown = files.slice(offset, offset + limit)
    const together = report.coChanges
      .filter(({ a, b }) => wanted !== '' && (a === wanted || b === wanted))
      .slice(0, limit)
    const lines = shown.map(
      (file) =>
        `${plain(file.path)} changed ${file.revisions} times by ${file.authors} authors, mostly ${plain(file.mainAuthor, 60)} (${Math.round(file.mainAuthorShare * 100)} %), last ${new Date(file.lastChanged).toISOString().slice(0, 10)}, hotspot ${file.hotspot.toFixed(2)}`,
    )
    const pairs = together.map(
      ({ a, b, together: times, degree }) =>
        `with ${plain(a === wanted ? b : a)}: ${times} times (${Math.round(degree * 100)} %)`,
    )
    const text = listed(lines, {
      total: files.length - offset,
      more: `offset ${offset + shown.length}, or name a path`,
      none: 'No file of that path has a history.',
    })
    return {
      text: [text, ...pairs].join('\n'),
      details: { commits: report.commits, files: shown, coChanges: together },
    }
  },
})
