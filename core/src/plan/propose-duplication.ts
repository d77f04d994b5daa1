import type { PlanFacts } from './contract.ts'
import { evidenceKey } from './evidence-keys.ts'
import { count, MOST_EVIDENCE, type Proposal } from './proposal.ts'
import type { Terrain } from './terrain.ts'

type Found = PlanFacts['findings'][number]

const RULE = 'maintainability/duplicated-block'

/** One step for each pair of files that share blocks, and for each file that repeats itself. */
export function proposeDuplication({ findings, triaged }: PlanFacts, terrain: Terrain): Proposal[] {
  const found = findings.filter(({ finding }) => finding.rule === RULE && !triaged.has(finding.fingerprint))
  const paths = new Set(found.map(({ path }) => path))
  const byPlace = Map.groupBy(found, (each) => placesOf(each, paths).join('\n'))
  return Array.from(byPlace, ([places, blocks]) => proposeExtraction(places.split('\n'), blocks, terrain))
}

/** Both copies are findings, and each names the file of the other. */
function placesOf({ path, finding }: Found, paths: ReadonlySet<string>): string[] {
  const twin = finding.message.split(' ').find((word) => word !== path && paths.has(word))
  return twin === undefined ? [path] : [path, twin].sort()
}

function proposeExtraction(places: string[], blocks: Found[], terrain: Terrain): Proposal {
  const sorted = blocks.toSorted((a, b) => linesOf(b) - linesOf(a) || (a.path < b.path ? -1 : 1))
  const repeated = Math.ceil(sorted.reduce((sum, block) => sum + linesOf(block), 0) / 2)
  const copies = Math.max(1, Math.ceil(blocks.length / 2))
  const first = sorted[0]!
  const [path, twin] = places
  return {
    kind: 'duplication',
    subject: places.join('|'),
    title: twin
      ? `Give ${path} and ${twin} one home for what they repeat`
      : `Extract the block that ${path} repeats at line ${first.finding.line}`,
    why: `${count(repeated, 'line')} stand twice; a mistake mended in one copy lives on in the other.`,
    effect: `About ${count(repeated, 'line')} less, and one place to mend.`,
    urgency: {
      severity: 0.3,
      activity: Math.max(...places.map((place) => terrain.activity(place))),
      extent: repeated / 200,
    },
    estimate: { minutes: 30 * copies, formula: `${count(copies, 'block')} × 30 min` },
    evidence: sorted.slice(0, MOST_EVIDENCE).map((block) => ({
      kind: 'duplication',
      path: block.path,
      line: block.finding.line,
      endLine: block.finding.endLine,
      figures: block.finding.message,
      key: evidenceKey.finding(block.path, block.finding.fingerprint),
    })),
  }
}

function linesOf({ finding }: Found): number {
  return finding.endLine - finding.line + 1
}
