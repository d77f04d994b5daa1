import type { HotspotRecord } from '../document/records.ts'
import type { PlanFacts } from './contract.ts'

/** What every proposer wants to know of a path. */
export interface Terrain {
  hotspot(path: string): HotspotRecord | undefined
  /** Revisions of the file against those of the busiest one, 0..1; 0 without history. */
  activity(path: string): number
  isCode(path: string): boolean
  /** `changed 51 times by 7 people`, or '' without history. */
  changes(path: string): string
}

export function surveyTerrain({ hotspots, functions }: PlanFacts): Terrain {
  const byPath = new Map(hotspots.map((hotspot) => [hotspot.path, hotspot]))
  const withFunctions = new Set(functions.map(({ path }) => path))
  const busiest = hotspots.reduce((most, { revisions }) => Math.max(most, revisions), 1)
  return {
    hotspot: (path) => byPath.get(path),
    activity: (path) => (byPath.get(path)?.revisions ?? 0) / busiest,
    isCode: (path) => withFunctions.has(path) || (byPath.get(path)?.score ?? 0) > 0,
    changes(path) {
      const hotspot = byPath.get(path)
      if (!hotspot) return ''
      const { revisions, authors } = hotspot
      return `changed ${revisions} ${revisions === 1 ? 'time' : 'times'} by ${authors} ${authors === 1 ? 'person' : 'people'}`
    },
  }
}

/** Tests may be long and repeat themselves; what hurts there hurts less. */
export function isTestPath(path: string): boolean {
  return /(^|\/)(tests?|__tests__|spec|testdata|fixtures)\/|(^|\/)(test_[^/]*|[^/]*[._-](test|spec))\.[^/]+$|_test\.go$/i.test(
    path,
  )
}
