import { CALLED } from '../bindings.ts'
import type { Binder, BindingRules, Bound } from '../define-bindings.ts'
import { childInField, childOfType, type FlatTree, namedChildren, textOf, typeOf } from '../syntax/flat-tree.ts'
import { rustNames } from './_rust-names.ts'

const named =
  (kind: 'class' | 'variable' | 'member'): Binder =>
  (tree, row) => [{ name: childInField(tree, row, 'name'), kind, type: childInField(tree, row, 'type') }]
const functionName: Binder = (tree, row) => [
  {
    name: childInField(tree, row, 'name'),
    kind: 'function',
    type: childInField(tree, row, 'return_type'),
    owner: implementedType(tree, row),
  },
]
const path: Binder = (tree, row) => fromRoot(tree, row)

/** Names of Rust: each `let` is a new variable, an `impl` adds to a type, modules are files or stand in one. */
export const rustBindings: BindingRules = {
  scopes: {
    function_item: 'function',
    function_signature_item: 'function',
    closure_expression: 'function',
    struct_item: 'class',
    union_item: 'class',
    enum_item: 'class',
    trait_item: 'class',
    impl_item: 'class',
    mod_item: (tree, row) => (childInField(tree, row, 'body') < 0 ? null : 'class'),
    block: 'block',
    if_expression: 'block',
    while_expression: 'block',
    for_expression: 'block',
    match_arm: 'block',
  },
  binds: {
    function_item: functionName,
    function_signature_item: functionName,
    macro_definition: (tree, row) => [{ name: childInField(tree, row, 'name'), kind: 'function' }],
    struct_item: named('class'),
    union_item: named('class'),
    enum_item: named('class'),
    trait_item: named('class'),
    type_item: named('class'),
    associated_type: named('class'),
    mod_item: (tree, row) => {
      const name = childInField(tree, row, 'name')
      if (childInField(tree, row, 'body') >= 0) return [{ name, kind: 'namespace' }]
      return [{ name, kind: 'import', from: { module: `self::${textOf(tree, name)}`, name: null } }]
    },
    enum_variant: (tree, row) => [
      {
        name: childInField(tree, row, 'name'),
        kind: 'member',
        type: childInField(tree, tree.parents[tree.parents[row]!]!, 'name'),
      },
    ],
    field_declaration: named('member'),
    const_item: named('variable'),
    static_item: named('variable'),
    type_parameter: (tree, row) => [{ name: childInField(tree, row, 'name'), kind: 'parameter' }],
    const_parameter: (tree, row) => [{ name: childInField(tree, row, 'name'), kind: 'parameter' }],
    parameter: (tree, row) => patternBounds(tree, row, { kind: 'parameter', type: childInField(tree, row, 'type') }),
    closure_parameters: (tree, row) =>
      namedChildren(tree, row)
        .filter((child) => typeOf(tree, child) !== 'parameter')
        .flatMap((child) => patternNames(tree, child))
        .map((name) => ({ name, kind: 'parameter' })),
    let_declaration: (tree, row) => {
      const [type, value] = [childInField(tree, row, 'type'), childInField(tree, row, 'value')]
      return patternBounds(tree, row, { kind: 'variable', fresh: true, type, value })
    },
    let_condition: (tree, row) => patternBounds(tree, row, { kind: 'variable', fresh: true }),
    for_expression: (tree, row) => patternBounds(tree, row, { kind: 'variable', scope: 'inside' }),
    match_arm: (tree, row) => patternBounds(tree, row, { kind: 'variable', scope: 'inside' }),
    use_declaration: (tree, row) => usedNames(tree, childInField(tree, row, 'argument'), rootOf(tree, row, '')),
    scoped_identifier: path,
    scoped_type_identifier: path,
  },
  bases: {
    impl_item: (tree, row) => [childInField(tree, row, 'type'), childInField(tree, row, 'trait')],
    trait_item: (tree, row) => {
      const bounds = childInField(tree, row, 'bounds')
      return bounds < 0 ? [] : namedChildren(tree, bounds)
    },
    type_item: (tree, row) => [childInField(tree, row, 'type')],
  },
  members: {
    field_expression: { object: 'value', name: 'field' },
    scoped_identifier: { object: 'path', name: 'name' },
    scoped_type_identifier: { object: 'path', name: 'name' },
  },
  keys: {
    field_pattern: 'name',
    field_initializer: 'field',
    // The arguments of a macro are no expressions to the parser.
    token_tree: (tree, row) => namedChildren(tree, row).filter((child) => /[.:]/.test(before(tree, child))),
  },
  self: ['self'],
  selfName: 'Self',
  wrappers: {
    parenthesized_expression: '',
    reference_expression: 'value',
    reference_type: 'type',
    pointer_type: 'type',
    generic_type: 'type',
    generic_function: 'function',
    struct_expression: 'name',
    type_cast_expression: 'type',
    await_expression: '',
    unary_expression: '',
  },
  outside: { for_expression: ['value'], if_expression: ['alternative'] },
  sequential: true,
  scattered: true,
  ignores: (tree, row) => typeOf(tree, tree.parents[row]!) === 'label',
  sigil: (tree, row) => (isCalledOnly(tree, row) ? CALLED : ''),
  importsAll: {
    use_wildcard: (tree, row) => {
      const [inner = -1] = namedChildren(tree, row)
      let prefix = ''
      for (let at = tree.parents[row]!; typeOf(tree, at) !== 'use_declaration'; at = tree.parents[at]!) {
        if (typeOf(tree, at) === 'scoped_use_list') prefix = join(textOf(tree, childInField(tree, at, 'path')), prefix)
      }
      return [rootOf(tree, row, join(prefix, inner < 0 ? '' : textOf(tree, inner)))]
    },
  },
  wellKnown: rustNames,
  modules: { separator: /::/, relative: 'crate', index: ['mod'] },
}

/** The type of the `impl` that a function stands in, or -1. */
function implementedType(tree: FlatTree, row: number): number {
  const impl = tree.parents[tree.parents[row]!]!
  if (typeOf(tree, impl) !== 'impl_item') return -1
  const type = childInField(tree, impl, 'type')
  for (let i = type; i < tree.nexts[type]!; i++) {
    if (typeOf(tree, i) === 'type_arguments') i = tree.nexts[i]! - 1
    else if (typeOf(tree, i) === 'type_identifier') {
      const around = tree.parents[i]!
      if (typeOf(tree, around) !== 'scoped_type_identifier' || childInField(tree, around, 'name') === i) return i
    }
  }
  return -1
}

function before(tree: FlatTree, row: number): string {
  return tree.source.slice(Math.max(0, tree.starts[row]! - 1), tree.starts[row])
}

/** Macros, and methods that are called on an object: a variable or a field may be called alike. */
function isCalledOnly(tree: FlatTree, row: number): boolean {
  const parent = tree.parents[row]!
  switch (typeOf(tree, parent)) {
    case 'macro_invocation':
    case 'macro_definition':
      return true
    case 'field_expression': {
      if (childInField(tree, parent, 'field') !== row) return false
      let access = parent
      if (typeOf(tree, tree.parents[access]!) === 'generic_function') access = tree.parents[access]!
      const call = tree.parents[access]!
      return typeOf(tree, call) === 'call_expression' && childInField(tree, call, 'function') === access
    }
    case 'function_item':
    case 'function_signature_item': {
      const list = childInField(tree, parent, 'parameters')
      return childInField(tree, parent, 'name') === row && list >= 0 && childOfType(tree, list, 'self_parameter') >= 0
    }
    case 'token_tree':
      return /^!/.test(tree.source.slice(tree.ends[row], tree.ends[row]! + 1)) || isMethodInMacro(tree, row)
    default:
      return false
  }
}

function isMethodInMacro(tree: FlatTree, row: number): boolean {
  return before(tree, row) === '.' && tree.source[tree.ends[row]!] === '('
}

function patternBounds(tree: FlatTree, row: number, bound: Omit<Bound, 'name'>): Bound[] {
  const pattern = childInField(tree, row, 'pattern')
  const names = patternNames(tree, pattern)
  // What a part of the value is, nothing tells.
  const isWhole = names.length === 1 && /^(?:identifier|mut_pattern|ref_pattern)$/.test(typeOf(tree, pattern))
  return names.map((name) => (isWhole ? { name, ...bound } : { name, ...bound, type: -1, value: -1 }))
}

/** Names that a pattern binds: those that start with a capital letter are constants and variants. */
function patternNames(tree: FlatTree, pattern: number): number[] {
  if (pattern < 0) return []
  const found: number[] = []
  for (let i = pattern; i < tree.nexts[pattern]!; i++) {
    const type = typeOf(tree, i)
    const isPart = tree.fields[i] === tree.fieldIds.get('type') || tree.fields[i] === tree.fieldIds.get('condition')
    if (i !== pattern && (isPart || type === 'scoped_identifier')) i = tree.nexts[i]! - 1
    else if (/^(?:shorthand_field_)?identifier$/.test(type) && /^[\p{Ll}_]/u.test(textOf(tree, i))) found.push(i)
  }
  return found
}

/** Where a path starts: in a module that stands in a file, `super` is the file's own module. */
function rootOf(tree: FlatTree, row: number, written: string): string {
  let module = written
  for (let at = tree.parents[row]!; at > 0; at = tree.parents[at]!) {
    if (typeOf(tree, at) === 'mod_item' && /^super\b/.test(module)) module = `self${module.slice('super'.length)}`
  }
  return module.replace(/^self::super\b/, 'super')
}

/** `crate::a::f`: what is named from a root of modules on needs nothing of what is around. */
function fromRoot(tree: FlatTree, row: number): Bound[] {
  const prefix = childInField(tree, row, 'path')
  if (prefix < 0 || isInUse(tree, row)) return []
  const module = textOf(tree, prefix).replace(/\s+/g, '')
  if (!/^(?:crate|self|super)(?:::\w+)*$/.test(module)) return []
  const name = childInField(tree, row, 'name')
  return [
    { name, kind: 'variable', scope: 'none', from: { module: rootOf(tree, row, module), name: textOf(tree, name) } },
  ]
}

function isInUse(tree: FlatTree, row: number): boolean {
  let at = row
  while (/^scoped_|^use_(?!declaration)/.test(typeOf(tree, at))) at = tree.parents[at]!
  return typeOf(tree, at) === 'use_declaration'
}

function usedNames(tree: FlatTree, use: number, prefix: string): Bound[] {
  if (use < 0) return []
  const root = (module: string) => rootOf(tree, use, module)
  switch (typeOf(tree, use)) {
    case 'identifier':
      return [imported(tree, use, prefix)]
    case 'self': {
      const last = prefix.split('::').at(-1)!
      return [{ name: use, as: last, kind: 'import', from: { module: root(prefix), name: null } }]
    }
    case 'scoped_identifier': {
      const inner = childInField(tree, use, 'path')
      const module = join(prefix, inner < 0 ? '' : textOf(tree, inner))
      return [...pathNames(tree, inner, prefix), imported(tree, childInField(tree, use, 'name'), module)]
    }
    case 'use_as_clause': {
      const written = usedNames(tree, childInField(tree, use, 'path'), prefix)
      const alias = childInField(tree, use, 'alias')
      const last = written.at(-1)
      if (!last) return []
      return [...written.map((bound): Bound => ({ ...bound, scope: 'none' })), { ...last, name: alias, scope: 'here' }]
    }
    case 'use_list':
      return namedChildren(tree, use).flatMap((child) => usedNames(tree, child, prefix))
    case 'scoped_use_list': {
      const inner = childInField(tree, use, 'path')
      const module = join(prefix, inner < 0 ? '' : textOf(tree, inner))
      return [...pathNames(tree, inner, prefix), ...usedNames(tree, childInField(tree, use, 'list'), module)]
    }
    case 'use_wildcard':
      return pathNames(tree, namedChildren(tree, use)[0] ?? -1, prefix)
    default:
      return []
  }
}

function imported(tree: FlatTree, name: number, module: string): Bound {
  const text = textOf(tree, name)
  if (module === '') return { name, kind: 'import', from: { module: text, name: null } }
  return { name, kind: 'import', from: { module: rootOf(tree, name, module), name: text } }
}

/** Each part of a path that leads to what is used. */
function pathNames(tree: FlatTree, row: number, prefix: string): Bound[] {
  if (row < 0) return []
  if (typeOf(tree, row) === 'identifier') return [{ ...imported(tree, row, prefix), scope: 'none' }]
  if (typeOf(tree, row) !== 'scoped_identifier') return []
  return usedNames(tree, row, prefix).map((bound) => ({ ...bound, scope: 'none' }))
}

function join(prefix: string, path: string): string {
  return prefix === '' ? path : path === '' ? prefix : `${prefix}::${path}`
}
