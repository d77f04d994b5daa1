import type { BlockFact, FunctionFact } from '@tlc/analyzers/facts'
import type { FunctionCounts } from '../../store/queries/function-counts.ts'
import type { ReportFunction } from '../../store/queries/report-functions.ts'

/** What is asked of the facts of all files together as soon as the analysis has ended, wherever the facts are by then. */
export interface ProjectFacts {
  /** Path → its blocks that stand in two or more places of the project, from the top down. */
  repeatedBlocks(): Promise<Map<string, BlockFact[]>>
  functionCounts(): Promise<FunctionCounts>
  /** Functions with a cyclomatic complexity over `over`, the most complex first, at most `limit`. */
  complexFunctions(choice: { over: number; limit: number }): Promise<{ path: string; fact: FunctionFact }[]>
  /** Path → its functions in their order. `paths` follow each other among all paths of the project, as those of a page do. */
  functionsOf(paths: readonly string[]): Promise<Map<string, ReportFunction[]>>
}
