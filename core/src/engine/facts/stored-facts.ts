import type { Store } from '../../store/contract.ts'
import complexFunctions from '../../store/queries/complex-functions.ts'
import duplicateBlocks from '../../store/queries/duplicate-blocks.ts'
import functionCounts from '../../store/queries/function-counts.ts'
import reportFunctions from '../../store/queries/report-functions.ts'
import type { ProjectFacts } from './contract.ts'

/** The facts that the store has. */
export function storedFacts(store: Store): ProjectFacts {
  return {
    async repeatedBlocks() {
      const byPath = await grouped(store.stream(duplicateBlocks, {}))
      for (const blocks of byPath.values()) blocks.sort((a, b) => a.line - b.line)
      return byPath
    },
    async functionCounts() {
      const [counts] = await store.query(functionCounts, {})
      return counts!
    },
    complexFunctions: (choice) => store.query(complexFunctions, choice),
    async functionsOf(paths) {
      if (paths.length === 0) return new Map()
      return grouped(store.stream(reportFunctions, { first: paths[0]!, last: paths.at(-1)! }))
    },
  }
}

async function grouped<Row extends { path: string }>(
  parts: AsyncIterable<Row[]>,
): Promise<Map<string, Omit<Row, 'path'>[]>> {
  const byPath = new Map<string, Omit<Row, 'path'>[]>()
  for await (const part of parts) {
    for (const { path, ...row } of part) {
      const list = byPath.get(path)
      if (list) list.push(row)
      else byPath.set(path, [row])
    }
  }
  return byPath
}
