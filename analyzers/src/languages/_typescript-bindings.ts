import type { Binder, BindingRules, Bound } from '../define-bindings.ts'
import {
  childInField,
  childOfType,
  childrenInField,
  type FlatTree,
  namedChildren,
  typeOf,
} from '../syntax/flat-tree.ts'
import { clauseTypes, ecmascriptBindings } from './_ecmascript-bindings.ts'

const { scopes, binds, bases = {}, members, wrappers } = ecmascriptBindings

const type: Binder = (tree, row) => [{ name: childInField(tree, row, 'name'), kind: 'class' }]
const space: Binder = (tree, row) => {
  const name = childInField(tree, row, 'name')
  const outer = name >= 0 && typeOf(tree, name) === 'nested_identifier' ? childInField(tree, name, 'object') : name
  return [{ name: outer >= 0 && /identifier$/.test(typeOf(tree, outer)) ? outer : -1, kind: 'namespace' }]
}
const signature: Binder = (tree, row) => [
  { name: memberName(tree, row), kind: 'function', type: childInField(tree, row, 'return_type') },
]
const property: Binder = (tree, row) => [
  {
    name: memberName(tree, row),
    kind: 'member',
    type: childInField(tree, row, 'type'),
    value: childInField(tree, row, 'value'),
  },
]

/** Names of TypeScript and TSX: those of JavaScript and those of types. */
export const typescriptBindings: BindingRules = {
  ...ecmascriptBindings,
  scopes: {
    ...scopes,
    abstract_class_declaration: 'class',
    interface_declaration: 'class',
    type_alias_declaration: 'class',
    object_type: 'class',
    enum_declaration: 'class',
    internal_module: 'class',
    module: 'class',
    function_signature: 'function',
    method_signature: 'function',
    abstract_method_signature: 'function',
    call_signature: 'function',
    construct_signature: 'function',
    function_type: 'function',
    constructor_type: 'function',
    index_signature: 'block',
  },
  binds: {
    ...binds,
    // A member has to be declared before it can be assigned.
    assignment_expression: () => [],
    abstract_class_declaration: type,
    interface_declaration: type,
    type_alias_declaration: type,
    enum_declaration: space,
    internal_module: space,
    module: space,
    enum_body: (tree, row) => childrenInField(tree, row, 'name').map((name) => ({ name, kind: 'member' })),
    enum_assignment: property,
    function_type: functionType,
    function_signature: signature,
    method_signature: signature,
    abstract_method_signature: signature,
    property_signature: property,
    public_field_definition: property,
    type_parameter: (tree, row) => [{ name: childInField(tree, row, 'name'), kind: 'parameter' }],
    mapped_type_clause: (tree, row) => [{ name: childInField(tree, row, 'name'), kind: 'parameter' }],
    infer_type: (tree, row) => [{ name: namedChildren(tree, row)[0] ?? -1, kind: 'parameter', scope: 'function' }],
    index_signature: (tree, row) => [{ name: childInField(tree, row, 'name'), kind: 'parameter', scope: 'inside' }],
    required_parameter: propertyParameter,
    optional_parameter: propertyParameter,
  },
  bases: {
    ...bases,
    abstract_class_declaration: bases.class_declaration!,
    interface_declaration: (tree, row) => {
      const clause = childOfType(tree, row, 'extends_type_clause')
      return clause < 0 ? [] : clauseTypes(tree, clause)
    },
    // What an alias has is what it stands for has.
    type_alias_declaration: (tree, row) => {
      const value = childInField(tree, row, 'value')
      return value >= 0 && typeOf(tree, value) === 'intersection_type' ? namedChildren(tree, value) : [value]
    },
  },
  members: {
    ...members,
    nested_type_identifier: { object: 'module', name: 'name' },
    nested_identifier: { object: 'object', name: 'property' },
  },
  keys: { pair: 'key', pair_pattern: 'key' },
  self: ['this', 'this_type'],
  wrappers: {
    ...wrappers,
    type_annotation: '',
    parenthesized_type: '',
    union_type: '',
    readonly_type: '',
    non_null_expression: '',
    satisfies_expression: '',
    generic_type: 'name',
  },
}

/** A type that is a function is one without a name. */
function functionType(tree: FlatTree, row: number): Bound[] {
  const name = childInField(tree, row, 'parameters')
  return [{ name, as: '', kind: 'function', scope: 'none', type: childInField(tree, row, 'return_type') }]
}

function memberName(tree: FlatTree, row: number): number {
  const name = childInField(tree, row, 'name')
  return name >= 0 && /identifier$/.test(typeOf(tree, name)) ? name : -1
}

/** `constructor(private readonly store: Store)` makes a member, besides the parameter. */
function propertyParameter(tree: FlatTree, row: number): Bound[] {
  const name = childInField(tree, row, 'pattern')
  const own = childOfType(tree, row, 'accessibility_modifier') >= 0 || childOfType(tree, row, 'readonly') >= 0
  if (!own || name < 0 || typeOf(tree, name) !== 'identifier') return []
  return [{ name, kind: 'member', scope: 'members', type: childInField(tree, row, 'type') }]
}
