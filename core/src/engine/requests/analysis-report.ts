import { integerOf, nullable, optional, shape, text } from '../../document/check.ts'
import files from '../../document/collections/files.ts'
import findings from '../../document/collections/findings.ts'
import overview from '../../document/collections/overview.ts'
import type { FileRecord } from '../../document/records.ts'
import type { ReportFunction } from '../../store/queries/report-functions.ts'
import type { ReportFile, ReportFinding, ReportPage } from '../answers.ts'
import { defineRequest } from '../define-request.ts'
import { pageOfPaths } from '../page-of-paths.ts'
import { peakRssMb } from '../peak-memory.ts'

/** Most files of one page. */
const MOST_FILES = 5000

export default defineRequest({
  id: 'analysis.report',
  summary: 'Files with their functions, findings and what was skipped, page by page in the order of paths.',
  input: shape({ after: optional(nullable(text)), limit: optional(integerOf(1, MOST_FILES)) }),
  async run({ project, facts, lastRun }, { after = null, limit = MOST_FILES }): Promise<ReportPage> {
    const { paths, next } = pageOfPaths(project, { after, limit })
    const functions = await (await facts()).functionsOf(paths)
    const languages = overview.get(project, 'languages') ?? []
    const analysis = overview.get(project, 'analysis')
    return {
      project: {
        name: overview.get(project, 'project')?.name ?? '',
        languages: languages.map(({ code: _, ...each }) => each),
      },
      files: paths.flatMap((path) => reportFile(path, files.get(project, path), functions.get(path))),
      findings: paths.flatMap((path) =>
        (findings.get(project, path) ?? []).map(
          ({ fingerprint: _, endColumn: __, ...finding }): ReportFinding => ({ path, ...finding }),
        ),
      ),
      skipped: paths.flatMap((path) => {
        const reason = files.get(project, path)?.skipped
        return reason ? [{ path, reason }] : []
      }),
      message: analysis?.state === 'ready' ? analysis.message : '',
      elapsedMs: lastRun().tookMs,
      parsed: lastRun().parsed,
      peakRssMb: peakRssMb(),
      next,
    }
  },
})

function reportFile(path: string, record: FileRecord | undefined, functions: ReportFunction[] = []): ReportFile[] {
  if (!record || record.skipped) return []
  const { language, lines, code, comments, maintainability } = record
  return [{ path, language, lines, code, comments, maintainability, functions }]
}
