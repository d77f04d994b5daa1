import type { Disagreement } from './compare-functions.ts'

/** The cause of a disagreement with lizard on Python, from the lines of the function. */
export function classify({ ours, theirs }: Disagreement, lines: string[]): string {
  const text = lines.join('\n')
  if (theirs === null) return onlyOurs(text)
  if (ours === null) return onlyTheirs(text)
  return ours > theirs ? 'counted higher by tlc' : 'counted higher by lizard'
}

function onlyOurs(_text: string): string {
  return 'only tlc has it'
}

function onlyTheirs(_text: string): string {
  return 'only lizard has it'
}
