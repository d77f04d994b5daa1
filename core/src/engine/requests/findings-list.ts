import { integerOf, oneOf, optional, shape, text } from '../../document/check.ts'
import findings from '../../document/collections/findings.ts'
import triage from '../../document/collections/triage.ts'
import type { ReportFinding } from '../answers.ts'
import { defineRequest } from '../define-request.ts'

const ORDER = { error: 0, warning: 1, info: 2 }

export interface FindingsPage {
  /** All that fit. */
  total: number
  findings: ReportFinding[]
}

export default defineRequest({
  id: 'findings.list',
  summary: 'Findings that nobody has dismissed or accepted, the severest first.',
  input: shape({
    path: optional(text),
    severity: optional(oneOf('error', 'warning', 'info')),
    limit: optional(integerOf(1, 1_000)),
    offset: optional(integerOf(0)),
  }),
  async run({ project, analysed }, { path, severity, limit = 100, offset = 0 }): Promise<FindingsPage> {
    await analysed()
    const wanted = path?.replace(/\/$/, '')
    const all: ReportFinding[] = []
    for (const [file, list] of findings.entries(project)) {
      if (wanted !== undefined && file !== wanted && !file.startsWith(`${wanted}/`)) continue
      for (const { fingerprint, endColumn: _, ...finding } of list) {
        if (severity !== undefined && finding.severity !== severity) continue
        if (!triage.has(project, fingerprint)) all.push({ path: file, ...finding })
      }
    }
    all.sort(
      (a, b) => ORDER[a.severity] - ORDER[b.severity] || (a.path < b.path ? -1 : a.path > b.path ? 1 : a.line - b.line),
    )
    return { total: all.length, findings: all.slice(offset, offset + limit) }
  },
})
