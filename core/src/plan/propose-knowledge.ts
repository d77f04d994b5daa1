import type { HotspotRecord, OwnerRecord } from '../document/records.ts'
import type { PlanFacts } from './contract.ts'
import { evidenceKey, ISLAND_SHARE } from './evidence-keys.ts'
import { count, MOST_EVIDENCE, type Proposal } from './proposal.ts'
import { isTestPath, type Terrain } from './terrain.ts'

/** Only files that matter: the hottest ones, changed often enough that somebody else should have met them. */
const HOTTEST = 30
const FEWEST_REVISIONS = 10
/** Somebody who committed nothing for this long before the newest commit may be gone. */
const AWAY_MS = 180 * 86_400_000

/** Hotspots that one person alone knows. In a project of one person there is nobody to share with. */
export function proposeKnowledge({ hotspots, owners }: PlanFacts, terrain: Terrain): Proposal[] {
  if (owners.length < 2) return []
  const islands = hotspots
    .slice(0, HOTTEST)
    .filter(
      ({ path, score, revisions, mainAuthorShare }) =>
        score > 0 && revisions >= FEWEST_REVISIONS && mainAuthorShare >= ISLAND_SHARE && !isTestPath(path),
    )
  const newest = owners.reduce((last, { lastAt }) => Math.max(last, lastAt), 0)
  const byName = new Map(owners.map((owner) => [owner.name, owner]))
  return Array.from(
    Map.groupBy(islands, ({ mainAuthor }) => mainAuthor),
    ([author, files]) => proposeSharing(author, files, isAway(byName.get(author), newest), terrain),
  )
}

function isAway(owner: OwnerRecord | undefined, newest: number): boolean {
  return owner === undefined || newest - owner.lastAt > AWAY_MS
}

function proposeSharing(author: string, files: HotspotRecord[], away: boolean, terrain: Terrain): Proposal {
  const first = files[0]!
  const others = files.length === 1 ? '' : ` and ${count(files.length - 1, 'more file')}`
  const share = Math.round(first.mainAuthorShare * 100)
  return {
    kind: 'knowledge',
    subject: author,
    title: `Let a second person learn ${first.path}${others}, which ${author} wrote`,
    why: `${author} wrote ${share} % of ${first.path}, which was ${terrain.changes(first.path)}${away ? ', and has not committed for half a year' : ''}.`,
    effect: `${count(files.length, 'hotspot')} that ${files.length === 1 ? 'does' : 'do'} not wait for one person.`,
    urgency: {
      severity: away ? 0.7 : 0.45,
      activity: Math.max(...files.map(({ path }) => terrain.activity(path))),
      extent: files.length / 10,
    },
    estimate: { minutes: 120 * files.length, formula: `${count(files.length, 'file')} × 120 min` },
    evidence: files.slice(0, MOST_EVIDENCE).map((file) => ({
      kind: 'ownership',
      path: file.path,
      line: 1,
      endLine: file.lines,
      figures: `${author} wrote ${Math.round(file.mainAuthorShare * 100)} %, ${terrain.changes(file.path)}`,
      key: evidenceKey.ownership(file),
    })),
  }
}
