import type { ReportFinding } from '@tlc/core/engine/answers'

const LEVELS = { error: 'error', warning: 'warning', info: 'note' } as const

/** Findings as a SARIF 2.1.0 log (OASIS, "Static Analysis Results Interchange Format", 2020). */
export function analysisSarif(findings: ReportFinding[], { root, version }: { root: string; version: string }): string {
  const rules = [...new Set(findings.map((finding) => finding.rule))].sort()
  const index = new Map(rules.map((rule, i) => [rule, i]))
  const cwes = new Map(findings.map((finding) => [finding.rule, finding.cwe]))
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: { name: 'tlc', version, rules: rules.map((rule) => describeRule(rule, cwes.get(rule) ?? [])) },
        },
        originalUriBaseIds: { PROJECT: { uri: `${fileUri(root)}/` } },
        columnKind: 'utf16CodeUnits',
        results: findings.map((finding) => result(finding, index.get(finding.rule)!)),
      },
    ],
  }
  return `${JSON.stringify(log)}\n`
}

function describeRule(id: string, cwe: number[]) {
  return { id, name: id, properties: { tags: cwe.map((number) => `external/cwe/cwe-${number}`) } }
}

function result({ rule, severity, message, path, line, column, endLine }: ReportFinding, ruleIndex: number) {
  return {
    ruleId: rule,
    ruleIndex,
    level: LEVELS[severity],
    message: { text: message },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: relativeUri(path), uriBaseId: 'PROJECT' },
          region: { startLine: line, startColumn: column, endLine },
        },
      },
    ],
  }
}

function fileUri(path: string): string {
  return `file://${relativeUri(path)}`
}

function relativeUri(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/')
}
