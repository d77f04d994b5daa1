import type { LineTokens, TokenKind } from './facts.ts'
import type { FlatTree } from './syntax/flat-tree.ts'
import { type Grammar, Role } from './syntax/grammar.ts'

/** Numbers that are painted; 0 is plain text. */
const KINDS = [
  'text',
  'keyword',
  'string',
  'comment',
  'number',
  'type',
  'function',
  'constant',
  'operator',
  'tag',
] as const
const Paint = Object.fromEntries(KINDS.map((kind, i) => [kind, i])) as Record<TokenKind, number>

const WORD = /^[#@]?[A-Za-z_]\w*(?: \w+)*$/
const OPERATOR = /^[-+*/%=<>!&|^~?:@.]+$/
const CONSTANT_NAME = /^_*[A-Z][A-Z0-9_]+$/
const CLASS_KINDS = new Set(['class', 'interface', 'struct', 'enum', 'trait', 'type'])

/**
 * Colour spans of the lines `from` to before `to`, counted from 0. Only nodes that reach into them are visited.
 * What is outside is painted first, what is inside it over it.
 */
export function highlight(tree: FlatTree, grammar: Grammar, from: number, to: number): LineTokens[] {
  const last = Math.min(to, tree.lineCount)
  if (from >= last) return []
  const { source, starts, ends, types, fields, nexts, lineStarts } = tree
  const nameField = tree.fieldIds.get('name')
  const start = lineStarts[from]!
  const end = last < tree.lineCount ? lineStarts[last]! : source.length
  const paint = new Uint8Array(end - start)
  const paints = paintsOf(grammar)
  const interpolations = new Set(grammar.definition.highlight.interpolations ?? [])
  // Rows before this are inside a string, and painted with it.
  let stringEnd = 0
  const outer: number[] = []

  let row = 0
  while (row < tree.count && starts[row]! < end) {
    if (ends[row]! <= start) {
      row = nexts[row]!
      continue
    }
    while (outer.length > 0 && row >= outer.at(-1)!) {
      outer.pop()
      stringEnd = outer.pop()!
    }
    const type = types[row]!
    if (row < stringEnd) {
      if (interpolations.has(grammar.names[type]!)) {
        fill(row, Paint.text)
        outer.push(stringEnd, nexts[row]!)
        stringEnd = 0
      }
      row++
      continue
    }
    const role = grammar.roles[type]!
    const own =
      role & Role.identifier || fields[row] === nameField
        ? identifierPaint(tree, grammar, row) || paints[type]!
        : paints[type]!
    if (own !== 0) fill(row, own)
    if (own === Paint.string) stringEnd = nexts[row]!
    // A type is one colour with all that is in it.
    row = own === Paint.type || own === Paint.comment ? nexts[row]! : row + 1
  }
  return spans(tree, paint, from, last)

  function fill(at: number, kind: number): void {
    paint.fill(kind, Math.max(0, starts[at]! - start), Math.max(0, ends[at]! - start))
  }
}

function paintsOf({ definition, names, named, roles }: Grammar): Uint8Array {
  const { types = [], keywords = [], strings = [] } = definition.highlight
  const constants = new Set(definition.constants ?? [])
  const quoted = (id: number) => (named[id] === 1 ? names[id]! : `"${names[id]!}"`)
  return Uint8Array.from(names, (name, id) => {
    const role = roles[id]!
    if (role & Role.comment) return Paint.comment
    if (role & Role.string || strings.includes(quoted(id))) return Paint.string
    if (keywords.includes(quoted(id))) return Paint.keyword
    if (types.includes(quoted(id))) return Paint.type
    if (role & Role.literal) return constants.has(quoted(id)) ? Paint.constant : Paint.number
    if (named[id] === 1) return Paint.text
    if (WORD.test(name)) return Paint.keyword
    return OPERATOR.test(name) ? Paint.operator : Paint.text
  })
}

/** What a name is called with or defined as; 0 when it is neither. */
function identifierPaint(tree: FlatTree, grammar: Grammar, row: number): number {
  const { parents, types, fields, fieldIds, nexts, names, source, starts, ends } = tree
  const { roles, definition } = grammar
  const parent = parents[row]!
  const role = roles[types[parent]!]!
  if (fields[row] === fieldIds.get('name')) {
    if (definition.highlight.tags?.includes(names[types[parent]!]!)) return Paint.tag
    const defined = role & Role.definition ? grammar.definitions[types[parent]!] : undefined
    if (defined?.kind && CLASS_KINDS.has(defined.kind)) return Paint.type
    if (role & Role.function) return Paint.function
  }
  if (isCallee(row, parent)) return Paint.function
  // `os.path.join(…)`: the last name of what is called.
  if (nexts[row] === nexts[parent] && isCallee(parent, parents[parent]!)) return Paint.function
  return CONSTANT_NAME.test(source.slice(starts[row], ends[row])) ? Paint.constant : 0

  function isCallee(at: number, call: number): boolean {
    if ((roles[types[call]!]! & Role.call) === 0) return false
    const shape = definition.rules.calls[names[types[call]!]!]
    return shape !== undefined && fields[at] !== 0 && fields[at] === fieldIds.get(shape.callee)
  }
}

function spans({ lineStarts, source }: FlatTree, paint: Uint8Array, from: number, to: number): LineTokens[] {
  const start = lineStarts[from]!
  const lines: LineTokens[] = []
  for (let line = from; line < to; line++) {
    const first = lineStarts[line]! - start
    const next = line + 1 < to ? lineStarts[line + 1]! - start : paint.length
    let last = next
    while (last > first && /[\r\n]/.test(source[start + last - 1]!)) last--
    const tokens: LineTokens = []
    for (let i = first; i < last; ) {
      const kind = paint[i]!
      const begin = i
      while (i < last && paint[i] === kind) i++
      if (kind !== 0) tokens.push([begin - first, i - first, KINDS[kind]!])
    }
    lines.push(tokens)
  }
  return lines
}
