import type { EraRow } from './history-tables.ts'

/** One rename; `age` is greater the newer its commit. */
export interface RenameRow {
  age: number
  from: number
  to: number
  /** A file of the old name stands in the project today, so newer changes of that name are its own. */
  sourceExists: boolean
}

/** Later than any commit. */
const ALWAYS = Number.MAX_VALUE

/**
 * Which stretch of a path's life belongs to which of today's files. Expects the newest rename first, because what a
 * file is called today is known only from there.
 */
export function followRenames(renames: readonly RenameRow[]): EraRow[] {
  const today = new Map<number, number>()
  const eras: EraRow[] = []
  for (let from = 0; from < renames.length; ) {
    let to = from
    while (to < renames.length && renames[to]!.age === renames[from]!.age) to++
    const commit = renames.slice(from, to)
    // All targets are looked up before any name changes: one commit may swap two names.
    const targets = commit.map((rename) => today.get(rename.to) ?? rename.to)
    for (const [i, rename] of commit.entries()) {
      const present = targets[i]!
      // A branch that never saw the rename goes on changing the old name; those changes belong to the new one as well.
      if (!today.has(rename.from) && !rename.sourceExists) eras.push({ path: rename.from, until: ALWAYS, present })
      eras.push({ path: rename.from, until: rename.age, present })
    }
    for (const [i, rename] of commit.entries()) today.set(rename.from, targets[i]!)
    from = to
  }
  return eras
}
