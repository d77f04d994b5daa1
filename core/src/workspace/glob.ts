/** Tells whether a name, without `/`, matches. */
export type Segment = (name: string) => boolean

type Token = string | typeof ANY | typeof STAR | ((character: string) => boolean)
const ANY = Symbol('?')
const STAR = Symbol('*')

// The twelve classes of wildmatch.c, ASCII only.
const CLASSES: Record<string, RegExp> = {
  alnum: /^[0-9A-Za-z]$/,
  alpha: /^[A-Za-z]$/,
  blank: /^[ \t]$/,
  cntrl: /^[\x00-\x1f\x7f]$/,
  digit: /^[0-9]$/,
  graph: /^[!-~]$/,
  lower: /^[a-z]$/,
  print: /^[ -~]$/,
  punct: /^[!-/:-@[-`{-~]$/,
  space: /^[ \t\n\r]$/,
  upper: /^[A-Z]$/,
  xdigit: /^[0-9A-Fa-f]$/,
}

/** Compiles one part of a pattern as git's wildmatch.c reads it; undefined when it is broken and so matches nothing. */
export function parseGlob(glob: string): Segment | undefined {
  const tokens = tokenize(glob)
  if (!tokens) return undefined
  const literal = (from: number, to?: number) => {
    const part = tokens.slice(from, to)
    return part.every((token) => typeof token === 'string') ? part.join('') : null
  }
  const all = literal(0)
  if (all !== null) return (name) => name === all
  const suffix = tokens[0] === STAR ? literal(1) : null
  if (suffix !== null) return (name) => name.endsWith(suffix)
  const prefix = tokens.at(-1) === STAR ? literal(0, -1) : null
  if (prefix !== null) return (name) => name.startsWith(prefix)
  return (name) => matches(tokens, [...name])
}

// Time is at most tokens times characters: only the last star is tried again.
function matches(tokens: Token[], characters: string[]): boolean {
  let p = 0
  let t = 0
  let retryP = -1
  let retryT = -1
  while (t < characters.length) {
    const token = tokens[p]
    if (token === STAR) {
      p += 1
      retryP = p
      retryT = t
    } else if (token !== undefined && matchesOne(token, characters[t]!)) {
      p += 1
      t += 1
    } else if (retryP >= 0) {
      retryT += 1
      p = retryP
      t = retryT
    } else return false
  }
  while (tokens[p] === STAR) p += 1
  return p === tokens.length
}

function matchesOne(token: Token, character: string): boolean {
  if (typeof token === 'string') return token === character
  if (typeof token === 'function') return token(character)
  return token === ANY
}

function tokenize(glob: string): Token[] | undefined {
  const characters = [...glob]
  const tokens: Token[] = []
  for (let i = 0; i < characters.length; i += 1) {
    const character = characters[i]!
    if (character === '?') tokens.push(ANY)
    else if (character === '*') {
      if (tokens.at(-1) !== STAR) tokens.push(STAR)
    } else if (character === '\\') {
      i += 1
      const quoted = characters[i]
      if (quoted === undefined) return undefined
      tokens.push(quoted)
    } else if (character === '[') {
      const set = parseSet(characters, i + 1)
      if (!set) return undefined
      tokens.push(set.has)
      i = set.end
    } else tokens.push(character)
  }
  return tokens
}

// The member loop of wildmatch.c: the first member is taken even when it is `]`.
function parseSet(
  characters: string[],
  start: number,
): { has: (character: string) => boolean; end: number } | undefined {
  let i = start
  const negated = characters[i] === '!' || characters[i] === '^'
  if (negated) i += 1
  const members: ((character: string) => boolean)[] = []
  let previous: string | null = null
  do {
    let member = characters[i]
    if (member === undefined) return undefined
    if (member === '-' && previous !== null && characters[i + 1] !== undefined && characters[i + 1] !== ']') {
      i += 1
      if (characters[i] === '\\') i += 1
      const from = previous
      const to = characters[i]
      if (to === undefined) return undefined
      members.push((character) => from <= character && character <= to)
      previous = null
    } else if (member === '[' && characters[i + 1] === ':') {
      const close = characters.indexOf(']', i + 2)
      if (close < 0) return undefined
      if (characters[close - 1] === ':' && close - 1 > i + 1) {
        const named = CLASSES[characters.slice(i + 2, close - 1).join('')]
        if (!named) return undefined
        members.push((character) => named.test(character))
        previous = null
        i = close
      } else {
        members.push((character) => character === '[')
        previous = '['
      }
    } else {
      if (member === '\\') {
        i += 1
        member = characters[i]
        if (member === undefined) return undefined
      }
      const one = member
      members.push((character) => character === one)
      previous = one
    }
    i += 1
  } while (characters[i] !== ']')
  return { has: (character) => members.some((is) => is(character)) !== negated, end: i }
}
