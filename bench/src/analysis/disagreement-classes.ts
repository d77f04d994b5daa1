import type { Disagreement } from './compare-functions.ts'

export type Peer = 'lizard' | 'radon'

/** What radon counts otherwise than McCabe's tokens in lizard's way; the first that a function has names its class. */
const RADON_CLASSES: [name: string, has: RegExp][] = [
  ['radon adds the paths of functions inside to the function around them', /^\s+.*\b(def|lambda)\b/m],
  ['radon counts `assert` as a path', /^\s*assert\b/m],
  [
    'radon counts a comprehension as one path more than its conditions',
    /\bfor\b[^:\n]+\bin\b[^:\n]*[\])}]|[[({]\s*[^[\](){}]*\n[^:]*\bfor\b/m,
  ],
  ['radon counts the `else` of a loop or of `try`', /^\s*else\s*:/m],
  ['lizard and tlc count `finally`', /^\s*finally\s*:/m],
  ['words in strings or comments look like decisions to neither', /\b(and|or|if|for|while)\b/],
]

const ONLY_TLC: Record<Peer, string> = {
  lizard: 'only tlc has it: lizard reads one of several files with the same text',
  radon: 'only tlc has it: radon lists no functions inside methods and no methods of classes inside functions',
}

/** The cause of a disagreement on Python, from the lines of the function. */
export function classify({ ours, theirs }: Disagreement, lines: string[], peer: Peer): string {
  if (theirs === null) return ONLY_TLC[peer]
  if (ours === null) return `only ${peer} has it: a file that is Python by another extension`
  const body = lines.slice(1).join('\n')
  const found = peer === 'radon' ? RADON_CLASSES.find(([, has]) => has.test(body)) : undefined
  return found?.[0] ?? (ours > theirs ? 'counted higher by tlc' : `counted higher by ${peer}`)
}
