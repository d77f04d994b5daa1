import type { QueryClass } from '../contract.ts'

export interface ClassifiedQuery {
  queryClass: QueryClass
  /** Names that the query mentions as code: of a symbol query the whole of it, of a question those in its sentence. */
  symbols: string[]
}

const IDENTIFIER = /^[\p{L}_$@#][\p{L}\p{N}_$]*[?!]?$/u
/** `a.b`, `A::b`, `a->b`, `a#b`, `A\B`, with an optional call. */
const QUALIFIED = /^[\p{L}_$@#][\p{L}\p{N}_$]*(?:(?:\.|::|->|#|\\)[\p{L}_$~][\p{L}\p{N}_$]*)*(?:\(.*\))?[?!]?$/u
const SHAPED_AS_CODE = /[\p{L}\p{N}]_[\p{L}\p{N}]|\p{Ll}\p{Lu}|^\p{Lu}+\p{Ll}+\p{Lu}|::|->|\(\)$|\p{L}\.\p{L}/u
const PATH = /^[^\s]*\/[^\s]*$|^[\w.\\-]+\.[a-z]{1,5}\d?$/i
const ERROR =
  /\b\w*(?:Error|Exception|Panic)\b\s*[:(]|Traceback|\bpanicked at\b|\bsegmentation fault\b|\berror(?:\[?\s*[A-Z]{1,3}\d{2,5}\]?)?:|\bE\d{4}\b|\bTS\d{4}\b|^\s*at .+:\d+|^goroutine \d+ \[|\(\w+\+0x[\da-f]+\)/im

/** What kind of thing is asked; it chooses the weights of the lists and whether words are added. */
export function classifyQuery(query: string): ClassifiedQuery {
  const text = query.trim()
  if (ERROR.test(text)) return { queryClass: 'error', symbols: [...new Set([...framesOf(text), ...mentioned(text)])] }
  if (!/\s/.test(text)) {
    // A dotted name of two known parts is a path only with an ending that files have.
    if (
      PATH.test(text) &&
      !text.includes('::') &&
      (text.includes('/') || !QUALIFIED.test(text) || hasFileEnding(text))
    ) {
      return { queryClass: 'path', symbols: [] }
    }
    if (QUALIFIED.test(text)) return { queryClass: 'symbol', symbols: [bare(text)] }
  }
  return { queryClass: 'question', symbols: mentioned(text) }
}

/** `Session::get()` → `Session.get`. */
function bare(name: string): string {
  return name
    .replace(/\(.*\)$/, '')
    .replace(/::|->|#|\\/g, '.')
    .replace(/^[@#$.]+/, '')
}

function mentioned(text: string): string[] {
  const quoted = Array.from(text.matchAll(/`([^`\s]+)`/g), ([, name]) => name!)
  const words = text
    .split(/[\s`'"]+/)
    .map((word) => word.replace(/^[([{<]+|[)\]}>,.;:]+$/g, (ends) => (ends === ')' ? ends : '')))
  const shaped = words.filter((word) => SHAPED_AS_CODE.test(word) && QUALIFIED.test(word) && !SOURCE.test(word))
  return [...new Set([...quoted, ...shaped].map(bare))].filter((name) => IDENTIFIER.test(name.replaceAll('.', '_')))
}

/** Where a name stands in a line of a stack: of Go, of a native backtrace, of Python, of JavaScript and Java. */
const FRAMES = [
  /\.\(\*?(\w+)\)\.(\w+)/g,
  /\((\w+)\+0x[\da-f]+\)/g,
  /^\s*File ".*", line \d+, in (\w+)$/gm,
  /^\s*at (?:async |new )?([\w$]+(?:\.[\w$]+)*) ?\(/gm,
]

/** Functions that a stack names, as symbols. */
function framesOf(text: string): string[] {
  return FRAMES.flatMap((frame) => Array.from(text.matchAll(frame), ([, ...parts]) => parts.join('.')))
}

/** `request.json` in a sentence may be a member; `tree.go` is none. */
const SOURCE = /\.(?:[cm]?[jt]sx?|pyi?|ipynb|go|rs|java|c|h|cc|cpp|hpp|cs|rb|php|sh|bash|md|rst)$/
const DATA = /\.(?:txt|json|ya?ml|toml|ini|cfg|xml|html|css|sql|lock)$/

/** `Context.JSON` is a method: endings are written small. */
function hasFileEnding(text: string): boolean {
  return SOURCE.test(text) || DATA.test(text)
}
