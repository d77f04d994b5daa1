import type { PlanFacts } from './contract.ts'
import { evidenceKey } from './evidence-keys.ts'
import { count, MOST_EVIDENCE, type Proposal } from './proposal.ts'
import { isTestPath, type Terrain } from './terrain.ts'

/** Above this a function wants splitting: McCabe, "A Complexity Measure", IEEE TSE 2(4), 1976, section IX. */
const LIMIT = 10

type ComplexFunction = PlanFacts['functions'][number]

/** One step for each file with functions that are too complex; how often the file changes says how much that costs. */
export function proposeComplexity({ functions }: PlanFacts, terrain: Terrain): Proposal[] {
  const byPath = Map.groupBy(
    functions.filter(({ cyclomatic }) => cyclomatic > LIMIT),
    ({ path }) => path,
  )
  return Array.from(byPath, ([path, found]) => proposeSplit(path, found, terrain))
}

function proposeSplit(path: string, found: ComplexFunction[], terrain: Terrain): Proposal {
  const functions = found.toSorted((a, b) => b.cyclomatic - a.cyclomatic || a.line - b.line)
  const worst = functions[0]!
  const excess = functions.reduce((sum, { cyclomatic }) => sum + cyclomatic - LIMIT, 0)
  const others = functions.length === 1 ? '' : ` and ${count(functions.length - 1, 'more function')}`
  const changes = terrain.changes(path)
  const damping = isTestPath(path) ? 0.5 : 1
  return {
    kind: 'complexity',
    subject: path,
    title: `Split \`${worst.name}\`${others} of ${path}`,
    why: `\`${worst.name}\` has ${worst.cyclomatic} independent paths on ${count(worst.codeLines, 'line')}${changes && `, and its file was ${changes}`}.`,
    effect: `At most ${LIMIT} paths a function: ${count(excess, 'path')} fewer to understand and to test.`,
    urgency: {
      severity: damping * Math.log10(worst.cyclomatic / LIMIT),
      activity: terrain.activity(path),
      extent: excess / 100,
    },
    estimate: {
      minutes: 30 * functions.length + 3 * excess,
      formula: `${count(functions.length, 'function')} × 30 min + ${count(excess, 'path')} over ${LIMIT} × 3 min`,
    },
    evidence: [...hotspotEvidence(path, terrain), ...functions.slice(0, MOST_EVIDENCE).map(functionEvidence)],
  }
}

function hotspotEvidence(path: string, terrain: Terrain): Proposal['evidence'] {
  const hotspot = terrain.hotspot(path)
  if (!hotspot) return []
  const figures = `${terrain.changes(path)}, ${count(hotspot.lines, 'line')}`
  return [{ kind: 'hotspot', path, line: 1, endLine: hotspot.lines, figures, key: evidenceKey.hotspot(path) }]
}

function functionEvidence({ path, name, line, endLine, cyclomatic, cognitive, codeLines }: ComplexFunction) {
  return {
    kind: 'complexity' as const,
    path,
    line,
    endLine,
    figures: `\`${name}\`: cyclomatic ${cyclomatic}, cognitive ${cognitive}, ${count(codeLines, 'line')}`,
    key: evidenceKey.complexity(path, name),
  }
}
