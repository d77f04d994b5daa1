import type { OverviewRecords } from '../document/records.ts'

export interface HealthFacts {
  code: number
  errors: number
  warnings: number
  functions: number
  over10: number
  over20: number
  /** Analysed files whose maintainability index is under 20 ("red" on Microsoft's scale). */
  hardToMaintain: number
  analysed: number
  duplicatedBlocks: number
}

/** Most points that one part can take away; together 100. */
const MOST = { errors: 30, warnings: 15, complexity: 30, maintainability: 15, duplication: 10 }

/**
 * 100 minus what five parts take away. Each part grows with a density (per 1,000 lines of code, or a share) and saturates:
 * `lost = most * density / (density + half)`, where `half` is the density that costs half of the part.
 */
export function measureHealth(facts: HealthFacts): OverviewRecords['health'] {
  const kloc = Math.max(facts.code, 1000) / 1000
  const functions = Math.max(facts.functions, 1)
  const parts = [
    part(
      'errors',
      facts.errors / kloc,
      0.5,
      `${counted(facts.errors, 'error')}, ${(facts.errors / kloc).toFixed(2)} per 1k lines`,
    ),
    part(
      'warnings',
      facts.warnings / kloc,
      5,
      `${counted(facts.warnings, 'warning')}, ${(facts.warnings / kloc).toFixed(1)} per 1k lines`,
    ),
    part(
      'complexity',
      (facts.over10 + 2 * facts.over20) / functions,
      0.08,
      `${shown(facts.over10)} of ${counted(facts.functions, 'function')} complex: over 10 paths, ${shown(facts.over20)} over 20`,
    ),
    part(
      'maintainability',
      facts.hardToMaintain / Math.max(facts.analysed, 1),
      0.1,
      `${shown(facts.hardToMaintain)} of ${counted(facts.analysed, 'file')} hard to maintain: index under 20`,
    ),
    part('duplication', facts.duplicatedBlocks / kloc, 1, counted(facts.duplicatedBlocks, 'duplicated block')),
  ]
  const lost = parts.reduce((sum, each) => sum + each.lost, 0)
  return { score: Math.round(100 - lost), parts }
}

// The first words of `because` tell most: a narrow screen cuts the rest.
function part(name: keyof typeof MOST, density: number, half: number, because: string) {
  const lost = density <= 0 ? 0 : (MOST[name] * density) / (density + half)
  return { name, lost: Math.round(lost * 10) / 10, because }
}

function counted(value: number, noun: string): string {
  return `${shown(value)} ${noun}${value === 1 ? '' : 's'}`
}

function shown(value: number): string {
  return value.toLocaleString('en-US')
}
