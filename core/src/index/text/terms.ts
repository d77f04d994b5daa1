import { stemmer } from 'stemmer'
import { STOP_WORDS } from './stop-words.ts'

/** Longer runs of letters are data, not names. */
const LONGEST_IDENTIFIER = 80
const LONGEST_NUMBER = 6
const LEAST_RANDOM = 20
/** Words have more letters on average than the parts of what is random. */
const MOST_OF_A_PART = 3.5

/**
 * The terms of one identifier or word: the stem of each camelCase, snake_case or digit part, and the whole in lower case
 * when it has several parts. `HTTPResponse2` gives `http`, `respons` and `httpresponse2`. Stems are Porter's ("An
 * algorithm for suffix stripping", 1980). Stop words, single letters and
 * what looks random give nothing.
 */
export function termsOfIdentifier(identifier: string): string[] {
  if (identifier.length > LONGEST_IDENTIFIER) return []
  const terms: string[] = []
  const parts = splitIdentifier(identifier)
  if (looksRandom(identifier, parts.length)) return []
  for (const part of parts) {
    const term = termOfWord(part.toLowerCase())
    if (term !== null) terms.push(term)
  }
  if (parts.length > 1) terms.push(wholeTerm(identifier))
  return terms
}

/**
 * Keys, tokens and hashes are no words: nobody searches for them, and what is kept on disk should not tell them. Long, with
 * digits, and falling apart into parts of few letters.
 */
function looksRandom(identifier: string, parts: number): boolean {
  return identifier.length >= LEAST_RANDOM && /\d/.test(identifier) && identifier.length < MOST_OF_A_PART * parts
}

/** The term under which a whole identifier stands beside its parts. */
export function wholeTerm(identifier: string): string {
  return identifier.replaceAll('_', '').replaceAll('-', '').toLowerCase()
}

/** Null for what is no use to a search: stop words, single letters, long numbers. */
export function termOfWord(word: string): string | null {
  if (word.length < 2 || STOP_WORDS.has(word)) return null
  const first = word.charCodeAt(0)
  if (first >= 48 && first <= 57) return word.length <= LONGEST_NUMBER ? word : null
  return isAscii(word) ? stemmer(word) : word
}

/** `parseHTTPRequest_v2` → `parse`, `HTTP`, `Request`, `v`, `2`; digits stay with a single letter before them. */
export function splitIdentifier(identifier: string): string[] {
  return identifier.match(PARTS) ?? []
}

const PARTS = /\p{Lu}+(?=\p{Lu}\p{Ll})|\p{Lu}?\p{Ll}+|\p{Lu}+|\p{Lo}+|\p{N}+/gu

/**
 * Calls back with each identifier or word of the text: runs of letters, digits, `_` and `$`, from ASCII or beyond. One
 * pass, for megabytes.
 */
export function eachIdentifier(text: string, found: (identifier: string) => void): void {
  const end = text.length
  let start = -1
  for (let at = 0; at < end; at++) {
    if (isPart(text.charCodeAt(at))) {
      if (start < 0) start = at
    } else if (start >= 0) {
      if (at - start > 1) found(text.slice(start, at))
      start = -1
    }
  }
  if (start >= 0 && end - start > 1) found(text.slice(start, end))
}

function isPart(code: number): boolean {
  if (code < 128) return ASCII_PARTS[code] === 1
  // Punctuation and spaces of the general blocks end a word; letters of all scripts, and what is unknown, do not.
  return code > 0xbf && !(code >= 0x2000 && code <= 0x206f) && !(code >= 0x3000 && code <= 0x3003) && code !== 0xfeff
}

const ASCII_PARTS = new Uint8Array(128)
for (let code = 0; code < 128; code++) ASCII_PARTS[code] = /[A-Za-z0-9_$]/.test(String.fromCharCode(code)) ? 1 : 0

function isAscii(word: string): boolean {
  for (let at = 0; at < word.length; at++) if (word.charCodeAt(at) > 127) return false
  return true
}
