import type { BindingRules, Bound } from '../define-bindings.ts'
import {
  childInField,
  childOfType,
  childrenInField,
  type FlatTree,
  namedChildren,
  textOf,
  typeOf,
} from '../syntax/flat-tree.ts'
import { pythonNames } from './_python-names.ts'

const PATTERNS =
  /^(?:pattern_list|tuple_pattern|list_pattern|list_splat_pattern|tuple|list|parenthesized_expression|as_pattern_target)$/

/** Names of Python: a function is a scope as a whole, a class is none for its methods. */
export const pythonBindings: BindingRules = {
  scopes: {
    function_definition: 'function',
    lambda: 'function',
    class_definition: 'class',
    list_comprehension: 'block',
    set_comprehension: 'block',
    dictionary_comprehension: 'block',
    generator_expression: 'block',
  },
  binds: {
    function_definition: (tree, row) => [
      {
        name: childInField(tree, row, 'name'),
        kind: isProperty(tree, row) ? 'member' : 'function',
        type: childInField(tree, row, 'return_type'),
      },
    ],
    class_definition: (tree, row) => [{ name: childInField(tree, row, 'name'), kind: 'class' }],
    parameters: (tree, row) => parameters(tree, row, receiverKind(tree, row)),
    lambda_parameters: (tree, row) => parameters(tree, row, 'parameter'),
    assignment: (tree, row) => assigned(tree, row, 'right'),
    augmented_assignment: (tree, row) => assigned(tree, row, 'right').map(({ value: _, ...bound }) => bound),
    named_expression: (tree, row) => [
      {
        name: childInField(tree, row, 'name'),
        kind: 'variable',
        scope: 'function',
        value: childInField(tree, row, 'value'),
      },
    ],
    for_statement: (tree, row) => targets(tree, childInField(tree, row, 'left'), 'function'),
    for_in_clause: (tree, row) => targets(tree, childInField(tree, row, 'left'), 'here'),
    as_pattern: (tree, row) => {
      const alias = childInField(tree, row, 'alias')
      const value = namedChildren(tree, row)[0] ?? -1
      if (alias >= 0)
        return targets(tree, alias, 'function').map((bound, _, all) => (all.length === 1 ? { ...bound, value } : bound))
      return variables(namedChildren(tree, row).filter((child) => typeOf(tree, child) === 'identifier'))
    },
    case_pattern: (tree, row) => {
      const name = childOfType(tree, row, 'dotted_name')
      const parts = name < 0 ? [] : namedChildren(tree, name)
      return variables(parts.length === 1 && textOf(tree, name) !== '_' ? parts : [])
    },
    splat_pattern: (tree, row) => variables(namedChildren(tree, row)),
    type_alias_statement: (tree, row) => {
      const name = childInField(tree, row, 'left')
      return name < 0 ? [] : [{ name: firstName(tree, name), kind: 'variable' }]
    },
    import_statement: plainImports,
    import_from_statement: importsFrom,
    global_statement: (tree, row) =>
      namedChildren(tree, row).map((name) => ({ name, kind: 'variable', scope: 'global' })),
    nonlocal_statement: (tree, row) =>
      namedChildren(tree, row).map((name) => ({ name, kind: 'variable', scope: 'nonlocal' })),
  },
  bases: {
    class_definition: (tree, row) => {
      const list = childInField(tree, row, 'superclasses')
      return list < 0 ? [] : namedChildren(tree, list).filter((child) => typeOf(tree, child) !== 'keyword_argument')
    },
  },
  members: { attribute: { object: 'object', name: 'attribute' } },
  argumentNames: { keyword_argument: 'name' },
  baseCall: 'super',
  wrappers: {
    parenthesized_expression: '',
    await: '',
    type: '',
    as_pattern_target: '',
    relative_import: '',
    generic_type: optionalType,
    binary_operator: 'left',
    boolean_operator: 'left',
    union_type: '',
  },
  outside: {
    default_parameter: ['value'],
    typed_default_parameter: ['value', 'type'],
    typed_parameter: ['type'],
    function_definition: ['return_type'],
    class_definition: ['superclasses'],
    for_in_clause: ['right'],
  },
  membersInScope: 'body',
  rebinds: {
    blocks: ['block'],
    always: ['with_statement', 'function_definition', 'class_definition'],
    clauses: ['elif_clause', 'else_clause', 'except_clause', 'finally_clause', 'case_clause'],
  },
  importsAll: {
    import_from_statement: (tree, row) =>
      childOfType(tree, row, 'wildcard_import') < 0 ? [] : [textOf(tree, childInField(tree, row, 'module_name'))],
  },
  wellKnown: pythonNames,
  constructors: ['__init__', '__new__'],
  modules: {
    separator: /\./,
    relative: 'dots',
    index: ['__init__'],
    notRoot: '__init__',
  },
}

function variables(names: number[]): Bound[] {
  return names.map((name) => ({ name, kind: 'variable', scope: 'function' }))
}

/** Names of a target, those in patterns too; an attribute of the object of a method belongs to its class. */
function targets(tree: FlatTree, row: number, scope: 'function' | 'here'): Bound[] {
  if (row < 0) return []
  const type = typeOf(tree, row)
  if (type === 'identifier') return [{ name: row, kind: 'variable', scope }]
  if (type === 'attribute') return ownAttribute(tree, row)
  return PATTERNS.test(type) ? namedChildren(tree, row).flatMap((child) => targets(tree, child, scope)) : []
}

function assigned(tree: FlatTree, row: number, field: string): Bound[] {
  const value = childInField(tree, row, field)
  const type = childInField(tree, row, 'type')
  const found = targets(tree, childInField(tree, row, 'left'), 'function')
  return found.length === 1 ? found.map((bound) => ({ ...bound, value, type })) : found
}

/** `self.name`, where `self` is the first parameter of the method around. */
function ownAttribute(tree: FlatTree, row: number): Bound[] {
  const object = childInField(tree, row, 'object')
  if (typeOf(tree, object) !== 'identifier') return []
  const text = textOf(tree, object)
  for (let at = tree.parents[row]!; at > 0; at = tree.parents[at]!) {
    if (typeOf(tree, at) !== 'function_definition') continue
    const list = childInField(tree, at, 'parameters')
    if (list < 0 || receiverKind(tree, list) === 'parameter') continue
    const [first] = namedChildren(tree, list)
    if (first === undefined || textOf(tree, first) !== text) continue
    return [{ name: childInField(tree, row, 'attribute'), kind: 'member', scope: 'members' }]
  }
  return []
}

/** What the first parameter of a function is: it depends on whether that is a method. */
function receiverKind(tree: FlatTree, list: number): 'self' | 'self-class' | 'parameter' {
  const fn = tree.parents[list]!
  const isDecorated = typeOf(tree, tree.parents[fn]!) === 'decorated_definition'
  const block = tree.parents[isDecorated ? tree.parents[fn]! : fn]!
  if (typeOf(tree, tree.parents[block]!) !== 'class_definition') return 'parameter'
  const decorators = decoratorsOf(tree, fn)
  if (decorators.includes('staticmethod')) return 'parameter'
  const name = textOf(tree, childInField(tree, fn, 'name'))
  const ofClass = decorators.includes('classmethod') || /^__(?:new|init_subclass|class_getitem)__$/.test(name)
  return ofClass ? 'self-class' : 'self'
}

function decoratorsOf(tree: FlatTree, fn: number): string[] {
  const around = tree.parents[fn]!
  if (typeOf(tree, around) !== 'decorated_definition') return []
  return namedChildren(tree, around)
    .filter((child) => typeOf(tree, child) === 'decorator')
    .map((child) => textOf(tree, child).slice(1).trim())
}

function isProperty(tree: FlatTree, fn: number): boolean {
  return decoratorsOf(tree, fn).some((name) => /property$|\.(?:setter|getter|deleter)$/.test(name))
}

function parameters(tree: FlatTree, list: number, first: 'self' | 'self-class' | 'parameter'): Bound[] {
  return namedChildren(tree, list).flatMap((child, i): Bound[] => {
    const kind = i === 0 ? first : 'parameter'
    switch (typeOf(tree, child)) {
      case 'identifier':
        return [{ name: child, kind }]
      case 'default_parameter':
        return [{ name: childInField(tree, child, 'name'), kind, value: childInField(tree, child, 'value') }]
      case 'typed_default_parameter':
        return [{ name: childInField(tree, child, 'name'), kind, type: childInField(tree, child, 'type') }]
      case 'typed_parameter':
        return [{ name: firstName(tree, child), kind, type: childInField(tree, child, 'type') }]
      case 'list_splat_pattern':
      case 'dictionary_splat_pattern':
        return [{ name: firstName(tree, child), kind: 'parameter' }]
      default:
        return []
    }
  })
}

function firstName(tree: FlatTree, row: number): number {
  for (let i = row; i < tree.nexts[row]!; i++) if (typeOf(tree, i) === 'identifier') return i
  return -1
}

/** `Foo` of `Optional[Foo]` and `Type[Foo]`; of any other what stands before the brackets. */
function optionalType(tree: FlatTree, row: number): number {
  const [name = -1, list = -1] = namedChildren(tree, row)
  if (list < 0 || !/^(?:Optional|Annotated|Final|ClassVar)$/.test(textOf(tree, name))) return name
  return namedChildren(tree, list)[0] ?? name
}

/** Each part of a dotted name is the module that ends with it. */
function moduleParts(tree: FlatTree, dotted: number, prefix = ''): Bound[] {
  let module = prefix
  return namedChildren(tree, dotted).map((name): Bound => {
    module += (module === '' || module.endsWith('.') ? '' : '.') + textOf(tree, name)
    return { name, kind: 'import', scope: 'none', from: { module, name: null } }
  })
}

function plainImports(tree: FlatTree, row: number): Bound[] {
  return childrenInField(tree, row, 'name').flatMap((child): Bound[] => {
    if (typeOf(tree, child) !== 'aliased_import') {
      return moduleParts(tree, child).map((bound, i) => (i === 0 ? { ...bound, scope: 'function' } : bound))
    }
    const name = childInField(tree, child, 'name')
    const from = { module: textOf(tree, name), name: null }
    const alias: Bound = { name: childInField(tree, child, 'alias'), kind: 'import', scope: 'function', from }
    return [...moduleParts(tree, name), alias]
  })
}

function importsFrom(tree: FlatTree, row: number): Bound[] {
  const source = childInField(tree, row, 'module_name')
  if (source < 0) return []
  const module = textOf(tree, source)
  const dots = /^\.*/.exec(module)![0]
  const dotted = typeOf(tree, source) === 'dotted_name' ? source : childOfType(tree, source, 'dotted_name')
  const names = childrenInField(tree, row, 'name').flatMap((child): Bound[] => {
    const aliased = typeOf(tree, child) === 'aliased_import'
    const written = aliased ? childInField(tree, child, 'name') : child
    const from = { module, name: textOf(tree, written) }
    const [name = -1] = namedChildren(tree, written)
    if (!aliased) return [{ name, kind: 'import', scope: 'function', from }]
    const alias = childInField(tree, child, 'alias')
    return [
      { name, kind: 'import', scope: 'none', from },
      { name: alias, kind: 'import', scope: 'function', from },
    ]
  })
  return [...(dotted < 0 ? [] : moduleParts(tree, dotted, dots)), ...names]
}
