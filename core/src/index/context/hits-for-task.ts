import type { SearchHit, SearchQuery } from '../contract.ts'
import { isOfFile } from '../segment/kinds.ts'

const MOST_HITS = 50
/** Files that fit best: what else of them fits is looked for as well. */
const BEST_FILES = 3
const HITS_OF_A_FILE = 20
/** The n-th hit within the best file comes where the n-th of all would, times this; within the second best times two. */
const NEARNESS = 1.5
/** A person who looks for the right file wants hits of many; whoever reads for a task, all that matters of a few. */
const FURTHER_OF_FILE = 0.95

/** What to read for a task, most worth reading first. */
export async function hitsForTask(
  task: string,
  search: (query: SearchQuery) => Promise<SearchHit[]> | SearchHit[],
): Promise<SearchHit[]> {
  const spread = (await search({ query: task, limit: MOST_HITS, furtherOfFile: FURTHER_OF_FILE })).filter(({ kind }) =>
    isOfFile(kind),
  )
  const order = new Map<string, { hit: SearchHit; place: number }>()
  const add = (hit: SearchHit, place: number) => {
    const key = `${hit.path}:${hit.startLine}-${hit.endLine}`
    if (place < (order.get(key)?.place ?? Number.POSITIVE_INFINITY)) order.set(key, { hit, place })
  }
  spread.forEach((hit, i) => {
    add(hit, i + 1)
  })
  const best = [...new Set(spread.map(({ path }) => path))].slice(0, BEST_FILES)
  for (const [rank, path] of best.entries()) {
    const within = await search({ query: task, limit: HITS_OF_A_FILE, paths: [path] })
    within
      .filter((hit) => hit.path === path)
      .forEach((hit, i) => {
        add(hit, NEARNESS * (rank + 1) * (i + 1))
      })
  }
  return [...order.values()].sort((a, b) => a.place - b.place).map(({ hit }) => hit)
}
