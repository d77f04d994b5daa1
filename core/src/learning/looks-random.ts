/** Hexadecimal digests and UUIDs: names of things, not secrets, unless a telling name says otherwise. */
export function isHash(word: string): boolean {
  return (
    /^[0-9a-f]+$/i.test(word) ||
    /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(word) ||
    /^sha\d{1,3}-/.test(word)
  )
}

/** A digest among words: `linux-x64-2c26b46b68`. */
const HASH_PART = /(?<=[a-z][-_.])[0-9a-f]{7,128}$/

/** At least three kinds of characters, or two and much entropy, and no words joined by `_`, `-` or `/`. */
export function looksRandom(whole: string, least: number): boolean {
  const value = whole.replace(HASH_PART, '')
  if (value.length < least || /\s/.test(value)) return false
  const kinds = [/[a-z]/, /[A-Z]/, /\d/].filter((kind) => kind.test(value)).length
  if (kinds < 2) return false
  if (/^(?:\.{0,2}\/)?(?:[\w@.-]+\/)+[\w@.-]*\.\w{1,6}$/.test(value)) return false
  if (kinds === 2 && !/\d/.test(value)) return entropy(value) > 4 && !isNameOfWords(value)
  return entropy(value) > (value.length >= 24 ? 3.2 : 2.9) && !isNameOfWords(value)
}

/** `node-cache-Linux-x64-npm`, `getUserAccessTokenFromHeader2`: words with a few digits. */
export function isNameOfWords(value: string): boolean {
  const words = value.match(/[A-Z]?[a-z]{3,}|[A-Z]{3,}/g) ?? []
  const inWords = words.reduce((sum, word) => sum + word.length, 0)
  const digits = value.replace(/\D/g, '').length
  return inWords >= value.length * 0.65 && digits <= value.length * 0.2
}

/** Shannon's entropy of the characters, bits each. */
export function entropy(value: string): number {
  const counts = new Map<string, number>()
  for (const char of value) counts.set(char, (counts.get(char) ?? 0) + 1)
  let bits = 0
  for (const count of counts.values()) bits -= (count / value.length) * Math.log2(count / value.length)
  return bits
}
