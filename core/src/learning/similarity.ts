import type { Fingerprint, Fix } from './contract.ts'
import { isOfOneName } from './families.ts'

/** How rare words and classes are among the errors that are known. */
export interface Rarity {
  word(word: string): number
  errorClass(name: string): number
}

/** Smoothed inverse document frequency (Spärck Jones 1972; with 1 added, so that a few errors decide little). */
export function rarityOf(known: readonly Fingerprint[]): Rarity {
  const words = new Map<string, number>()
  const classes = new Map<string, number>()
  for (const { words: own, errorClass } of known) {
    for (const word of own) words.set(word, (words.get(word) ?? 0) + 1)
    classes.set(errorClass, (classes.get(errorClass) ?? 0) + 1)
  }
  const idf = (count: number) => Math.log(1 + (known.length + 10) / (count + 1))
  return { word: (word) => idf(words.get(word) ?? 0), errorClass: (name) => idf(classes.get(name) ?? 0) }
}

export interface Likeness {
  /** 0..1 */
  score: number
  /** Reasons, the strongest first, for people. */
  why: string[]
}

/** How likely it is that what fixed one error fixes the other. */
export function likeness(error: Fingerprint, fix: Pick<Fix, 'fingerprint' | 'kind'>, rarity: Rarity): Likeness {
  const known = fix.fingerprint
  if (error.ecosystem !== known.ecosystem && error.ecosystem !== '' && known.ecosystem !== '')
    return { score: 0, why: [] }
  const why: string[] = []
  const sharedNames = error.names.filter((name) => known.names.some((other) => sameName(name, other)))
  const place = samePlace(error.place, known.place)
  const words = overlap(error.words, known.words, rarity)
  const sameKey = error.key === known.key
  const sameClass = error.errorClass !== '' && error.errorClass === known.errorClass
  const sameFamily = error.family !== '' && error.family === known.family

  let score = 0.45 * words
  if (sameClass) score += isSpecific(error.errorClass) ? 0.4 : 0.12
  if (sameFamily) score += 0.3
  else if (error.family !== '' && known.family !== '') score -= 0.25
  if (sharedNames.length > 0) score += 0.1
  if (place) score += 0.1
  if (sameKey) score = Math.max(score, 0.85)
  score = Math.min(1, score)

  if (sameKey) why.push('the same message')
  if (sameClass) why.push(`the same class ${error.errorClass}`)
  if (sameFamily) why.push(`the same kind of error: ${error.family}`)
  if (sharedNames.length > 0) why.push(`names the same: ${sharedNames.slice(0, 3).join(', ')}`)
  if (place) why.push(`at the same place: ${error.place}`)
  if (!sameKey && words > 0.3)
    why.push(
      `shares words: ${error.words
        .filter((word) => known.words.includes(word))
        .slice(0, 5)
        .join(', ')}`,
    )

  // What was missing there is another thing than what is missing here.
  const hasNames = error.names.length > 0 && known.names.length > 0
  if (
    sharedNames.length === 0 &&
    hasNames &&
    (isOfOneName(error.family) || isOfOneName(known.family) || fix.kind !== 'code')
  )
    score *= 0.4
  // Two wrong values have nothing in common but that they are wrong.
  if (error.family === 'assertion' && !place && sharedNames.length === 0) score *= 0.4
  return { score, why }
}

/** A code that a compiler gives to one mistake, in contrast to `Error` and `TypeError`. */
function isSpecific(errorClass: string): boolean {
  return (
    /\d/.test(errorClass) ||
    !/^(?:Error|Exception|TypeError|ValueError|RuntimeError|AssertionError|SyntaxError|ReferenceError|RangeError|AttributeError|ImportError|OSError|IOException|RuntimeException|IllegalArgumentException|IllegalStateException|javac|maven|go|panic|make|ld|pip|)$/.test(
      errorClass,
    )
  )
}

function overlap(a: readonly string[], b: readonly string[], rarity: Rarity): number {
  const sum = (words: readonly string[]) => words.reduce((total, word) => total + rarity.word(word), 0)
  const shared = sum(a.filter((word) => b.includes(word)))
  const all = sum(a) + sum(b) - shared
  return all === 0 ? 0 : shared / all
}

/** `ruamel.yaml` and `yaml` share a part; so do `shop/cart` and `cart`. */
function sameName(a: string, b: string): boolean {
  if (a === b) return true
  const parts = (name: string) => name.split(/[.:/\\-]+/).filter((part) => part.length > 2)
  return parts(a).some((part) => parts(b).includes(part))
}

function samePlace(a: string, b: string): boolean {
  return a !== '' && a === b
}
