import type { Rule } from '@tlc/analyzers/define-rule'
import type { BlockFact, FindingFact } from '@tlc/analyzers/facts'
import { rules as generated } from '@tlc/analyzers/rules.generated'
import { type ProjectFinding, runProjectRules } from '@tlc/analyzers/run-rules'
import files from '../document/collections/files.ts'
import findings from '../document/collections/findings.ts'
import type { FileRecord, FindingRecord } from '../document/records.ts'
import type { Store } from '../store/contract.ts'
import duplicateBlocks from '../store/queries/duplicate-blocks.ts'
import type { HostedRoom } from './contract.ts'
import { countBySeverity, findingRecord } from './file-record.ts'

export interface ProjectRules {
  /** What the last refresh found in a file. */
  findingsOf(path: string): readonly FindingFact[]
  /** Rules that threw at the last refresh, a sentence each. */
  failures(): readonly string[]
  /** Runs the rules that look at all files together, and writes what differs. */
  refresh(): Promise<void>
}

const NONE: readonly FindingFact[] = []

export function createProjectRules({
  project,
  store,
  rules = generated,
}: {
  project: HostedRoom
  store: () => Promise<Store>
  /** Those of a file alone are left out. */
  rules?: readonly Rule[]
}): ProjectRules {
  const { doc } = project
  const ofProject = rules.filter((rule) => rule.project)
  const ids = new Set(ofProject.map((rule) => rule.id))
  let failures: string[] = []
  let found: Map<string, FindingFact[]> | null = null

  async function refresh(): Promise<void> {
    const opened = await store()
    const repeated = new Map<string, BlockFact[]>()
    for await (const part of opened.stream(duplicateBlocks, {})) {
      for (const { path, ...block } of part) {
        const blocks = repeated.get(path)
        if (blocks) blocks.push(block)
        else repeated.set(path, [block])
      }
    }
    const before = found
    const run = runProjectRules(
      ofProject,
      Array.from(repeated, ([path, blocks]) => ({ path, language: null, blocks: blocks.sort(byLine) })),
    )
    found = byPath(run.findings)
    failures = run.failed.map(({ rule, message }) => `The rule ${rule} failed on the project: ${message}`)
    const touched = before ? new Set([...before.keys(), ...found.keys()]) : new Set(pathsWithProjectFindings())
    for (const path of found.keys()) touched.add(path)
    project.write(() => {
      for (const path of touched) show(path)
    })
    await opened.saveProjectFindings(
      Array.from(found).flatMap(([path, list]) => list.map((finding) => ({ path, finding }))),
    )
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

function byLine(a: BlockFact, b: BlockFact): number {
  return a.line - b.line
}

function byPlace(a: FindingRecord, b: FindingRecord): number {
  return a.line - b.line || a.column - b.column || (a.rule < b.rule ? -1 : 1)
}
