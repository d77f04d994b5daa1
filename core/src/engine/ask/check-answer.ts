import { onOneLine } from './first-sentence.ts'

export interface CheckedAnswer {
  /** The sentences that have evidence, one paragraph a line; '' when none has. */
  text: string
  /** Numbers that it cites, ascending. */
  cited: number[]
  /** Sentences and blocks of code that were left out. */
  left: number
  /** Names in backticks that stand in no excerpt; in the text each is followed by `(unverified)`. */
  unverified: string[]
}

/** What is longer is cut: no model says as much to one question. */
const LONGEST_ANSWER = 20_000

/**
 * What remains of a model's text when only those sentences are kept that cite excerpts it was shown. A sentence that cites
 * nothing, or an unknown number beside known ones, is left out; so are blocks of code and links.
 */
export function checkAnswer(text: string, shown: { numbers: ReadonlySet<number>; shown: string }): CheckedAnswer {
  const { prose, blocks } = withoutCode(withoutThoughts(text).slice(0, LONGEST_ANSWER))
  const cited = new Set<number>()
  const unverified = new Set<string>()
  let left = blocks
  const paragraphs: string[] = []
  for (const line of prose.split('\n')) {
    const kept: string[] = []
    for (const sentence of sentencesOf(line)) {
      const numbers = citationsIn(sentence)
      if (numbers === null || numbers.length === 0 || !numbers.every((n) => shown.numbers.has(n))) {
        left++
        continue
      }
      for (const n of numbers) cited.add(n)
      kept.push(marked(sentence, shown.shown, unverified))
    }
    if (kept.length > 0) paragraphs.push(kept.join(' '))
  }
  return {
    text: paragraphs.join('\n'),
    cited: [...cited].sort((a, b) => a - b),
    left,
    unverified: [...unverified],
  }
}

/** Some models think aloud before they answer. */
function withoutThoughts(text: string): string {
  return text.replace(/<think>[\s\S]*?(?:<\/think>|$)/g, '')
}

function withoutCode(text: string): { prose: string; blocks: number } {
  let blocks = 0
  const prose = text.replace(/^[ \t]*(```|~~~)[\s\S]*?(?:^[ \t]*\1[^\n]*$|$(?![\s\S]))/gm, () => {
    blocks++
    return ''
  })
  return { prose, blocks }
}

/** A line in sentences, each with the citations that stand before or behind its full stop. */
function sentencesOf(line: string): string[] {
  const text = onOneLine(line.replace(/^\s*(?:[-*+>#]+\s+|\d+[.)]\s+)/, '').replaceAll('**', ''))
  const masked = maskCode(text)
  const sentences: string[] = []
  let from = 0
  for (const { index, 0: stop } of masked.matchAll(STOP)) {
    const to = index + stop.length
    if (!endsSentence(masked, index, to)) continue
    sentences.push(text.slice(from, to).trim())
    from = to
  }
  sentences.push(text.slice(from).trim())
  return sentences.filter((sentence) => /[\p{L}\p{N}]/u.test(sentence))
}

/** Code of the same length without signs, so that places stay where they are. */
function maskCode(text: string): string {
  return text.replace(/`[^`]*`/g, (code) => 'x'.repeat(code.length))
}

const STOP = /[.!?。！？]["'”’)]{0,3}(?: ?\[\d[\d,; ]{0,40}\](?!\()){0,9}[.。]?/g
const ABBREVIATION = /(?:^|[\s(])(?:e\.g|i\.e|cf|vs|etc|approx|resp|no|z\.B|d\.h|usw|bzw|ca)$/i

/** The full stop of a path, a version or an abbreviation ends nothing. */
function endsSentence(masked: string, index: number, to: number): boolean {
  if (/[。！？]/.test(masked[index]!)) return true
  if (to < masked.length && masked[to] !== ' ') return false
  return !ABBREVIATION.test(masked.slice(Math.max(0, index - 10), index))
}

/** Behind a letter it is the part of a list, `items[1]`, but for scripts that put no blanks between words. */
const CITATION = /(?<![\p{Lu}\p{Ll}\p{N}_])\[(\d+(?:\s*[,;]\s*\d+)*)\]/gu

/** Null when it has a link, which would lead somewhere that nobody asked for. */
function citationsIn(sentence: string): number[] | null {
  const masked = maskCode(sentence)
  if (/\]\s?\(|\]:|:\/\//.test(masked)) return null
  return Array.from(masked.matchAll(CITATION), ([, list]) => list!.split(/[,;]/).map(Number)).flat()
}

function marked(sentence: string, shown: string, unverified: Set<string>): string {
  return sentence.replace(/`([^`]+)`/g, (code, name: string) => {
    if (standsIn(shown, name) || standsIn(shown, name.replace(/\(.*\)$/, ''))) return code
    unverified.add(name)
    return `${code} (unverified)`
  })
}

/** Whether it stands there as a word of its own: `get` is not in `widget`. */
function standsIn(text: string, name: string): boolean {
  const isPart = (character: string | undefined) => character !== undefined && /[\p{L}\p{N}_$]/u.test(character)
  if (name === '') return false
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const isLonger = isPart(name[0]) && isPart(text[at - 1])
    if (!isLonger && !(isPart(name.at(-1)) && isPart(text[at + name.length]))) return true
  }
  return false
}
