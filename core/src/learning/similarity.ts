import type { Fingerprint, Fix } from './contract.ts'
import { isOfOneFix, isOfOneName } from './families.ts'
import { isTypeWord } from './normalise.ts'

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
  const sameMissing = !sameFamily && isMissing(error.family) && isMissing(known.family) && sharedNames.length > 0
  const types = sharedTypes(error.words, known.words)
  const proposal = error.proposal !== '' && error.proposal === known.proposal

  let score = 0.45 * words
  if (sameClass) score += isSpecific(error.errorClass) ? 0.4 : 0.12
  if (sameFamily || sameMissing) score += isOfOneFix(error.family) ? 0.45 : 0.3
  else if (error.family !== '' && known.family !== '') score -= 0.25
  if (sharedNames.length > 0) score += sameMissing ? 0.2 : 0.1
  if (place) score += 0.05
  if (sameFamily && types === 'same') score += 0.15
  if (proposal) score += 0.2
  else if (error.proposal !== '' && known.proposal !== '') score -= 0.1
  if (sameKey) score = Math.max(score, samePlaceAndNames(error, known) ? 1 : 0.85)
  score = Math.min(1, score)

  if (sameKey) why.push('the same message')
  if (sameClass) why.push(`the same class ${error.errorClass}`)
  if (sameFamily) why.push(`the same kind of error: ${error.family}`)
  if (sameFamily && types === 'same') why.push('about the same types')
  if (proposal) why.push(`the same proposal of the tool: ${error.proposal}`)
  if (sharedNames.length > 0) why.push(`names the same: ${sharedNames.slice(0, 3).join(', ')}`)
  if (place) why.push(`at the same place: ${error.place}`)
  if (!sameKey && words > 0.3)
    why.push(
      `shares words: ${error.words
        .filter((word) => known.words.includes(word))
        .slice(0, 5)
        .join(', ')}`,
    )

  // Of an unknown tool nothing says that it is of this ecosystem.
  if (error.ecosystem !== known.ecosystem) score *= 0.7
  // What was missing there is another thing than what is missing here.
  const hasNames = error.names.length > 0 && known.names.length > 0
  const ofOneName = isOfOneName(error.family) || isOfOneName(known.family)
  const installed = fix.kind === 'dependency' || fix.kind === 'configuration'
  if (sharedNames.length === 0 && hasNames && (ofOneName || installed)) score *= 0.4
  // A wrong type is mended by converting to the right one.
  if (error.family === 'type-mismatch' && types === 'other') score *= 0.6
  // Two wrong values have nothing in common but that they are wrong.
  if (error.family === 'assertion' && !place && sharedNames.length === 0) score *= 0.4
  return { score, why }
}

/** A class of one mistake, in contrast to `Error`, `TypeError`, and codes for whatever does not fit. */
function isSpecific(errorClass: string): boolean {
  if (/^(?:E0277|E0308|E0599|E0282|TS2322|TS2345|TS2339|TS2769|TS2741)$/.test(errorClass)) return false
  return (
    /\d/.test(errorClass) ||
    !/^(?:Error|Exception|TypeError|ValueError|RuntimeError|AssertionError|SyntaxError|ReferenceError|RangeError|AttributeError|ImportError|OSError|IOException|RuntimeException|IllegalArgumentException|IllegalStateException|javac|maven|go|panic|make|ld|pip|)$/.test(
      errorClass,
    )
  )
}

function isMissing(family: string): boolean {
  return /^missing-(?:module|file|command|version|setting|script)$/.test(family)
}

/** Whether two messages speak of the same types; '' when the known one names fewer than two. */
function sharedTypes(a: readonly string[], b: readonly string[]): 'same' | 'other' | '' {
  const [first, second] = [a.filter(isValueType), b.filter(isValueType)]
  if (second.length < 2) return ''
  const shared = first.filter((type) => second.includes(type)).length
  if (shared === first.length && shared === second.length) return 'same'
  return shared < 2 ? 'other' : ''
}

/** Words for types in general say nothing of which ones. */
function isValueType(word: string): boolean {
  return (
    isTypeWord(word) &&
    !/^(?:type|object|function|method|number|error|default|add|copy|self|struct|interface|enum|symbol|iterator|generator|slice|any|never|unknown|option|result|optional)$/.test(
      word,
    )
  )
}

function overlap(a: readonly string[], b: readonly string[], rarity: Rarity): number {
  const sum = (words: readonly string[]) => words.reduce((total, word) => total + rarity.word(word), 0)
  const shared = sum(a.filter((word) => b.includes(word)))
  const all = sum(a) + sum(b) - shared
  return all === 0 ? 0 : shared / all
}

/** `yaml` and `ruamel.yaml` end alike, `textkit::shout` is of `textkit`, `shop/cart` of `shop`. */
function sameName(a: string, b: string): boolean {
  if (a === b) return true
  const [first, second] = [partsOf(a), partsOf(b)]
  if (first.length === 0 || second.length === 0) return false
  // Two files are not the same for being of one kind.
  if (first.length > 1 && second.length > 1 && EXTENSION.test(first.at(-1)!)) return false
  if (first.at(-1) === second.at(-1)) return true
  const [short, long] = first.length < second.length ? [first, second] : [second, first]
  return short.every((part, i) => part === long[i])
}

const EXTENSION =
  /^(?:json|ya?ml|toml|ini|env|txt|md|html?|css|csv|xml|sql|[cm]?[jt]sx?|py|rs|go|java|kt|rb|php|c|h|cc|cpp|hpp|sh|lock|png|svg)$/

function partsOf(name: string): string[] {
  return name.split(/::|[./\\:]/).filter((part) => part !== '')
}

function samePlaceAndNames(a: Fingerprint, b: Fingerprint): boolean {
  return isOnePlace(a.place, b.place) && a.names.join() === b.names.join()
}

/** A function or test of a file; the file alone is too large a place. */
function samePlace(a: string, b: string): boolean {
  return a.includes(' ') && isOnePlace(a, b)
}

/** A path is longer for who runs the same command further up. */
function isOnePlace(a: string, b: string): boolean {
  return a === b || (a !== '' && b !== '' && (a.endsWith(`/${b}`) || b.endsWith(`/${a}`)))
}
