import { CALLED, OWN, VARIABLE } from '../bindings.ts'
import type { Binder, BindingRules, Bound } from '../define-bindings.ts'
import {
  childInField,
  childOfType,
  childrenInField,
  type FlatTree,
  namedChildren,
  textOf,
  typeOf,
} from '../syntax/flat-tree.ts'
import { rubyNames } from './_ruby-names.ts'

const CLASSES = /^(?:class|module|singleton_class)$/
const TARGETS = /^(?:left_assignment_list|destructured_left_assignment|rest_assignment|exception_variable)$/
const PATTERNS = /_pattern$|^splat_parameter$|^(?:in_clause|case_match|match_pattern|test_pattern)$/

const parameters: Binder = (tree, row) =>
  namedChildren(tree, row).flatMap((child): Bound[] => {
    const name = typeOf(tree, child) === 'identifier' ? child : childInField(tree, child, 'name')
    if (name < 0) return []
    return [{ name, kind: 'parameter', value: childInField(tree, child, 'value'), fresh: true }]
  })

/** Names of Ruby: variables belong to a method and its blocks, constants to what is around, all else to the receiver's class. */
export const rubyBindings: BindingRules = {
  scopes: {
    class: 'class',
    module: 'class',
    singleton_class: (tree, row) => (isOfSelf(tree, row) ? null : 'class'),
    method: 'closed',
    singleton_method: 'closed',
    block: blockScope,
    do_block: blockScope,
    lambda: 'block',
  },
  binds: {
    class: openedClass,
    module: openedClass,
    method: (tree, row) => method(tree, row, childInField(tree, row, 'name')),
    singleton_method: singletonMethod,
    alias: (tree, row) => method(tree, row, childInField(tree, row, 'name')),
    method_parameters: parameters,
    block_parameters: (tree, row) => [
      ...parameters(tree, row),
      ...childrenInField(tree, row, 'locals').map((name): Bound => ({ name, kind: 'variable', fresh: true })),
    ],
    lambda_parameters: parameters,
    destructured_parameter: parameters,
    assignment: (tree, row) => {
      const found = targets(tree, childInField(tree, row, 'left'))
      const value = childInField(tree, row, 'right')
      return found.length === 1 ? found.map((bound) => ({ ...bound, value })) : found
    },
    operator_assignment: (tree, row) =>
      targets(tree, childInField(tree, row, 'left')).map((bound) => ({
        ...bound,
        value: childInField(tree, row, 'right'),
      })),
    for: (tree, row) => targets(tree, childInField(tree, row, 'pattern')),
    exception_variable: targets,
    in_clause: (tree, row) => captured(tree, childInField(tree, row, 'pattern')),
    match_pattern: (tree, row) => captured(tree, childInField(tree, row, 'pattern')),
    test_pattern: (tree, row) => captured(tree, childInField(tree, row, 'pattern')),
    call: attributes,
  },
  bases: { class: heritage, module: heritage },
  members: {
    call: { object: 'receiver', name: 'method' },
    scope_resolution: { object: 'scope', name: 'name' },
  },
  argumentNames: { pair: 'key' },
  self: ['self'],
  isOfClass,
  wrappers: { parenthesized_statements: '', superclass: '' },
  outside: { class: ['superclass'] },
  sequential: true,
  membersInScope: /^\p{Lu}/u,
  bareCalls: true,
  maker: 'new',
  passes: new Set(['class', 'itself', 'freeze', 'dup', 'clone', 'tap']),
  rebinds: {
    blocks: ['then', 'else', 'do', 'block_body', 'body_statement', 'if_modifier', 'unless_modifier', 'rescue_modifier'],
    always: ['method', 'singleton_method', 'class', 'module', 'singleton_class', 'begin'],
    clauses: ['elsif', 'when', 'in_clause', 'rescue'],
  },
  boundNames: ['simple_symbol'],
  sigil: markOf,
  importsAll: { call: required },
  overloads: true,
  scattered: true,
  reopens: true,
  constructors: [`${CALLED}initialize`],
  wellKnown: rubyNames,
  modules: {
    separator: /\//,
    relative: 'require',
    roots: /(?:^|\/)(?:lib|test|tests|spec|ext|app\/\w+)$|^$/,
    shared: true,
  },
}

/** Variables and methods may be called alike, and so may variables of a class and of its objects. */
function markOf(tree: FlatTree, row: number): string {
  const around = typeOf(tree, tree.parents[row]!)
  const field = tree.fields[row]
  switch (typeOf(tree, row)) {
    case 'identifier':
    case 'constant': {
      const isMethod =
        (around === 'call' && field === tree.fieldIds.get('method')) ||
        (/^(?:singleton_)?method$/.test(around) && field === tree.fieldIds.get('name')) ||
        /^(?:setter|alias|undef)$/.test(around)
      if (isMethod) return CALLED
      return typeOf(tree, row) === 'identifier' ? VARIABLE : ''
    }
    case 'hash_key_symbol':
      return VARIABLE
    case 'instance_variable':
      return isOfClass(tree, row) ? OWN : ''
    default:
      return ''
  }
}

/** Whether `self` is the class there: in its body, in a method of its own. What runs a block is not known. */
function isOfClass(tree: FlatTree, row: number): boolean {
  let inMethod = false
  for (let at = tree.parents[row]!; at > 0; at = tree.parents[at]!) {
    const type = typeOf(tree, at)
    if (type === 'singleton_method') return true
    if (type === 'singleton_class') return inMethod
    if (type === 'method') inMethod = true
    else if (CLASSES.test(type)) return !inMethod
    else if (!inMethod && /^(?:do_)?block$/.test(type)) return false
  }
  return false
}

function isOfSelf(tree: FlatTree, row: number): boolean {
  const value = childInField(tree, row, 'value')
  return value >= 0 && typeOf(tree, value) === 'self'
}

/** `Class.new do … end` is the body of a class. */
function blockScope(tree: FlatTree, row: number): 'class' | 'block' {
  const call = tree.parents[row]!
  if (typeOf(tree, call) !== 'call') return 'block'
  const receiver = childInField(tree, call, 'receiver')
  const name = childInField(tree, call, 'method')
  const makes = receiver >= 0 && name >= 0 && textOf(tree, name) === 'new'
  return makes && /^(?:::)?(?:Class|Module|Struct)$/.test(textOf(tree, receiver)) ? 'class' : 'block'
}

/** `class Net::Server` is a member of `Net`, wherever that is. */
function openedClass(tree: FlatTree, row: number): Bound[] {
  const name = childInField(tree, row, 'name')
  if (name < 0 || typeOf(tree, name) !== 'scope_resolution') return [{ name, kind: 'class', scope: 'function' }]
  const owner = childInField(tree, name, 'scope')
  const last = childInField(tree, name, 'name')
  return [
    owner < 0 ? { name: last, kind: 'class', scope: 'file' } : { name: last, kind: 'class', scope: 'none', owner },
  ]
}

function method(tree: FlatTree, row: number, written: number): Bound[] {
  if (written < 0) return []
  const name = typeOf(tree, written) === 'setter' ? childInField(tree, written, 'name') : written
  const as = CALLED + textOf(tree, name).replace(/^:/, '')
  return [{ name, as, kind: 'function', own: isOwn(tree, row), scope: isInClass(tree, row) ? 'members' : 'file' }]
}

function singletonMethod(tree: FlatTree, row: number): Bound[] {
  const object = childInField(tree, row, 'object')
  const [bound] = method(tree, row, childInField(tree, row, 'name'))
  if (!bound || object < 0) return []
  if (typeOf(tree, object) === 'self') return [bound]
  return typeOf(tree, object) === 'constant' ? [{ ...bound, scope: 'none', owner: object }] : []
}

/** Whether what is defined there is a method of the class itself. */
function isOwn(tree: FlatTree, row: number): boolean {
  for (let at = row; at > 0; at = tree.parents[at]!) {
    const type = typeOf(tree, at)
    if (type === 'singleton_method') return true
    if (CLASSES.test(type)) return type === 'singleton_class'
  }
  return false
}

function isInClass(tree: FlatTree, row: number): boolean {
  for (let at = tree.parents[row]!; at > 0; at = tree.parents[at]!) {
    const type = typeOf(tree, at)
    if (CLASSES.test(type) || (/block$/.test(type) && blockScope(tree, at) === 'class')) return true
  }
  return false
}

/** Names of a target. An attribute or an element is none. */
function targets(tree: FlatTree, row: number): Bound[] {
  if (row < 0) return []
  const type = typeOf(tree, row)
  switch (type) {
    case 'identifier':
      return [{ name: row, kind: 'variable', scope: 'known' }]
    case 'constant':
      return [{ name: row, kind: 'variable', scope: 'function' }]
    case 'instance_variable':
    case 'class_variable':
      return [{ name: row, kind: 'member', scope: 'members' }]
    case 'global_variable':
      return [{ name: row, kind: 'variable', scope: 'file' }]
    default:
      return TARGETS.test(type) ? namedChildren(tree, row).flatMap((child) => targets(tree, child)) : []
  }
}

/** Names that a pattern gives to parts of what it matches. */
function captured(tree: FlatTree, pattern: number): Bound[] {
  if (pattern < 0) return []
  const found: Bound[] = []
  for (let i = pattern; i < tree.nexts[pattern]!; i++) {
    const around = typeOf(tree, tree.parents[i]!)
    const isAlone = around === 'keyword_pattern' && childInField(tree, tree.parents[i]!, 'value') < 0
    const isName = typeOf(tree, i) === 'identifier' && PATTERNS.test(around)
    if (isName || (isAlone && typeOf(tree, i) === 'hash_key_symbol')) {
      found.push({ name: i, kind: 'variable', scope: 'known' })
    }
  }
  return found
}

/** Symbols of `attr_reader :name, :size`. */
function attributes(tree: FlatTree, row: number): Bound[] {
  const name = childInField(tree, row, 'method')
  if (name < 0 || !/^attr_(?:reader|writer|accessor)$/.test(textOf(tree, name))) return []
  const list = childInField(tree, row, 'arguments')
  const symbols = list < 0 ? [] : namedChildren(tree, list).filter((child) => typeOf(tree, child) === 'simple_symbol')
  return symbols.flatMap((symbol) => method(tree, row, symbol).map((bound): Bound => ({ ...bound, kind: 'member' })))
}

/** What a class derives from, the nearest first: what is included last comes before, and all before the superclass. */
function heritage(tree: FlatTree, row: number): number[] {
  const body = childInField(tree, row, 'body')
  const mixed = (body < 0 ? [] : namedChildren(tree, body)).flatMap((child) => {
    const name = typeOf(tree, child) === 'call' ? childInField(tree, child, 'method') : -1
    if (name < 0 || !/^(?:include|extend|prepend)$/.test(textOf(tree, name))) return []
    const list = childInField(tree, child, 'arguments')
    return list < 0 ? [] : namedChildren(tree, list)
  })
  const above = childInField(tree, row, 'superclass')
  return [...mixed.reverse(), ...(above < 0 ? [] : [above])]
}

function required(tree: FlatTree, row: number): string[] {
  const name = childInField(tree, row, 'method')
  if (name < 0 || childInField(tree, row, 'receiver') >= 0) return []
  const how = textOf(tree, name)
  if (!/^(?:require|require_relative|load|autoload)$/.test(how)) return []
  const list = childInField(tree, row, 'arguments')
  const file = list < 0 ? -1 : childOfType(tree, list, 'string')
  if (file < 0) return []
  const path = textOf(tree, file).slice(1, -1).replace(/\.rb$/, '')
  if (path === '' || path.includes('#{')) return []
  return [how === 'require_relative' && !path.startsWith('.') ? `./${path}` : path]
}
