import type { BlockFact, FunctionFact } from '@tlc/analyzers/facts'
import type { ReportFunction } from '../../store/queries/report-functions.ts'
import type { AnalysedFile } from '../../workspace/contract.ts'
import { comparePaths } from '../page-of-paths.ts'
import type { ProjectFacts } from './contract.ts'

/** Answers as `storedFacts` does when these files are all that the store has. */
export function factsInMemory(files: ReadonlyMap<string, AnalysedFile>): ProjectFacts {
  return {
    async repeatedBlocks() {
      const times = new Map<string, number>()
      const blocks = new Map<string, BlockFact[]>()
      for (const { path, facts } of files.values()) {
        if (!facts) continue
        const own = facts.blocks
        blocks.set(path, own)
        for (const { hash } of own) times.set(hash, (times.get(hash) ?? 0) + 1)
      }
      const repeated = new Map<string, BlockFact[]>()
      for (const [path, own] of blocks) {
        const kept = own.filter(({ hash }) => times.get(hash)! > 1)
        if (kept.length > 0) repeated.set(path, kept)
      }
      return repeated
    },

    async functionCounts() {
      const counts = { symbols: 0, over10: 0, over20: 0 }
      for (const { facts } of files.values()) {
        if (!facts) continue
        counts.symbols += facts.totals.symbols
        if (facts.totals.complexity <= 10) continue
        for (const { cyclomatic } of facts.functions) {
          if (cyclomatic > 10) counts.over10++
          if (cyclomatic > 20) counts.over20++
        }
      }
      return counts
    },

    async complexFunctions({ over, limit }) {
      const found: { path: string; fact: FunctionFact }[] = []
      for (const { path, facts } of files.values()) {
        if (!facts || facts.totals.complexity <= over) continue
        for (const fact of facts.functions) if (fact.cyclomatic > over) found.push({ path, fact })
      }
      return found.sort(byComplexity).slice(0, limit)
    },

    async functionsOf(paths) {
      const byPath = new Map<string, ReportFunction[]>()
      for (const path of paths) {
        const functions = files.get(path)?.facts?.functions ?? []
        if (functions.length > 0) byPath.set(path, functions.sort(fromTheTop).map(reportFunction))
      }
      return byPath
    },
  }
}

// Field by field: leaving two out by name costs ten times as much.
function reportFunction(fact: FunctionFact): ReportFunction {
  const { name, line, endLine, cyclomatic, cognitive, nesting, parameters } = fact
  return { name, line, endLine, cyclomatic, cognitive, nesting, parameters }
}

function fromTheTop(a: FunctionFact, b: FunctionFact): number {
  return a.line - b.line || b.endLine - a.endLine
}

type Placed = { path: string; fact: FunctionFact }

function byComplexity(a: Placed, b: Placed): number {
  return (
    b.fact.cyclomatic - a.fact.cyclomatic ||
    b.fact.cognitive - a.fact.cognitive ||
    comparePaths(a.path, b.path) ||
    a.fact.line - b.fact.line
  )
}
