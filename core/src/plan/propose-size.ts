import type { PlanFacts } from './contract.ts'
import { evidenceKey } from './evidence-keys.ts'
import { count, type Proposal } from './proposal.ts'
import { isTestPath, type Terrain } from './terrain.ts'

/** Only the hottest files are worth taking apart for their size alone. */
const HOTTEST = 10
const LONG_FILE = 600
/** A file that changes seldom costs nobody anything, however long it is. */
const FEWEST_REVISIONS = 20

/** Long files that change often although none of their functions is too complex (Tornhill's hotspots). */
export function proposeSize({ hotspots, functions }: PlanFacts, terrain: Terrain): Proposal[] {
  const complex = new Set(functions.map(({ path }) => path))
  return hotspots
    .slice(0, HOTTEST)
    .filter(
      ({ path, lines, score, revisions }) =>
        score > 0 && lines >= LONG_FILE && revisions >= FEWEST_REVISIONS && !complex.has(path),
    )
    .filter(({ path }) => !isTestPath(path))
    .map(({ path, lines, score }) => {
      const parts = Math.ceil(lines / LONG_FILE)
      return {
        kind: 'size' as const,
        subject: path,
        title: `Take ${path} apart by what changes together`,
        why: `The file has ${count(lines, 'line')} and was ${terrain.changes(path)}: many changes meet in it.`,
        effect: `${count(parts, 'part')} of under ${LONG_FILE} lines; fewer people in one file at a time.`,
        urgency: { severity: score / 2, activity: terrain.activity(path), extent: lines / 5000 },
        estimate: { minutes: 120 * parts, formula: `${count(parts, 'part')} × 120 min` },
        evidence: [
          {
            kind: 'hotspot' as const,
            path,
            line: 1,
            endLine: lines,
            figures: `${terrain.changes(path)}, ${count(lines, 'line')}, hotspot ${score.toFixed(2)}`,
            key: evidenceKey.hotspot(path),
          },
        ],
      }
    })
}
