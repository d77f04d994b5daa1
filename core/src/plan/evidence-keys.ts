import type { CoChangeRecord, HotspotRecord } from '../document/records.ts'
import type { PlanFacts } from './contract.ts'

/** Identities of evidence. They leave out lines, so that edits above do not make evidence vanish. */
export const evidenceKey = {
  finding: (path: string, fingerprint: string) => `finding:${path}:${fingerprint}`,
  complexity: (path: string, name: string) => `complexity:${path}:${name}`,
  hotspot: (path: string) => `hotspot:${path}`,
  coChange: ({ a, b }: Pick<CoChangeRecord, 'a' | 'b'>) => `co-change:${a}|${b}`,
  ownership: ({ path, mainAuthor }: Pick<HotspotRecord, 'path' | 'mainAuthor'>) => `ownership:${path}:${mainAuthor}`,
}

/** A file is one person's when they wrote at least this share of its lines. */
export const ISLAND_SHARE = 0.8

/** Keys of everything in the facts that a step could name. */
export function evidenceOf(facts: PlanFacts): Set<string> {
  const keys = new Set<string>()
  for (const { path, finding } of facts.findings) keys.add(evidenceKey.finding(path, finding.fingerprint))
  for (const { path, name } of facts.functions) keys.add(evidenceKey.complexity(path, name))
  for (const pair of facts.coChanges) keys.add(evidenceKey.coChange(pair))
  for (const hotspot of facts.hotspots) {
    keys.add(evidenceKey.hotspot(hotspot.path))
    if (hotspot.mainAuthorShare >= ISLAND_SHARE) keys.add(evidenceKey.ownership(hotspot))
  }
  return keys
}
