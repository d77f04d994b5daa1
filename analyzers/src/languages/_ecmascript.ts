import type { Definition, DefinitionScope, FunctionShape, LanguageDefinition } from '../define-language.ts'
import type { ImportFact, SymbolKind } from '../facts.ts'
import {
  childInField,
  childOfType,
  childrenInField,
  type FlatTree,
  lineOf,
  namedChildren,
  textOf,
  typeOf,
} from '../syntax/flat-tree.ts'
import { ecmascriptBindings } from './_ecmascript-bindings.ts'

const FUNCTION_VALUE = /^(?:arrow_function|function_expression|generator_function)$/
const PATTERN_NAME = /^(?:identifier|shorthand_property_identifier_pattern)$/

const named: FunctionShape = { body: 'body' }
const unnamed: FunctionShape = { body: 'body', name: nameOfValue, parameters: countParameters }

const definitions: Record<string, Definition> = {
  function_declaration: { kind: 'function' },
  generator_function_declaration: { kind: 'function' },
  class_declaration: { kind: 'class' },
  class: { kind: 'class', name: (tree, row) => (isAssigned(tree, row) ? [] : childrenInField(tree, row, 'name')) },
  method_definition: {
    kind: 'method',
    refine: (kind, tree, row, name) => {
      if (name === 'constructor') return 'constructor'
      return childOfType(tree, row, 'get') >= 0 || childOfType(tree, row, 'set') >= 0 ? 'property' : kind
    },
  },
  variable_declarator: { kind: 'variable', name: boundNames, refine: variableKind },
  assignment_expression: { kind: 'function', name: assignedFunction, refine: assignedKind, qualifier: assignedOwner },
}

/** What JavaScript, TypeScript and TSX have in common. */
export const ecmascript = {
  interpreters: ['node', 'nodejs', 'deno', 'bun', 'ts-node', 'tsx', 'zx'],
  identifiers: [
    'identifier',
    'property_identifier',
    'shorthand_property_identifier',
    'shorthand_property_identifier_pattern',
    'private_property_identifier',
  ],
  comments: ['comment', 'html_comment'],
  strings: ['string', 'template_string'],
  interpolates: (source: string, start: number) => source[start] === '`',
  numbers: ['number'],
  constants: ['true', 'false', 'null', 'undefined'],
  definitions,
  functions: {
    function_declaration: named,
    generator_function_declaration: named,
    method_definition: named,
    function_expression: unnamed,
    generator_function: unnamed,
    arrow_function: unnamed,
  },
  imports: { import_statement: importStatement, call_expression: requireCall, export_statement: exportFrom },
  control: {
    decisions: ['"if"', '"for"', '"while"', '"catch"', '"case"', 'ternary_expression', '"??"'],
    logical: { parents: ['binary_expression'], operators: ['"&&"', '"||"'] },
    branches: ['if_statement'],
    ternaries: ['ternary_expression'],
    loops: ['for_statement', 'for_in_statement', 'while_statement', 'do_statement'],
    switches: ['switch_statement'],
    catches: ['catch_clause'],
    jumps: ['break_statement', 'continue_statement'],
    labels: ['statement_identifier'],
  },
  rules: {
    calls: {
      call_expression: { callee: 'function', arguments: 'arguments' },
      new_expression: { callee: 'constructor', arguments: 'arguments' },
    },
    catches: { catch_clause: { body: 'body', type: 'parameter' } },
    assignments: {
      variable_declarator: { name: 'name', value: 'value' },
      assignment_expression: { name: 'left', value: 'right' },
      pair: { name: 'key', value: 'value' },
    },
    blocks: ['statement_block', 'program', 'switch_case', 'switch_default'],
    jumps: ['return_statement', 'throw_statement', 'break_statement', 'continue_statement'],
    wrappers: ['expression_statement'],
  },
  bindings: ecmascriptBindings,
  definitionWrappers: ['export_statement', 'lexical_declaration', 'variable_declaration', 'expression_statement'],
  exported,
  highlight: {
    strings: ['regex'],
    keywords: ['this', 'super'],
    interpolations: ['template_substitution'],
  },
} satisfies Partial<LanguageDefinition>

function exported(tree: FlatTree, row: number, name: string, scope: DefinitionScope): boolean {
  if (name.startsWith('#')) return false
  if (scope.kind !== null && scope.kind !== 'namespace' && scope.kind !== 'module') {
    const modifier = childOfType(tree, row, 'accessibility_modifier')
    return modifier < 0 || textOf(tree, modifier) === 'public'
  }
  for (let outer = row, steps = 0; outer > 0 && steps < 4; outer = tree.parents[outer]!, steps++) {
    const type = typeOf(tree, outer)
    if (type === 'export_statement' || type === 'ambient_declaration') return true
    if (type === 'assignment_expression') return /^(?:module\.)?exports\b/.test(textOf(tree, outer))
  }
  return false
}

function variableKind(kind: SymbolKind, tree: FlatTree, row: number, _name: string, scope: DefinitionScope) {
  const value = childInField(tree, row, 'value')
  const type = value < 0 ? '' : typeOf(tree, value)
  if (FUNCTION_VALUE.test(type)) return 'function'
  if (scope.local) return null
  if (type === 'class') return 'class'
  const declaration = tree.parents[row]!
  if (/^for_/.test(typeOf(tree, tree.parents[declaration]!))) return null
  return /^const\b/.test(tree.source.slice(tree.starts[declaration], tree.starts[declaration]! + 6)) ? 'constant' : kind
}

/** Names bound by a declarator, those in patterns too. */
function boundNames(tree: FlatTree, row: number): number[] {
  const name = childInField(tree, row, 'name')
  if (name < 0) return []
  if (typeOf(tree, name) === 'identifier') return [name]
  const found: number[] = []
  for (let i = name; i < tree.nexts[name]!; i++) {
    // The right-hand side of a default is an expression, in which nothing is bound.
    if (
      typeOf(tree, tree.parents[i]!).endsWith('assignment_pattern') &&
      tree.fields[i] === tree.fieldIds.get('right')
    ) {
      i = tree.nexts[i]! - 1
    } else if (PATTERN_NAME.test(typeOf(tree, i))) found.push(i)
  }
  return found
}

// `exports.parse = function …` and `Parser.prototype.next = () => …` define; other assignments do not.
function assignedFunction(tree: FlatTree, row: number): number[] {
  const right = childInField(tree, row, 'right')
  const left = childInField(tree, row, 'left')
  if (right < 0 || left < 0 || typeOf(tree, left) !== 'member_expression') return []
  if (!FUNCTION_VALUE.test(typeOf(tree, right)) && typeOf(tree, right) !== 'class') return []
  return childrenInField(tree, left, 'property')
}

function assignedKind(kind: SymbolKind, tree: FlatTree, row: number) {
  if (typeOf(tree, childInField(tree, row, 'right')) === 'class') return 'class'
  return /\.prototype\.|^this\./.test(textOf(tree, childInField(tree, row, 'left'))) ? 'method' : kind
}

/** `Parser` of `Parser.prototype.next = …`; the module's own `exports` and `this` are no names. */
function assignedOwner(tree: FlatTree, row: number): string | null {
  const object = childInField(tree, childInField(tree, row, 'left'), 'object')
  const owner =
    object < 0 ? '' : textOf(tree, object).replace(/^(?:module\.)?exports\b\.?|^this\b\.?|\.?prototype$/g, '')
  return /^[\w$.]+$/.test(owner) ? owner : null
}

function isAssigned(tree: FlatTree, row: number): boolean {
  return /^(?:variable_declarator|assignment_expression)$/.test(typeOf(tree, tree.parents[row]!))
}

/** The name of a function expression: its own, else that of what it is assigned to. */
function nameOfValue(tree: FlatTree, row: number): number[] {
  const own = childInField(tree, row, 'name')
  if (own >= 0) return [own]
  const parent = tree.parents[row]!
  switch (typeOf(tree, parent)) {
    case 'variable_declarator':
    case 'public_field_definition':
      return childrenInField(tree, parent, 'name')
    case 'field_definition':
      return childrenInField(tree, parent, 'property')
    case 'pair':
      return childrenInField(tree, parent, 'key')
    case 'assignment_expression': {
      const left = childInField(tree, parent, 'left')
      const property = childInField(tree, left, 'property')
      return [property < 0 ? left : property]
    }
    default:
      return []
  }
}

// `x => …` has one parameter in a field of its own.
function countParameters(tree: FlatTree, row: number): number {
  const list = childInField(tree, row, 'parameters')
  if (list < 0) return childInField(tree, row, 'parameter') < 0 ? 0 : 1
  return namedChildren(tree, list).filter((child) => typeOf(tree, child) !== 'comment').length
}

function importStatement(tree: FlatTree, row: number): ImportFact[] {
  const required = childOfType(tree, row, 'import_require_clause')
  const source = childInField(tree, required < 0 ? row : required, 'source')
  if (source < 0) return []
  const names: string[] = []
  const clause = childOfType(tree, row, 'import_clause')
  if (required >= 0) names.push(textOf(tree, childOfType(tree, required, 'identifier')))
  for (const part of clause < 0 ? [] : namedChildren(tree, clause)) {
    if (typeOf(tree, part) === 'identifier') names.push(textOf(tree, part))
    else if (typeOf(tree, part) === 'namespace_import') names.push(textOf(tree, childOfType(tree, part, 'identifier')))
    else names.push(...namedChildren(tree, part).flatMap((specifier) => specifierName(tree, specifier)))
  }
  return [{ line: lineOf(tree, tree.starts[row]!) + 1, module: unquoted(tree, source), names }]
}

function specifierName(tree: FlatTree, specifier: number): string[] {
  if (typeOf(tree, specifier) !== 'import_specifier') return []
  const alias = childInField(tree, specifier, 'alias')
  return [textOf(tree, alias < 0 ? childInField(tree, specifier, 'name') : alias)]
}

// `require('m')` and `import('m')` bind what the declarator around them names.
function requireCall(tree: FlatTree, row: number): ImportFact[] {
  const callee = tree.source.slice(tree.starts[row + 1], tree.ends[row + 1])
  if (callee !== 'require' && callee !== 'import') return []
  const list = childInField(tree, row, 'arguments')
  const module = list < 0 ? -1 : childOfType(tree, list, 'string')
  if (module < 0) return []
  let outer = tree.parents[row]!
  if (typeOf(tree, outer) === 'await_expression') outer = tree.parents[outer]!
  const names = typeOf(tree, outer) === 'variable_declarator' ? boundNames(tree, outer) : []
  return [
    {
      line: lineOf(tree, tree.starts[row]!) + 1,
      module: unquoted(tree, module),
      names: names.map((name) => textOf(tree, name)),
    },
  ]
}

function exportFrom(tree: FlatTree, row: number): ImportFact[] {
  const source = childInField(tree, row, 'source')
  if (source < 0) return []
  return [{ line: lineOf(tree, tree.starts[row]!) + 1, module: unquoted(tree, source), names: [] }]
}

function unquoted(tree: FlatTree, row: number): string {
  return textOf(tree, row).slice(1, -1)
}
