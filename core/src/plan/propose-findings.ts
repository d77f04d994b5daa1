import { posix } from 'node:path'
import type { FindingRecord, Severity } from '../document/records.ts'
import type { PlanFacts } from './contract.ts'
import { evidenceKey } from './evidence-keys.ts'
import { count, MOST_EVIDENCE, type Proposal } from './proposal.ts'
import { isTestPath, type Terrain } from './terrain.ts'

type Found = PlanFacts['findings'][number]

/** These have proposers of their own, which know more about them. */
const COVERED = new Set(['maintainability/complex-function', 'maintainability/duplicated-block'])
/** What tlc itself could not do with a file is no work on the project. */
const OF_THE_ANALYSIS = 'analysis/'

/** As many findings of one rule in a file, or in a folder, make a step of their own. */
const FILE_CLUSTER = 4
const FOLDER_CLUSTER = 4
/** Errors get a step a file, up to this many files of one rule. */
const ERROR_FILES = 8

const SEVERITY: Record<Severity, number> = { error: 0.9, warning: 0.5, info: 0.2 }
/** Untidiness hurts less than what is wrong or open to attack. */
const GROUP_FACTOR: Record<string, number> = { security: 1.1, maintainability: 0.6 }
/** Minutes that one finding takes to look at and to mend. */
const MINUTES: Record<Severity, number> = { error: 20, warning: 10, info: 5 }
/** 64 findings of a kind count as all there can be. */
const MANY = Math.log2(65)

/** Clusters of open findings, by rule and file, else by rule and folder, else by rule. */
export function proposeFindings({ findings, triaged }: PlanFacts, terrain: Terrain): Proposal[] {
  const open = findings.filter(
    ({ finding: { rule, fingerprint } }) =>
      !COVERED.has(rule) && !rule.startsWith(OF_THE_ANALYSIS) && !triaged.has(fingerprint),
  )
  const proposals: Proposal[] = []
  for (const [rule, found] of Map.groupBy(open, ({ finding }) => finding.rule)) {
    for (const { subject, place, cluster } of clusters(found)) {
      proposals.push(proposeCluster(rule, `${rule}:${subject}`, place, cluster, terrain))
    }
  }
  return proposals
}

function clusters(found: Found[]): { subject: string; place: string; cluster: Found[] }[] {
  const made: { subject: string; place: string; cluster: Found[] }[] = []
  const byFile = Map.groupBy(found, ({ path }) => path)
  const isError = found[0]!.finding.severity === 'error'
  const smallest = isError && byFile.size <= ERROR_FILES ? 1 : FILE_CLUSTER
  const rest: Found[] = []
  for (const [path, cluster] of byFile) {
    if (cluster.length >= smallest) made.push({ subject: path, place: `in ${path}`, cluster })
    else rest.push(...cluster)
  }
  const scattered: Found[] = []
  for (const [folder, cluster] of Map.groupBy(rest, ({ path }) => posix.dirname(path))) {
    if (cluster.length >= FOLDER_CLUSTER && folder !== '.')
      made.push({ subject: `${folder}/`, place: `in ${folder}/`, cluster })
    else scattered.push(...cluster)
  }
  const files = new Set(scattered.map(({ path }) => path))
  if (files.size === 1) made.push({ subject: [...files][0]!, place: `in ${[...files][0]!}`, cluster: scattered })
  else if (files.size > 1) made.push({ subject: '*', place: `in ${files.size} files`, cluster: scattered })
  return made
}

function proposeCluster(rule: string, subject: string, place: string, cluster: Found[], terrain: Terrain): Proposal {
  const sorted = cluster.toSorted((a, b) => terrain.activity(b.path) - terrain.activity(a.path) || byPlace(a, b))
  const first = sorted[0]!
  const { severity } = first.finding
  const paths = new Set(cluster.map(({ path }) => path))
  const inTests = [...paths].every(isTestPath)
  const name = rule.slice(rule.indexOf('/') + 1).replaceAll('-', ' ')
  const cwe = [...new Set(cluster.flatMap(({ finding }) => finding.cwe))]
  const busiest = terrain.changes(first.path)
  return {
    kind: 'finding',
    subject,
    title:
      cluster.length === 1
        ? `Resolve ${name} at ${first.path}:${first.finding.line}`
        : `Resolve ${cluster.length} × ${name} ${place}`,
    why: `${sentence(first.finding.message)}${cwe.length > 0 ? ` (${cwe.map((id) => `CWE-${id}`).join(', ')})` : ''}${busiest && `; ${first.path} was ${busiest}`}.`,
    effect: `${count(cluster.length, severity)} fewer${paths.size > 1 ? ` in ${count(paths.size, 'file')}` : ''}.`,
    urgency: {
      severity: SEVERITY[severity] * (GROUP_FACTOR[rule.split('/', 1)[0]!] ?? 1) * (inTests ? 0.4 : 1),
      activity: cluster.reduce((sum, { path }) => sum + terrain.activity(path), 0) / cluster.length,
      extent: Math.log2(1 + cluster.length) / MANY,
    },
    estimate: {
      minutes: cluster.length * MINUTES[severity],
      formula: `${count(cluster.length, 'finding')} × ${MINUTES[severity]} min`,
    },
    evidence: sorted.slice(0, MOST_EVIDENCE).map(({ path, finding }) => ({
      kind: 'finding',
      path,
      line: finding.line,
      endLine: finding.endLine,
      figures: `${finding.severity}: ${finding.message}${cellOf(finding)}`,
      key: evidenceKey.finding(path, finding.fingerprint),
    })),
  }
}

function cellOf({ cell }: FindingRecord): string {
  return cell === undefined ? '' : ` (cell ${cell})`
}

function sentence(message: string): string {
  return message.replace(/[.\s]+$/, '')
}

function byPlace(a: Found, b: Found): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : a.finding.line - b.finding.line
}
