import { entropy, isHash, isNameOfWords, looksRandom } from './looks-random.ts'
import { SECRET_FORMATS } from './secret-formats.ts'

/**
 * The text with every secret replaced by `[redacted:<kind>]`: tokens of known form, private keys, credentials in URLs and
 * headers, what is assigned to a telling name, and random-looking words beside one. Hashes and UUIDs that stand for
 * themselves stay. Redacting twice changes nothing more.
 */
export function redact(text: string): string {
  let clean = text.includes('PRIVATE') || text.includes('Private-Lines') ? withoutPrivateKeys(text) : text
  clean = clean.replace(KNOWN_FORM, (whole) => mark(formatOf(whole)))
  if (clean.includes('://')) clean = clean.replace(URL_LOGIN, urlLogin).replace(URL_TOKEN, urlToken)
  if (!TELLING.test(clean)) return clean.replace(RANDOM_WORD, randomWord)
  const named = clean
    .replace(DIGEST, (_, head: string) => `${head}${mark('authorization')}`)
    .replace(AUTHORIZATION, (_, head: string) => `${head}${mark('authorization')}`)
    .replace(BEARER, (_, head: string) => `${head}${mark('bearer')}`)
    .replace(COOKIE, (_, head: string) => `${head}${mark('cookie')}`)
    .replace(USER_OPTION, (_, head: string) => `${head}${mark('password')}`)
    .replace(PROGRAM_OPTION, (_, head: string) => `${head}${mark('password')}`)
    .replace(PGPASS, (whole, head: string, value: string) => (mixed(value) ? `${head}${mark('password')}` : whole))
    .replace(NAME_AND_VALUE, nameAndValue)
    .replace(BLOCK_VALUE, (_, head: string, indent: string) => `${head}${indent}  ${mark('secret')}\n`)
    .replace(SPOKEN, spoken)
    .replace(NETRC, (_, head: string) => `${head}${mark('password')}`)
    .replace(XML_VALUE, xmlValue)
    .replace(OPTION_VALUE, optionValue)
  return withoutAssigned(named).replace(PASSPHRASE_LINE, passphraseLine).replace(RANDOM_WORD, randomWord)
}

const mark = (kind: string) => `[redacted:${kind}]`

const KNOWN_FORM = new RegExp(`(?<![A-Za-z0-9_-])(?:${SECRET_FORMATS.map(([, form]) => form).join('|')})`, 'g')
const FORMS = SECRET_FORMATS.map(([name, form]) => [name, new RegExp(`^(?:${form})`)] as const)

function formatOf(token: string): string {
  return FORMS.find(([, form]) => form.test(token))?.[0] ?? 'token'
}

const PRIVATE_KEY =
  /-----BEGIN (?:[A-Z0-9]+ ){0,4}PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END (?:[A-Z0-9]+ ){0,4}PRIVATE KEY(?: BLOCK)?-----|$)/g
/** The end of a key whose beginning was cut off: lines of base64 before it. */
const PRIVATE_KEY_END =
  /(?:^|\n)(?:[+\- |>]{0,8}[A-Za-z0-9+/=]{16,}[\t ]*\r?\n)*[^\n]{0,200}-----END (?:[A-Z0-9]+ ){0,4}PRIVATE KEY(?: BLOCK)?-----/g
const PUTTY_KEY = /(Private-Lines: \d+\r?\n)(?:[A-Za-z0-9+/=]{8,}\r?\n?)+(Private-MAC: [0-9a-f]+)?/g

function withoutPrivateKeys(text: string): string {
  return text
    .replace(PRIVATE_KEY, mark('private-key'))
    .replace(PRIVATE_KEY_END, (whole) => `${whole.startsWith('\n') ? '\n' : ''}${mark('private-key')}`)
    .replace(PUTTY_KEY, (_, head: string) => `${head}${mark('private-key')}\n`)
}

const URL_LOGIN = /\b([a-z][a-z0-9+.-]{1,20}:\/\/)([^\s/:@'"<>[]{0,200}):([^\s@'"<>]{1,500})@(?=[\w.[-])/gi
const URL_TOKEN = /\b([a-z][a-z0-9+.-]{1,20}:\/\/)([^\s:@'"<>[]{16,300})@(?=[\w.[-])/gi

function urlLogin(whole: string, scheme: string, user: string, password: string): string {
  // A port and a path with an `@` in it.
  if (isPlaceholder(password) || /^\d{1,5}\//.test(password)) return whole
  return `${scheme}${user}:${mark('password')}@`
}

function urlToken(whole: string, scheme: string, token: string): string {
  return looksRandom(token, 16) ? `${scheme}${mark('token')}@` : whole
}

const STRONG =
  'pass(?:word|wd|phrase|code)?|pwd|secret|api[_.-]?key|apikey|private[_.-]?key|access[_.-]?key|account[_.-]?key|shared[_.-]?access[_.-]?key|encryption[_.-]?key|signing[_.-]?key|master[_.-]?key|credentials?|(?:access|auth|refresh|id|session|bearer|api|deploy|bot|oauth|csrf|xsrf|personal)[_.-]?token'
const WEAK = 'tokens?|key|auth|signature|sig|pin|cookie|session(?:[_.-]?id)?|sid|salt|nonce|jwt|pat|dsn|webhook'
/** Something in the text tells of a secret; nothing else is looked for without it. */
const TELLING = new RegExp(
  `${STRONG}|token|key|auth|signature|cookie|session|jwt|credential|login|bearer|-u |--user|\\bsi[gd]\\b|\\bpin\\b|salt|webhook|dsn|mysql|redis-cli|docker|:\\d{4,5}:`,
  'i',
)

const DIGEST =
  /(authorization\\?["']?\s{0,3}[:=]\s{0,3}\\?["']?(?:digest|aws4-hmac-sha256)[ \t]+)(?!\[redacted)[^\n]{4,2000}/gi
const AUTHORIZATION =
  /((?:proxy-)?authorization\\?["']?\s{0,3}[:=]\s{0,3}\\?["']?(?:(?:bearer|basic|token|digest|apikey|negotiate|aws4-hmac-sha256)\s+)?)(?!\[redacted|\$|\{|<|%|bearer\b|basic\b|token\b)[^\s"'\\,;]{4,}(?:,\s*[A-Za-z]+=[^\s,]+)*/gi
const BEARER = /(\b(?:bearer|basic)\s+)(?!\[redacted)(?=[A-Za-z0-9._~+/=-]*\d)[A-Za-z0-9._~+/-]{16,}=*/gi
const COOKIE = /(\b(?:set-)?cookie\\?["']?\s{0,3}:\s{0,3}\\?["']?)(?!\[redacted)[^\s=;"']{1,100}=[^\n"']{4,}/gi
const USER_OPTION = /((?:^|\s)(?:-u|--user|--proxy-user)[= ]\s{0,2}["']?[^\s:"'/=]{1,100}:)(?!\[redacted)[^\s"'/]{3,}/g
/** Programs whose short options take a password. */
const PROGRAM_OPTION =
  /(\bsshpass[ \t]+-p[ \t]*|\b(?:mysql|mariadb)\w{0,20}[ \t][^\n]{0,200}?(?<=[ \t])-p(?=\S)|\bredis-cli[ \t][^\n]{0,200}?(?<=[ \t])-a[ \t]+|\bdocker[ \t]+login[ \t][^\n]{0,200}?(?<=[ \t])-p[ \t]*|[ \t]-pass(?:in|out)?[ \t]+pass:)(?!\[redacted|\$)["']?[^\s"']{3,}/g
/** `host:port:database:user:password`, libpq's password file. */
const PGPASS = /((?:^|[\s"'])[\w.*-]{1,100}:\d{4,5}:[\w*-]{1,60}:[\w*-]{1,60}:)([^\s:"']{6,200})/g
/** A setting as a pair: `<add key="ApiKey" value="…">`, `- name: DB_PASSWORD` and `value: …` below it. */
const NAME_AND_VALUE = new RegExp(
  `(\\b(?:name|key|id)["']?\\s{0,3}[:=]\\s{0,3}["']?([\\w.-]{0,60}(?:${STRONG}|token)[\\w.-]{0,30})["']?[\\s,]{1,40}["']?value["']?\\s{0,3}[:=]\\s{0,3}["']?)([^\\s"',}<>]{3,2000})`,
  'gi',
)
/** YAML's block texts. */
const BLOCK_VALUE = new RegExp(
  `(^([ \\t]*)(?:- )?["']?[\\w.-]{0,60}(?:${STRONG})[\\w.-]{0,30}["']?:[ \\t]*[|>][+-]?[ \\t]*\\r?\\n)(?:\\2[ \\t]+\\S[^\\n]*(?:\\n|$))+`,
  'gim',
)
/** Said in a sentence, or with nothing but a blank in between: `invalid password "…"`, `the token is …`. */
const SPOKEN = new RegExp(
  `(?<![\\w.-])([\\w.-]{0,60}?(?:${STRONG}|token)[ \\t]+(?:(?:is|was|set to)[ \\t]+)?)(["'\`]?)([^\\s"'\`,;()<>]{6,200})\\2`,
  'gi',
)
const NETRC = /(\blogin\s+\S{1,200}\s+password\s+)(?!\[redacted)\S+/gi
function spoken(whole: string, head: string, quote: string, value: string): string {
  if (isPlaceholder(value) || isProse(value) || TYPE_WORD.test(value) || isHash(value) || /[/:=]/.test(value))
    return whole
  const isSecret =
    (quote !== '' && STRONG_NAME.test(head)) || (mixed(value) && value.length >= 8 && !isNameOfWords(value))
  return isSecret ? `${head}${quote}${mark('secret')}${quote}` : whole
}

function nameAndValue(whole: string, head: string, name: string, value: string): string {
  return isPlaceholder(value) || isInnocentName(name) || TYPE_WORD.test(value) ? whole : `${head}${mark(kindOf(name))}`
}

/** Letters and digits, as passwords have them and words do not. */
function mixed(value: string): boolean {
  return /\d/.test(value) && /[A-Za-z]/.test(value)
}

const XML_VALUE = new RegExp(
  `(<([A-Za-z_][\\w.:-]{0,60}(?:${STRONG})|${STRONG})(?:\\s[^<>]{0,200})?>)([^<>\\n]{1,2000})(?=</)`,
  'gi',
)

function xmlValue(whole: string, head: string, name: string, value: string): string {
  return isPlaceholder(value.trim()) ? whole : `${head}${mark(kindOf(name))}`
}

const OPTION_VALUE = new RegExp(
  `((?:^|[\\s"'])--?((?:[a-z0-9]+[_-])*(?:${STRONG}|token))(?:[ \\t]+|["'],?\\s*["']))(?!-)(["']?)([^\\s"']+)`,
  'gim',
)

function optionValue(whole: string, head: string, name: string, quote: string, value: string): string {
  return isPlaceholder(value) || isProse(value) ? whole : `${head}${quote}${mark(kindOf(name))}`
}

/** A name and what assigns: `=`, `:`, `: string =`, the comma in `set("name", "value")`. */
const ASSIGNED =
  /(?<![\w.-])([\w.-]{2,80})(\\?["'`]?\]?[ \t]{0,4}(?::[ \t]{0,2}[&\w.<>[\]| ]{1,40}?[ \t]=(?![=>])|:=|=>|->|%3[AD]|[:=](?![=:]))[ \t]{0,4}|(?<=\(["'][\w.-]{2,80})["'],[ \t]{0,2}(?=["']))/g
const VALUE = /[bruf]{0,2}(\\?["'`])((?:(?!\1)[^\n]){1,4000}?)(?=\1)|[^\s"'`,;&|<>()[\]{}]{1,4000}/y
const STRONG_NAME = new RegExp(STRONG, 'i')
const WEAK_NAME = new RegExp(`(?:^|[_.-]|(?<=[a-z])(?=[A-Z]))(?:${WEAK})(?:$|[_.-]|\\d|(?<=[a-z])(?=[A-Z]))`, 'i')
const ENV_NAME = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/

function withoutAssigned(text: string): string {
  const values = new Set<string>()
  let clean = ''
  let done = 0
  ASSIGNED.lastIndex = 0
  for (let found = ASSIGNED.exec(text); found; found = ASSIGNED.exec(text)) {
    const [whole, name, between] = found as unknown as [string, string, string]
    const strong = STRONG_NAME.test(name)
    if ((!strong && !WEAK_NAME.test(name)) || isInnocentName(name)) {
      // What follows may be a name of its own: `$env:API_TOKEN = …`.
      ASSIGNED.lastIndex = found.index + name.length + 1
      continue
    }
    VALUE.lastIndex = found.index + whole.length
    const value = VALUE.exec(text)
    if (!value) continue
    const [all, quote = '', quoted] = value
    // A call is code that fetches the secret.
    if (quote === '' && text[VALUE.lastIndex] === '(') continue
    if (!isAssignedSecret({ name, between, strong, quoted: quote === '' ? null : quoted!, bare: all })) continue
    const opening = quoted === undefined ? '' : all.slice(0, all.length - quoted.length)
    clean += `${text.slice(done, value.index)}${opening}${mark(kindOf(name))}`
    if (all.length >= LEAST_REPEATED && values.size < MOST_REPEATED) values.add(quoted ?? all)
    done = VALUE.lastIndex
    ASSIGNED.lastIndex = done
  }
  if (done === 0) return text
  clean += text.slice(done)
  // What was a secret once is one wherever it stands.
  for (const value of values) if (looksRandom(value, LEAST_REPEATED)) clean = clean.replaceAll(value, mark('secret'))
  return clean
}

const LEAST_REPEATED = 10
const MOST_REPEATED = 100

interface Assigned {
  name: string
  between: string
  strong: boolean
  quoted: string | null
  bare: string
}

function isAssignedSecret({ name, between, strong, quoted, bare }: Assigned): boolean {
  const value = quoted ?? bare
  if (isPlaceholder(value)) return false
  // The folder that a shell stands in.
  if (/^(?:OLD)?PWD$/i.test(name) && /^(?:[/~\\]|[A-Za-z]:)/.test(value)) return false
  const telling = strong || (ENV_NAME.test(name) && /TOKEN|KEY|AUTH|SIGNATURE/.test(name))
  if (telling && (quoted === null ? isBareSecret(bare, name, between) : isLiteral(quoted, name))) return true
  return looksRandom(value, 16)
}

/** Names that only contain a telling word: how many tokens, which file, how long. */
function isInnocentName(name: string): boolean {
  return /(?:^|[_.-])(?:max|min|num|n|total|count|prompt|completion|input|output|used|avg)[_.-]?tokens?$|tokens?[_.-]?(?:count|limit|type|kind|class|index)|(?:file|path|dir|name|size|length|len|url|uri|type|kind|count|field|column|label|policy|manager|store|error|exception|expired|expiry|ttl|timeout|rotation|version|min|max)$|^(?:primary|foreign|public|cache|sort|partition|unique|hot|group|map|dict|object|array|row|routing)[_.-]?key$|keyboard|monkey|^author|compass|passed|bypass|^pass$|\.(?:[cm]?[jt]sx?|py|go|rs|java|rb|c|h|cc|cpp|json|ya?ml|toml|md|txt|php|vue|kt|cs|sh|html)$/i.test(
    name,
  )
}

const TYPE_WORD =
  /^(?:&?'?\w{0,10} ?)?(?:str|string|String|&str|text|bytes|int|integer|number|bool|boolean|any|unknown|object|None|null|nil|undefined|void|true|false|True|False|required|optional|missing|invalid|incorrect|empty|expired|unset|set|yes|no|on|off|redacted|hidden|masked|char|varchar|SecretStr|Optional|Option|Buffer|Uint8Array|Promise|Vec|struct|func|function|class|self|this|new|await|async|the|is|not|a|an)$/

function isLiteral(value: string, name: string): boolean {
  const trimmed = value.trim()
  if (trimmed.length < 3 || TYPE_WORD.test(trimmed)) return false
  if (trimmed.toLowerCase() === lastPart(name).toLowerCase()) return false
  return !isProse(trimmed)
}

function isBareSecret(value: string, name: string, between: string): boolean {
  const trimmed = value.replace(/[.:!?]+$/, '')
  if (trimmed.length < 3 || TYPE_WORD.test(trimmed)) return false
  if (trimmed.toLowerCase() === lastPart(name).toLowerCase() || trimmed.toLowerCase() === name.toLowerCase())
    return false
  // What code reads: a field, an item, a type with parameters.
  if (/^[A-Za-z_$][A-Za-z_$]*(?:(?:\.|::|\?\.)[A-Za-z_$][\w$]*)+$/.test(trimmed)) return false
  if (/^\d{1,2}$/.test(trimmed)) return false
  // `secret = other_name` in code, but `secret=word` and `SECRET: word` are settings.
  const spaced = / [:=]|:=|->|=>/.test(between)
  if (/pass/i.test(name) && /^[a-z]+$/.test(trimmed)) return true
  if (spaced && /^[a-z_]+(?:_[a-z]+)*$|^[a-z]+(?:[A-Z][a-z]+)+$/.test(trimmed) && !ENV_NAME.test(name)) return false
  return true
}

const PASSPHRASE_LINE =
  /^([\t ]*(?:- )?[\w.-]*(?:password|passwd|passphrase)["']?[ \t]*[:=][ \t]*)([a-z0-9]+(?: [a-z0-9]+){2,11})[ \t]*$/gim

function passphraseLine(whole: string, head: string, value: string): string {
  return isProse(value) ? whole : `${head}${mark('password')}`
}

/** Words of at least 16 characters that might be secrets, if something before them says so. */
const RANDOM_WORD = /(?<![A-Za-z0-9+/_=.:-])[A-Za-z0-9+/_-]{16,500}={0,2}(?![A-Za-z0-9+/_-])/g
const TELLING_BEFORE = new RegExp(`(?:${STRONG}|\\btoken|\\bkey|\\bauth|signature|bearer|jwt)s?\\b[^\\n]{0,40}$`, 'i')

function randomWord(word: string, offset: number, text: string): string {
  if (isHash(word) || !looksRandom(word, 16)) return word
  // So random a word is nobody's name, and no error is understood by it.
  if (
    /^[A-Za-z0-9_-]{28,}$/.test(word) &&
    /[a-z]/.test(word) &&
    /[A-Z]/.test(word) &&
    /\d.*\d/.test(word) &&
    entropy(word) > 4
  ) {
    return mark('secret')
  }
  const before = text.slice(Math.max(0, offset - 80), offset)
  const line = before.slice(before.lastIndexOf('\n') + 1)
  return TELLING_BEFORE.test(line) ? mark('secret') : word
}

const PLACEHOLDER =
  /^(?:\[redacted|\$|\{\{?|<|%[sdvq({]|\*{2,}|x{3,}$|\.{3}|…|process\.env|os\.(?:environ|getenv)|import\.meta|env\(|ENV\[|System\.getenv|your[_-]|change[_-]?me|example$|placeholder|dummy$|\?$|-$|null$|none$|nil$|undefined$)/i

function isPlaceholder(value: string): boolean {
  return value === '' || PLACEHOLDER.test(value)
}

function isProse(value: string): boolean {
  return /^(?:is|was|are|must|should|cannot|can't|can|not|too|this|field|missing|required|invalid|incorrect|wrong|does|did|has|have|and|or|the|for|to|of|in|with|from|if|when|may|will|no|expected|unexpected|found|error|failed)\b|\b(?:is|must|required|invalid|cannot|should|was|expected|missing|not|too)\b \w|\b(?:required|missing|invalid|incorrect)\b/i.test(
    value,
  )
}

function lastPart(name: string): string {
  return name.split(/[_.-]/).at(-1) ?? name
}

function kindOf(name: string): string {
  if (/pass|pwd/i.test(name)) return 'password'
  if (/token|jwt|pat$/i.test(name)) return 'token'
  if (/key/i.test(name)) return 'key'
  return 'secret'
}
