import { stemmer } from 'stemmer'

export interface Normalised {
  /** The message with placeholders in the place of what is particular. */
  template: string
  /** What was quoted or is shaped like an identifier, in lower case, in order, each once. */
  names: string[]
  /** Stems of the words that carry meaning, types of the languages among them; each once. */
  words: string[]
}

const MOST_CHARACTERS = 600
const MOST_NAMES = 12

/** Takes what is particular to one run out of a message, keeping of what kind it was. */
export function normalise(message: string): Normalised {
  const names: string[] = []
  const keep = (name: string) => {
    const known = name.toLowerCase()
    if (known.length > 1 && known.length <= 80 && !names.includes(known) && names.length < MOST_NAMES) names.push(known)
  }
  const text = message
    .slice(0, MOST_CHARACTERS)
    .replace(/\[redacted:[\w-]+\]/g, '<secret>')
    .replace(/\b[a-z][a-z0-9+.-]*:\/\/[^\s'"`)\]]+/gi, '<url>')
    .replace(/\b[\w.+-]+@[\w-]+\.[\w.-]+\w\b/g, '<email>')
    .replace(/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi, '<uuid>')
    .replace(/\b\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?/g, '<time>')
    .replace(/\b0x[0-9a-f]+\b/gi, '<addr>')
    .replace(/(?:\d{1,3}\.){3}\d{1,3}(?::\d+)?\b|\blocalhost:\d+|(?<=\s)\[?::1?\]?:\d+/g, '<ip>')
    .replace(QUOTED, (whole, ...groups) => quotedPart(whole, groups, keep))
    .replace(/(?<![\w<.])(?:[A-Za-z]:\\|\.{0,2}\/|~\/)[\w@.+~\\/-]+/g, (path) => keptPath(path, keep))
    .replace(/(?<![\w<./])[\w@.-]+(?:\/[\w@.-]+)+(?:\.\w+)?/g, (path) => keptPath(path, keep))
    .replace(/\bv?\d+\.\d+(?:\.\d+)+(?:[-+][\w.]+)?\b/g, '<version>')
    .replace(/\b\d+(?:\.\d+)?\s?(?:ms|s|sec|secs|seconds|minutes|us|µs|ns)\b/g, '<duration>')
    .replace(/\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{7,64}\b/gi, '<hex>')
    .replace(BARE_NAMES, (whole, head: string, name: string) => {
      if (isTypeWord(name)) return whole
      keep(name)
      return `${head}<name>`
    })
    .replace(IDENTIFIER, (name) => {
      if (isTypeWord(name) || /^[A-Z][a-z]+(?:Error|Exception)$/.test(name)) return name
      keep(name.replace(/\(\)$/, ''))
      return '<name>'
    })
    .replace(/(?<![\w<])[-+]?\d[\d_,]*(?:\.\d+)?(?:e[+-]?\d+)?\b/gi, '<n>')
    .replace(/\s+/g, ' ')
    .trim()
  return { template: text, names, words: wordsOf(text) }
}

const QUOTED = /'([^'\n]{0,200})'(?!\w)|"([^"\n]{0,200})"|`([^`\n]{0,200})`|‘([^’\n]{0,200})’|“([^”\n]{0,200})”/g
/** Where tools name things without quoting them. */
const BARE_NAMES =
  /(\bundefined: |\bno module named |\bpackage (?=[\w.]+ does not exist)|\bsymbol ?: +(?:variable|method|class|constructor) |\bcommand not found: |\bscript: |\bartifact |\bunknown revision )([\w.:$-]{2,80})/gi
/** Camel case, snake case, dotted or called: no word of a sentence. */
const IDENTIFIER =
  /(?<![\w<>])(?:[a-z]+(?:[A-Z]\w*)+|[A-Z][a-z0-9]+(?:[A-Z]\w*)+|\w*[a-z0-9]_\w+|_\w+|[A-Za-z_]\w*(?:(?:\.|::)[A-Za-z_]\w+)+|[A-Za-z_]\w*(?=\())(?:\(\))?(?![\w>])/g

const TYPE_WORDS = new Set(
  'str string int integer float double bool boolean bytes bytearray list dict set tuple nonetype none null undefined nil object function number bigint symbol array map promise i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize f32 f64 char &str str &string vec option result box rc arc error byte rune long short void any never unknown generator coroutine method type iterator slice struct interface enum trait chan func pointer optional integer[] int[] string[] self copy clone debug display send sync sized default hash eq ord partialeq partialord add iterator intoiterator fromiterator + - * / % == < > && || [] {} ()'.split(
    ' ',
  ),
)

/** Whether a word names a type that comes with a language. */
export function isTypeWord(name: string): boolean {
  return TYPE_WORDS.has(name.toLowerCase().replace(/^(?:java\.lang|std::\w+|builtins)(?:\.|::)/, ''))
}

/** A type stays as it is, a path or number becomes its kind, a name is kept beside the template, prose is prose. */
function quotedPart(whole: string, groups: unknown[], keep: (name: string) => void): string {
  const inside = groups.slice(0, 5).find((group) => typeof group === 'string') as string | undefined
  const content = inside?.trim() ?? ''
  if (content === '') return '<text>'
  const types = content.match(TYPE_PARTS)
  if (types?.every(isTypeWord)) return content
  if (/^[-+]?\d[\d_.,]*$/.test(content)) return '<n>'
  if (/^<\w+>$/.test(content)) return content
  if (/^[\w@$.:#&*<>[\](),\\/+=-]{1,80}$/.test(content)) {
    const name = content.includes('/') ? nameOfPath(content) : content
    keep(name.replace(/^[&*]+|\(.*\)$|[<([].*$/g, ''))
    return /[\\/]/.test(content) ? '<path>' : '<name>'
  }
  return whole.length > 60 ? '<text>' : `<text>`
}

const TYPE_PARTS = /[&\w.:[\]]+|\{\}|[-+*/%=<>!&|]+/g

function keptPath(path: string, keep: (name: string) => void): string {
  keep(nameOfPath(path))
  return '<path>'
}

/** A file is known by its name, a module by its whole path. */
function nameOfPath(path: string): string {
  const trimmed = path.replace(/[\\/]+$/, '')
  const last = trimmed.split(/[\\/]/).at(-1) ?? path
  return /^[./~\\]|^[A-Za-z]:/.test(trimmed) || /\.\w{1,5}$/.test(last) ? last : trimmed
}

const STOP_WORDS = new Set(
  'a an the of to in on at by for from with as is are was were be been it its this that these those and or but so if then than into out up not no do does did has have had can could will would should may might must you your i we there here which what when where while error errors failed failure fatal warning exception line file see help note try run using use used some any all more only also such other'.split(
    ' ',
  ),
)

/** Stems of a template's words; negation is in the family, and placeholders are left out. */
export function wordsOf(template: string): string[] {
  const words = new Set<string>()
  for (const word of template.replace(/<\w+>/g, ' ').match(/[A-Za-z][A-Za-z0-9]*/g) ?? []) {
    const lower = word.toLowerCase()
    if (lower.length > 1 && lower.length < 30 && !STOP_WORDS.has(lower))
      words.add(TYPE_WORDS.has(lower) ? lower : stemmer(lower))
  }
  return [...words]
}
