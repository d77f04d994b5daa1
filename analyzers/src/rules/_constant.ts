import type { SyntaxNode } from '../syntax/node.ts'

const LITERAL =
  /string|literal|number|integer|float|^(?:true|false|null|none|nil|heredoc.*|nowdoc.*|char.*|simple_symbol)$/i
const LITERAL_PART = /content|fragment|escape|start|end|character|delimiter|quote|body/
const WRAPPER = new Set([
  'parenthesized_expression',
  'concatenated_string',
  'chained_string',
  'binary_expression',
  'binary_operator',
  'binary',
  'reference_expression',
  'unary_expression',
  'as_expression',
  'cast_expression',
  'argument',
])
const CHOICE = new Set(['conditional_expression', 'ternary_expression', 'conditional'])
const NAME = /^[$@]?[A-Za-z_]\w*$/
const WORD = /^(?:null|None|nil|NULL|true|false|True|False|nullptr)$/
// `self::TEMPLATE`, `Config.TEMPLATE`.
const CONSTANT_MEMBER = /^[A-Za-z_][\w.:\\]*(?:::|\.)[A-Z][A-Z0-9_]{2,}$/
const CAPITALS = /^[A-Z][A-Z0-9_]{2,}$/
const PLAIN_STRING = /^&?(?:'[^'\\]*'|"[^"\\$#{]*"|`[^`$\\]*`) {0,4}[;,)]? {0,4}(?:(?:\/\/|#|\/\*).*)?$/

/**
 * Whether an expression has the same value in every run: a literal without interpolation, literals joined by operators,
 * a name written in capitals, or a name that the file assigns nothing but such literals.
 */
export function isConstant(node: SyntaxNode): boolean {
  const { type } = node
  if (CONSTANT_MEMBER.test(node.text)) return true
  if (NAME.test(node.text)) return isConstantName(node.text, node.tree.source)
  if (CHOICE.has(type)) return branches(node).every((branch) => branch !== undefined && isConstant(branch))
  const parts = node.namedChildren
  if (WRAPPER.has(type)) return parts.length > 0 && parts.every((part) => isConstant(part))
  return LITERAL.test(type) && parts.every((part) => LITERAL_PART.test(part.type))
}

/** Whether a name stands for one literal: spelled as a constant, or assigned literals only. */
export function isConstantName(name: string, source: string): boolean {
  if (WORD.test(name)) return true
  const values = assignedTo(name, source)
  return values.length > 0 ? values.every((value) => PLAIN_STRING.test(value)) : CAPITALS.test(name)
}

// Of the source asked about last: rules ask for the same few names again and again, each time for a search of the text.
let searched = ''
let found = new Map<string, string[]>()

/** What the file assigns to a name, each up to the end of its line. */
export function assignedTo(name: string, source: string): string[] {
  if (source !== searched) {
    searched = source
    found = new Map()
  }
  const known = found.get(name) ?? assignmentsOf(name, source)
  found.set(name, known)
  return known
}

function assignmentsOf(name: string, source: string): string[] {
  const escaped = name.replace(/\$/g, '\\$')
  const assigned = new RegExp(
    `(?<![\\w.$@-])${escaped}(?![\\w-])(?:\\s*:\\s*[&\\w.<>]+)?(?: string)?\\s*(?::?=(?![=>])|\\+=|\\.=)[ \\t]*(.*)|#define\\s+${escaped}\\s+(.*)`,
    'g',
  )
  return [...source.matchAll(assigned)].map((match) => (match[1] ?? match[2] ?? '').trim())
}

// The condition of `a if c else b` may be anything; the value is one of the branches.
function branches(node: SyntaxNode): (SyntaxNode | undefined)[] {
  const named = node.namedChildren
  const consequence = node.childForFieldName('consequence') ?? node.childForFieldName('body') ?? named[0]
  return [consequence, node.childForFieldName('alternative') ?? named.at(-1)]
}
