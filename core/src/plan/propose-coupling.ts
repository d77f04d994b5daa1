import { posix } from 'node:path'
import type { PlanFacts } from './contract.ts'
import { evidenceKey } from './evidence-keys.ts'
import { count, type Proposal } from './proposal.ts'
import { isTestPath, type Terrain } from './terrain.ts'

/** Tornhill's defaults in Code Maat are 5 shared revisions and a degree of 30 %; across folders we ask for more. */
const FEWEST_TOGETHER = 5
const LEAST_DEGREE = 0.5

/** Source files of different folders that change together: a dependency that no import shows. */
export function proposeCoupling({ coChanges }: PlanFacts, terrain: Terrain): Proposal[] {
  return coChanges
    .filter(({ together, degree }) => together >= FEWEST_TOGETHER && degree >= LEAST_DEGREE)
    .filter(({ a, b }) => posix.dirname(a) !== posix.dirname(b) && terrain.isCode(a) && terrain.isCode(b))
    .filter(({ a, b }) => !isTestPath(a) && !isTestPath(b))
    .map((pair) => {
      const { a, b, together, degree } = pair
      const percent = Math.round(degree * 100)
      return {
        kind: 'coupling' as const,
        subject: `${a}|${b}`,
        title: `Bring together, or make explicit, what ties ${a} to ${b}`,
        why: `${percent} % of the commits of the rarer of the two touch both (${together} commits), though they live in different folders.`,
        effect: 'One change in one place, or a named dependency that a reader can see.',
        urgency: {
          severity: degree * 0.6,
          // It costs something only when both change.
          activity: Math.min(terrain.activity(a), terrain.activity(b)),
          extent: together / 50,
        },
        estimate: { minutes: 240, formula: '1 pair × 240 min' },
        evidence: [a, b].map((path) => ({
          kind: 'co-change' as const,
          path,
          line: 1,
          endLine: terrain.hotspot(path)?.lines ?? 1,
          figures: `${count(together, 'commit')} with ${path === a ? b : a}, degree ${degree.toFixed(2)}`,
          key: evidenceKey.coChange(pair),
        })),
      }
    })
}
