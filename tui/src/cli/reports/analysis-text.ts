import type { Severity } from '@tlc/core/document/records'
import type { ReportFile, ReportFinding, ReportPage } from '@tlc/core/engine/answers'
import { oneLine } from './one-line.ts'
import { textTable } from './text-table.ts'

/** All pages as one. */
export type AnalysisSummary = Omit<ReportPage, 'next'>

const ORDER: Severity[] = ['error', 'warning', 'info']
const COLOURS = { error: 'red', warning: 'yellow', info: 'cyan' } as const
const MOST_FINDINGS = 25
const MOST_FUNCTIONS = 10
const MOST_LANGUAGES = 12
const MOST_SKIPPED = 3

type Style = (format: 'bold' | 'dim' | 'red' | 'yellow' | 'cyan', text: string) => string

/** The report for people. */
export function analysisText(summary: AnalysisSummary, style: Style, { all }: { all: boolean }): string {
  const { project, files, findings, skipped, elapsedMs } = summary
  const parts = [
    `${style('bold', project.name)}: ${count(files.length, 'file')}, ${count(
      sum(files, (file) => file.lines),
      'line',
    )}, ${count(
      sum(files, (file) => file.functions.length),
      'function',
    )}`,
    languageTable(project.languages, style),
    complexFunctions(files, style),
    findingLines(findings, style, all ? Number.POSITIVE_INFINITY : MOST_FINDINGS),
    skippedLines(skipped),
    summary.message === '' ? '' : style('yellow', summary.message),
    style(
      'dim',
      `Took ${(elapsedMs / 1000).toFixed(1)} s; the daemon's memory peaked at ${Math.round(summary.peakRssMb)} MB.`,
    ),
  ]
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

function languageTable(languages: ReportPage['project']['languages'], style: Style): string {
  if (languages.length === 0) return 'No source files.'
  const rows = languages
    .slice(0, MOST_LANGUAGES)
    .map(({ language, files, lines }) => [language || 'other', files, lines])
  const [head, ...lines] = textTable(['Language', 'Files', 'Lines'], rows)
  const rest = languages.length - MOST_LANGUAGES
  return [style('bold', head!), ...lines, ...(rest > 0 ? [style('dim', `and ${rest} more`)] : [])].join('\n')
}

function complexFunctions(files: ReportFile[], style: Style): string {
  const worst = files
    .flatMap(({ path, functions }) => functions.map((one) => ({ path, ...one })))
    .sort((a, b) => b.cyclomatic - a.cyclomatic || b.cognitive - a.cognitive)
    .slice(0, MOST_FUNCTIONS)
    .filter(({ cyclomatic }) => cyclomatic > 10)
  if (worst.length === 0) return ''
  const rows = worst.map(({ path, line, name, cyclomatic, cognitive }) => [
    cyclomatic,
    cognitive,
    name,
    `${path}:${line}`,
  ])
  const [head, ...lines] = textTable(['Cyclomatic', 'Cognitive', 'Function', 'Place'], rows)
  return [style('bold', head!), ...lines].join('\n')
}

function findingLines(findings: ReportFinding[], style: Style, most: number): string {
  if (findings.length === 0) return 'No findings.'
  const counts = ORDER.map(
    (severity) => `${findings.filter((finding) => finding.severity === severity).length} ${severity}`,
  )
  const sorted = [...findings].sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity))
  const shown = sorted
    .slice(0, most)
    .map(
      ({ severity, path, line, column, message, rule }) =>
        `${style(COLOURS[severity], severity.padEnd(7))} ${oneLine(path)}:${line}:${column}  ${oneLine(message)} ${style('dim', rule)}`,
    )
  const rest = findings.length - shown.length
  const more = rest > 0 ? [style('dim', `and ${rest.toLocaleString('en-US')} more: --all lists them`)] : []
  return [style('bold', `Findings: ${counts.join(', ')}`), ...shown, ...more].join('\n')
}

function skippedLines(skipped: ReportPage['skipped']): string {
  if (skipped.length === 0) return ''
  const byReason = Map.groupBy(skipped, ({ reason }) => reason)
  const lines = [...byReason]
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([reason, paths]) => {
      const named = paths.slice(0, MOST_SKIPPED).map(({ path }) => oneLine(path))
      const rest = paths.length - named.length
      return `  ${paths.length.toLocaleString('en-US')} ${reason}: ${named.join(', ')}${rest > 0 ? ', …' : ''}`
    })
  return ['Not analysed:', ...lines].join('\n')
}

function count(number: number, what: string): string {
  return `${number.toLocaleString('en-US')} ${what}${number === 1 ? '' : 's'}`
}

function sum<Item>(items: Item[], value: (item: Item) => number): number {
  return items.reduce((total, item) => total + value(item), 0)
}
