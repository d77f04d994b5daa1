export interface ComparedFunction {
  path: string
  name: string
  line: number
  endLine: number
  cyclomatic: number
}

export interface Disagreement extends Omit<ComparedFunction, 'cyclomatic'> {
  /** Null when only the other tool has the function. */
  ours: number | null
  theirs: number | null
}

/** Pairs functions by file and first line, of several on a line by their order, and compares their complexity. */
export function compareFunctions(
  ours: ComparedFunction[],
  theirs: ComparedFunction[],
): { agreed: number; disagreements: Disagreement[] } {
  const left = new Map<string, ComparedFunction[]>()
  for (const one of ours) {
    const key = `${one.path}:${one.line}`
    left.set(key, [...(left.get(key) ?? []), one])
  }
  let agreed = 0
  const disagreements: Disagreement[] = []
  for (const { cyclomatic, ...place } of theirs) {
    const mine = left.get(`${place.path}:${place.line}`)?.shift()
    if (mine?.cyclomatic === cyclomatic) agreed++
    else disagreements.push({ ...place, ours: mine?.cyclomatic ?? null, theirs: cyclomatic })
  }
  for (const rest of left.values()) {
    for (const { cyclomatic, ...place } of rest) disagreements.push({ ...place, ours: cyclomatic, theirs: null })
  }
  return { agreed, disagreements }
}
