import type { FileRecord, FindingRecord, OverviewRecords } from '../document/records.ts'

export interface OverviewCounts {
  totals: Omit<OverviewRecords['totals'], 'symbols'>
  languages: OverviewRecords['languages']
  hardToMaintain: number
}

/** Sums over all files; one pass, because it runs after every batch of changes on up to 100,000 records. */
export function countFiles(files: Iterable<FileRecord>): OverviewCounts {
  const totals = { files: 0, analysed: 0, skipped: 0, lines: 0, code: 0, comments: 0, functions: 0, bytes: 0 }
  const byLanguage = new Map<string, { language: string; files: number; lines: number; code: number }>()
  let hardToMaintain = 0
  for (const file of files) {
    totals.files++
    totals.bytes += file.bytes
    if (file.skipped) {
      totals.skipped++
      continue
    }
    totals.lines += file.lines
    totals.code += file.code
    totals.comments += file.comments
    totals.functions += file.functions
    if (file.maintainability !== null) {
      totals.analysed++
      if (file.maintainability < 20) hardToMaintain++
    }
    if (file.language === '') continue
    let language = byLanguage.get(file.language)
    if (!language) {
      language = { language: file.language, files: 0, lines: 0, code: 0 }
      byLanguage.set(file.language, language)
    }
    language.files++
    language.lines += file.lines
    language.code += file.code
  }
  const languages = [...byLanguage.values()].sort((a, b) => b.code - a.code || (a.language < b.language ? -1 : 1))
  return { totals, languages, hardToMaintain }
}

/** Open findings by severity and by rule, most frequent first; those that people dismissed or accepted do not count. */
export function countFindings(
  findings: Iterable<FindingRecord[]>,
  triaged: { has(fingerprint: string): boolean },
): OverviewRecords['findings'] {
  const counts = { error: 0, warning: 0, info: 0 }
  const byRule = new Map<string, { rule: string; severity: FindingRecord['severity']; count: number }>()
  for (const list of findings) {
    for (const finding of list) {
      if (triaged.has(finding.fingerprint)) continue
      counts[finding.severity]++
      const rule = byRule.get(finding.rule)
      if (rule) rule.count++
      else byRule.set(finding.rule, { rule: finding.rule, severity: finding.severity, count: 1 })
    }
  }
  return { ...counts, byRule: [...byRule.values()].sort((a, b) => b.count - a.count || (a.rule < b.rule ? -1 : 1)) }
}
