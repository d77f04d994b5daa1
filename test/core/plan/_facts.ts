import type { FindingRecord, HotspotRecord } from '@tlc/core/document/records'
import type { PlanFacts } from '@tlc/core/plan/contract'

export function facts(some: Partial<PlanFacts> = {}): PlanFacts {
  return { findings: [], functions: [], hotspots: [], coChanges: [], owners: [], triaged: new Set(), ...some }
}

export function hotspot(path: string, some: Partial<HotspotRecord> = {}): HotspotRecord {
  return {
    path,
    revisions: 50,
    added: 900,
    deleted: 300,
    complexity: 20,
    lines: 400,
    score: 0.5,
    authors: 7,
    mainAuthor: 'Ann',
    mainAuthorShare: 0.4,
    lastChanged: 1_700_000_000_000,
    trend: new Array(12).fill(1),
    ...some,
  }
}

export function complex(path: string, name: string, cyclomatic: number, line = 10): PlanFacts['functions'][number] {
  return { path, name, line, endLine: line + 40, cyclomatic, cognitive: cyclomatic + 5, codeLines: 38 }
}

export function finding(path: string, rule: string, some: Partial<FindingRecord> = {}): PlanFacts['findings'][number] {
  const line = some.line ?? 5
  return {
    path,
    finding: {
      rule,
      severity: 'warning',
      line,
      column: 1,
      endLine: line,
      endColumn: 9,
      message: `What ${rule} says`,
      cwe: [],
      fingerprint: `${path}:${rule}:${line}`,
      ...some,
    },
  }
}
