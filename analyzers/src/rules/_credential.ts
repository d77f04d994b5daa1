/** Shapes that only a secret of a known service has. */
export const KNOWN_TOKEN =
  /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b|\bgh[pousr]_[A-Za-z0-9]{36,}\b|\bgithub_pat_\w{60,}|\bglpat-[\w-]{20}|\bxox[abprs]-\d[\w-]{20,}|\b[sr]k_live_[A-Za-z0-9]{20,}|\bAIza[\w-]{35}\b|-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----(?:\\[rn]|[\s"'+,\\])*[A-Za-z0-9+/]{16}|\bnpm_[A-Za-z0-9]{36}\b|\bSG\.[\w-]{22}\.[\w-]{43}|\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{20,}|;\s?(?:Password|Pwd)=(?![\w ]{0,40}(?:[Pp]assword|[Pp]ass|[Pp]wd|[Ss]ecret|your)\b)[^;"'\s{}<>%$*]{6,60}(?=[;"'])|:\/\/[\w.-]{1,60}:[^\s@/"'`{}$<>%:]{6,60}@(?!localhost|127\.|example)[\w-]{1,60}\.[\w.-]{1,60}/g

/** Part of a name that may call a secret; `credentialKind` decides on the whole name. */
export const SECRET_WORD =
  /passw(?:or)?d|passphrase|pwd|secret|token|(?:api|access|auth|private|encryption|signing|account)[_-]?key/gi

// Words that make a token something else: a place in a list, a piece of text, a guard against forged requests.
const OTHER_TOKEN =
  /^(?:csrf|xsrf|next|prev|previous|page|pagination|continuation|cancellation|cancel|pad|eos|bos|sep|cls|mask|unk|special|stop|start|end|begin|max|min|sync|lex|parse|syntax|last|first|no|is|has|public|design|theme|separator|delimiter|placeholder|fake|test|dummy|example|mock|sample)$/
const KEY_OWNER = /^(?:api|access|secret|auth|private|encryption|signing|account)$/
const PLACEHOLDER =
  /pass(?:wor|w)?d|secret|token|api.?key|credential|example|test|demo|dummy|fake|sample|placeholder|change|replace|your|insert|enter|xxx|foo|bar|redact|insecure|default|null|none|undefined|todo|n\/a|12345|abcd|\*\*|\.\.|(.)\1{4}/i
const TEMPLATE =
  /[<>{}]|^\$|\$[{(]|%[({sdv]|^%.*%$|#\{|\[a-z|\\[dws]|\(\?|^[\^#./@:$]|:\/\/|\b(?:required|nullable|confirmed|min:|max:)/i
const WORDS = /^(?:[A-Za-z]+\d{0,2}|v?\d{1,4})(?:[-_.:/\\](?:[A-Za-z]+\d{0,2}|v?\d{1,4}))+$/
const LONG_ENOUGH = { password: 6, key: 16 }

export type CredentialKind = 'password' | 'key'

/** What a name promises to hold, or null: `dbPassword`, `API_KEY`, `client-secret`, but not `passwordField` or `tokenUrl`. */
export function credentialKind(name: string): CredentialKind | null {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .toLowerCase()
    .split(/[_-]+/)
    .map((word) => word.replace(/\d+$/, ''))
    .filter(Boolean)
  if (words.some((word) => OTHER_TOKEN.test(word))) return null
  const [before, last] = [words.at(-2) ?? '', words.at(-1) ?? '']
  if (/^(?:\w*password|\w*passwd|pwd|passphrase)$/.test(last)) return 'password'
  if (/^(?:\w*secret|\w*token|apikey|secretkey)$/.test(last)) return 'key'
  if (last === 'key' && KEY_OWNER.test(before)) return 'key'
  return words.slice(-3).join('_') === 'secret_key_base' ? 'key' : null
}

/** Whether a literal may be a real secret: neither a placeholder, a template, a path, nor words that name something. */
export function isCredentialValue(value: string, kind: CredentialKind): boolean {
  if (value.length < LONG_ENOUGH[kind] || value.length > 200 || /[^\x21-\x7e]/.test(value)) return false
  if (PLACEHOLDER.test(value) || TEMPLATE.test(value) || WORDS.test(value)) return false
  if (kind === 'key') return /\d/.test(value) && /[A-Za-z]/.test(value) && entropy(value) >= 3
  const core = value.replace(/[:?!.,]+$/, '')
  const classes = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/].filter((characters) => characters.test(core)).length
  return classes >= 3 || (classes === 2 && /\d/.test(core))
}

/** Whether a text that has the shape of a token was made up to show it. */
export function isSampleToken(text: string): boolean {
  return /example|sample|dummy|fake|(?:pass(?:word|wd)?|secret|changeme)@|0123456789|1234567890|abcdefgh|(.)\1{5}/i.test(
    text,
  )
}

/** Shannon entropy in bits a character. */
function entropy(text: string): number {
  const counts = new Map<string, number>()
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1)
  let bits = 0
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length)
  return bits
}
