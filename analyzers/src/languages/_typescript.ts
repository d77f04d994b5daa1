import type { LanguageDefinition } from '../define-language.ts'
import { childrenInField, typeOf } from '../syntax/flat-tree.ts'
import { ecmascript } from './_ecmascript.ts'
import { typescriptBindings } from './_typescript-bindings.ts'

/** What TypeScript and TSX have in common. */
export const typescript = {
  ...ecmascript,
  identifiers: [...ecmascript.identifiers, 'type_identifier'],
  definitions: {
    ...ecmascript.definitions,
    abstract_class_declaration: { kind: 'class' },
    interface_declaration: { kind: 'interface' },
    type_alias_declaration: { kind: 'type' },
    enum_declaration: { kind: 'enum' },
    enum_body: { kind: 'enum-member', each: true, name: (tree, row) => childrenInField(tree, row, 'name') },
    enum_assignment: { kind: 'enum-member' },
    internal_module: { kind: 'namespace' },
    module: { kind: 'module' },
    function_signature: { kind: 'function' },
    method_signature: { kind: 'method' },
    abstract_method_signature: { kind: 'method' },
    property_signature: {
      kind: 'property',
      local: null,
      // Only an interface's: an object type written in place has no name for its properties to belong to.
      name: (tree, row) =>
        typeOf(tree, tree.parents[row]!) === 'interface_body' ? childrenInField(tree, row, 'name') : [],
    },
    public_field_definition: { kind: 'property' },
  },
  rules: {
    ...ecmascript.rules,
    assignments: { ...ecmascript.rules.assignments, public_field_definition: { name: 'name', value: 'value' } },
  },
  bindings: typescriptBindings,
  definitionWrappers: [...ecmascript.definitionWrappers, 'ambient_declaration'],
  highlight: { ...ecmascript.highlight, types: ['type_identifier', 'predefined_type'] },
} satisfies Partial<LanguageDefinition>
