import type { Rule } from '@tlc/analyzers/define-rule'
import type { FindingFact } from '@tlc/analyzers/facts'
import { rules as generated } from '@tlc/analyzers/rules.generated'
import { type ProjectFinding, runProjectRules } from '@tlc/analyzers/run-rules'
import files from '../document/collections/files.ts'
import findings from '../document/collections/findings.ts'
import type { FileRecord, FindingRecord } from '../document/records.ts'
import type { HostedRoom } from './contract.ts'
import type { ProjectFacts } from './facts/contract.ts'
import { countBySeverity, findingRecord } from './file-record.ts'
import { comparePaths } from './page-of-paths.ts'

export interface ProjectRules {
  /** What the last refresh found in a file. */
  findingsOf(path: string): readonly FindingFact[]
  /** Rules that threw at the last refresh, a sentence each. */
  failures(): readonly string[]
  /** Runs the rules that look at all files together, and shows what differs. Resolves with all that they found. */
  refresh(facts: ProjectFacts): Promise<ProjectFinding[]>
}

const NONE: readonly FindingFact[] = []

export function createProjectRules({
  project,
  rules = generated,
}: {
  project: HostedRoom
  /** Those of a file alone are left out. */
  rules?: readonly Rule[]
}): ProjectRules {
  const { doc } = project
  const ofProject = rules.filter((rule) => rule.project)
  const ids = new Set(ofProject.map((rule) => rule.id))
  let failures: string[] = []
  let found: Map<string, FindingFact[]> | null = null

  async function refresh(facts: ProjectFacts): Promise<ProjectFinding[]> {
    // A finding names the copy before it: in the order of paths it is the same one every time.
    const repeated = [...(await facts.repeatedBlocks())].sort(([a], [b]) => comparePaths(a, b))
    const before = found
    const run = runProjectRules(
      ofProject,
      repeated.map(([path, blocks]) => ({ path, language: null, blocks })),
    )
    found = byPath(run.findings)
    failures = run.failed.map(({ rule, message }) => `The rule ${rule} failed on the project: ${message}`)
    const touched = before ? new Set([...before.keys(), ...found.keys()]) : new Set(pathsWithProjectFindings())
    for (const path of found.keys()) touched.add(path)
    project.write(() => {
      for (const path of touched) show(path)
    })
    return run.findings
  }

  function* pathsWithProjectFindings(): Iterable<string> {
    for (const [path, list] of findings.entries(doc)) if (list.some((each) => ids.has(each.rule))) yield path
  }

  function show(path: string): void {
    const record = files.get(doc, path)
    if (!record) return
    const own = (findings.get(doc, path) ?? []).filter((each) => !ids.has(each.rule))
    const all = [...own, ...(found?.get(path) ?? []).map((finding) => findingRecord(finding))].sort(byPlace)
    if (all.length === 0) findings.delete(doc, path)
    else findings.put(doc, path, all)
    files.put(doc, path, { ...record, findings: countBySeverity(all) } satisfies FileRecord)
  }

  return { findingsOf: (path) => found?.get(path) ?? NONE, failures: () => failures, refresh }
}

function byPath(findings: ProjectFinding[]): Map<string, FindingFact[]> {
  const found = Map.groupBy(findings, ({ path }) => path)
  return new Map(Array.from(found, ([path, list]) => [path, list.map(({ finding }) => finding)]))
}

function byPlace(a: FindingRecord, b: FindingRecord): number {
  return a.line - b.line || a.column - b.column || (a.rule < b.rule ? -1 : 1)
}
