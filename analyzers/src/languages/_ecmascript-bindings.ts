import type { Binder, BindingRules, Bound } from '../define-bindings.ts'
import { childInField, childOfType, type FlatTree, namedChildren, textOf, typeOf } from '../syntax/flat-tree.ts'
import { ecmascriptNames } from './_ecmascript-names.ts'

const NAME = /^(?:identifier|shorthand_property_identifier_pattern)$/

const functionName: Binder = (tree, row) => [
  { name: childInField(tree, row, 'name'), kind: 'function', type: childInField(tree, row, 'return_type') },
]
/** The name of an expression is known inside of it alone. */
const expressionName: Binder = (tree, row) => functionName(tree, row).map((bound) => ({ ...bound, scope: 'inside' }))
const className: Binder = (tree, row) => [{ name: childInField(tree, row, 'name'), kind: 'class' }]
const member =
  (field = 'name'): Binder =>
  (tree, row) => [
    {
      name: memberName(tree, childInField(tree, row, field)),
      kind: 'member',
      type: childInField(tree, row, 'type'),
      value: childInField(tree, row, 'value'),
    },
  ]

/** Names of JavaScript; those of TypeScript have types besides. */
export const ecmascriptBindings: BindingRules = {
  scopes: {
    function_declaration: 'function',
    generator_function_declaration: 'function',
    function_expression: 'function',
    generator_function: 'function',
    arrow_function: 'function',
    method_definition: 'function',
    class_declaration: 'class',
    class: 'class',
    object: 'class',
    statement_block: 'block',
    for_statement: 'block',
    for_in_statement: 'block',
    catch_clause: 'block',
    switch_body: 'block',
  },
  binds: {
    function_declaration: functionName,
    generator_function_declaration: functionName,
    function_expression: expressionName,
    generator_function: expressionName,
    arrow_function: (tree, row) => [
      {
        name: childInField(tree, row, 'parameter'),
        kind: 'parameter',
        scope: 'inside',
        position: 0,
        handed: handedTo(tree, row),
      },
    ],
    class_declaration: className,
    class: className,
    method_definition: methodName,
    pair: (tree, row) => (isOfVariable(tree, tree.parents[row]!) ? member('key')(tree, row) : []),
    variable_declarator: declared,
    formal_parameters: parameters,
    catch_clause: (tree, row) => inside(tree, childInField(tree, row, 'parameter')),
    for_in_statement: (tree, row) => {
      const kind = childInField(tree, row, 'kind')
      const word = /^for\s*(?:await\s*)?\(\s*(\w+)/.exec(
        tree.source.slice(tree.starts[row], tree.starts[row]! + 40),
      )?.[1]
      if (kind < 0 && word !== 'const' && word !== 'let' && word !== 'var') return []
      const names = inside(tree, childInField(tree, row, 'left'))
      return word === 'var' ? names.map((bound) => ({ ...bound, scope: 'function' })) : names
    },
    import_statement: importedNames,
    export_statement: exportedFrom,
    assignment_expression: assignedMember,
  },
  bases: {
    class_declaration: heritage,
    class: heritage,
  },
  members: { member_expression: { object: 'object', name: 'property' } },
  keys: { pair: 'key', pair_pattern: 'key', jsx_attribute: '' },
  self: ['this'],
  base: ['super'],
  wrappers: { parenthesized_expression: '', await_expression: '' },
  exports: { export_statement: exportedNames, assignment_expression: commonExports },
  exportsAll: {
    export_statement: (tree, row) => {
      const source = childInField(tree, row, 'source')
      const all = childOfType(tree, row, '*') >= 0
      return source >= 0 && all ? [textOf(tree, source).slice(1, -1)] : []
    },
  },
  wellKnown: ecmascriptNames,
  constructors: ['constructor'],
  modules: { separator: /\//, relative: 'path', index: ['index'] },
}

function inside(tree: FlatTree, pattern: number): Bound[] {
  return patternNames(tree, pattern).map((name): Bound => ({ name, kind: 'variable', scope: 'inside' }))
}

/** Names that a pattern binds; what a default says is an expression, in which nothing is bound. */
function patternNames(tree: FlatTree, pattern: number): number[] {
  if (pattern < 0) return []
  const found: number[] = []
  const right = tree.fieldIds.get('right')
  for (let i = pattern; i < tree.nexts[pattern]!; i++) {
    const isDefault = tree.fields[i] === right && typeOf(tree, tree.parents[i]!).endsWith('assignment_pattern')
    if (isDefault) i = tree.nexts[i]! - 1
    else if (NAME.test(typeOf(tree, i))) found.push(i)
  }
  return found
}

function parameters(tree: FlatTree, row: number): Bound[] {
  const handed = handedTo(tree, tree.parents[row]!)
  // What `this` is told to be is given by no argument.
  const own = namedChildren(tree, row).filter((child) => !/^(?:this\b|\s*\/[/*])/.test(textOf(tree, child)))
  return own.flatMap((child, position): Bound[] => {
    const typed = /^(?:required|optional)_parameter$/.test(typeOf(tree, child))
    const names = patternNames(tree, typed ? childInField(tree, child, 'pattern') : child)
    const type = typed ? childInField(tree, child, 'type') : -1
    const alone = names.length === 1 && tree.nexts[names[0]!] === names[0]! + 1
    return names.map((name) =>
      alone ? { name, kind: 'parameter', type, position, handed } : { name, kind: 'parameter' },
    )
  })
}

/** The call that a function is an argument of. */
function handedTo(tree: FlatTree, row: number): Bound['handed'] {
  const list = tree.parents[row]!
  if (!/^(?:arrow_function|function_expression)$/.test(typeOf(tree, row)) || typeOf(tree, list) !== 'arguments')
    return null
  const call = tree.parents[list]!
  const callee = Math.max(childInField(tree, call, 'function'), childInField(tree, call, 'constructor'))
  const given = namedChildren(tree, list).filter((child) => typeOf(tree, child) !== 'comment')
  return callee < 0 ? null : { callee, argument: given.indexOf(row) }
}

function memberName(tree: FlatTree, row: number): number {
  return row >= 0 && /identifier$/.test(typeOf(tree, row)) ? row : -1
}

function methodName(tree: FlatTree, row: number): Bound[] {
  const accessor = childOfType(tree, row, 'get') >= 0 || childOfType(tree, row, 'set') >= 0
  const holder = tree.parents[row]!
  if (typeOf(tree, holder) === 'object' && !isOfVariable(tree, holder)) return []
  const type = childInField(tree, row, 'return_type')
  return [{ name: memberName(tree, childInField(tree, row, 'name')), kind: accessor ? 'member' : 'function', type }]
}

/** Whether an object is all that a variable is given, so that its keys are the variable's members. */
function isOfVariable(tree: FlatTree, object: number): boolean {
  let outer = tree.parents[object]!
  while (/^(?:as|satisfies|parenthesized)_expression$/.test(typeOf(tree, outer))) outer = tree.parents[outer]!
  return typeOf(tree, outer) === 'variable_declarator' && childInField(tree, outer, 'type') < 0
}

function declared(tree: FlatTree, row: number): Bound[] {
  const scope = typeOf(tree, tree.parents[row]!) === 'variable_declaration' ? 'function' : 'here'
  const value = childInField(tree, row, 'value')
  const pattern = childInField(tree, row, 'name')
  const names = patternNames(tree, pattern)
  const module = requiredModule(tree, value)
  if (module !== null) {
    return names.map((name): Bound => {
      const key = name === pattern ? null : keyOf(tree, name)
      return { name, kind: 'import', scope, from: { module, name: key } }
    })
  }
  if (names[0] !== pattern) return names.map((name) => ({ name, kind: 'variable', scope }))
  const isFunction =
    value >= 0 && /^(?:arrow_function|(?:generator_)?function(?:_expression)?)$/.test(typeOf(tree, value))
  if (!isFunction) return [{ name: pattern, kind: 'variable', scope, value, type: childInField(tree, row, 'type') }]
  return [{ name: pattern, kind: 'function', scope, type: childInField(tree, value, 'return_type') }]
}

/** The module of `require('m')` and `await import('m')`. */
function requiredModule(tree: FlatTree, value: number): string | null {
  if (value < 0) return null
  const call = typeOf(tree, value) === 'await_expression' ? (namedChildren(tree, value)[0] ?? -1) : value
  if (call < 0 || typeOf(tree, call) !== 'call_expression') return null
  return /^(?:require|import)\s*\(\s*['"]([^'"]+)['"]\s*\)$/.exec(textOf(tree, call))?.[1] ?? null
}

function keyOf(tree: FlatTree, name: number): string {
  const pair = tree.parents[name]!
  return typeOf(tree, pair) === 'pair_pattern' ? textOf(tree, childInField(tree, pair, 'key')) : textOf(tree, name)
}

function importedNames(tree: FlatTree, row: number): Bound[] {
  const required = childOfType(tree, row, 'import_require_clause')
  const source = childInField(tree, required < 0 ? row : required, 'source')
  if (source < 0) return []
  const module = textOf(tree, source).slice(1, -1)
  const bound = (name: number, from: string | null, scope: 'here' | 'none' = 'here'): Bound => ({
    name,
    kind: 'import',
    scope,
    from: { module, name: from },
  })
  if (required >= 0) return [bound(childOfType(tree, required, 'identifier'), null)]
  const clause = childOfType(tree, row, 'import_clause')
  return (clause < 0 ? [] : namedChildren(tree, clause)).flatMap((part): Bound[] => {
    if (typeOf(tree, part) === 'identifier') return [bound(part, 'default')]
    if (typeOf(tree, part) === 'namespace_import') return [bound(childOfType(tree, part, 'identifier'), null)]
    return namedChildren(tree, part).flatMap((specifier) => {
      const name = childInField(tree, specifier, 'name')
      if (name < 0) return []
      const alias = childInField(tree, specifier, 'alias')
      const from = textOf(tree, name)
      return alias < 0 ? [bound(name, from)] : [bound(name, from, 'none'), bound(alias, from)]
    })
  })
}

/** What is exported from another module is no name of this file. */
function exportedFrom(tree: FlatTree, row: number): Bound[] {
  const source = childInField(tree, row, 'source')
  if (source < 0) return []
  const module = textOf(tree, source).slice(1, -1)
  return specifiers(tree, row).flatMap(({ name, row: at, written }) => {
    const from = {
      module,
      name: written === at && typeOf(tree, tree.parents[at]!) === 'namespace_export' ? null : textOf(tree, written),
    }
    const rows = name === '' ? [] : [...new Set([written, at])]
    return rows.map((each): Bound => ({ name: each, kind: 'import', scope: 'none', from }))
  })
}

function specifiers(tree: FlatTree, row: number): { name: string; row: number; written: number }[] {
  const star = childOfType(tree, row, 'namespace_export')
  if (star >= 0) return namedChildren(tree, star).map((at) => ({ name: textOf(tree, at), row: at, written: at }))
  const clause = childOfType(tree, row, 'export_clause')
  return (clause < 0 ? [] : namedChildren(tree, clause)).flatMap((specifier) => {
    const written = childInField(tree, specifier, 'name')
    if (written < 0) return []
    const alias = childInField(tree, specifier, 'alias')
    return [{ name: textOf(tree, alias < 0 ? written : alias), row: alias < 0 ? written : alias, written }]
  })
}

function exportedNames(tree: FlatTree, row: number): { name: string; row: number }[] {
  const fromOther = childInField(tree, row, 'source') >= 0
  const listed = specifiers(tree, row).map(({ name, row: at, written }) => ({ name, row: fromOther ? at : written }))
  const declaration = childInField(tree, row, 'declaration')
  const value = childInField(tree, row, 'value')
  const isDefault = childOfType(tree, row, 'default') >= 0
  if (value >= 0) return [...listed, { name: 'default', row: nameIn(tree, value) }]
  if (declaration < 0) return listed
  const rows = declaredRows(tree, declaration)
  return [...listed, ...rows.map((at) => ({ name: isDefault ? 'default' : textOf(tree, at), row: at }))]
}

function nameIn(tree: FlatTree, value: number): number {
  const name = childInField(tree, value, 'name')
  return name < 0 ? value : name
}

function declaredRows(tree: FlatTree, declaration: number): number[] {
  const name = childInField(tree, declaration, 'name')
  if (name >= 0) return [typeOf(tree, name) === 'nested_identifier' ? childInField(tree, name, 'object') : name]
  return namedChildren(tree, declaration).flatMap((child) =>
    typeOf(tree, child) === 'variable_declarator' ? patternNames(tree, childInField(tree, child, 'name')) : [],
  )
}

/** `this.name = …` in a method makes a member, `exports.name = …` a name for others. */
function assignedMember(tree: FlatTree, row: number): Bound[] {
  const left = childInField(tree, row, 'left')
  if (left < 0 || typeOf(tree, left) !== 'member_expression') return []
  const object = childInField(tree, left, 'object')
  const name = childInField(tree, left, 'property')
  const value = childInField(tree, row, 'right')
  if (typeOf(tree, object) === 'this') return [{ name, kind: 'member', scope: 'members', value }]
  if (/^(?:module\.)?exports$/.test(textOf(tree, object))) return [{ name, kind: 'variable', scope: 'none', value }]
  return []
}

function commonExports(tree: FlatTree, row: number): { name: string; row: number }[] {
  const left = childInField(tree, row, 'left')
  const right = childInField(tree, row, 'right')
  if (left < 0 || typeOf(tree, left) !== 'member_expression') return []
  if (/^(?:module\.)?exports\.[\w$]+$/.test(textOf(tree, left)) && textOf(tree, left) !== 'module.exports') {
    const name = childInField(tree, left, 'property')
    return [{ name: textOf(tree, name), row: name }]
  }
  if (textOf(tree, left) !== 'module.exports') return []
  if (typeOf(tree, right) !== 'object') return [{ name: 'default', row: nameIn(tree, right) }]
  return namedChildren(tree, right).flatMap((child) => {
    if (typeOf(tree, child) === 'shorthand_property_identifier') return [{ name: textOf(tree, child), row: child }]
    const [key, value] = [childInField(tree, child, 'key'), childInField(tree, child, 'value')]
    return key < 0 || value < 0 ? [] : [{ name: textOf(tree, key), row: value }]
  })
}

function heritage(tree: FlatTree, row: number): number[] {
  const clause = childOfType(tree, row, 'class_heritage')
  if (clause < 0) return []
  return namedChildren(tree, clause).flatMap((part) =>
    /_clause$/.test(typeOf(tree, part)) ? clauseTypes(tree, part) : [part],
  )
}

/** What an `extends` or `implements` names. */
export function clauseTypes(tree: FlatTree, clause: number): number[] {
  return namedChildren(tree, clause).filter((part) => typeOf(tree, part) !== 'type_arguments')
}
