import { defineLanguage } from '../define-language.ts'
import { ecmascript } from './_ecmascript.ts'

export default defineLanguage({
  ...ecmascript,
  id: 'javascript',
  title: 'JavaScript',
  extensions: ['.js', '.mjs', '.cjs', '.jsx', '.es6'],
  fileNames: ['Jakefile'],
  grammar: 'tree-sitter-javascript/tree-sitter-javascript.wasm',
  definitions: {
    ...ecmascript.definitions,
    field_definition: { kind: 'property', name: 'property' },
  },
  rules: {
    ...ecmascript.rules,
    assignments: { ...ecmascript.rules.assignments, field_definition: { name: 'property', value: 'value' } },
  },
  highlight: {
    ...ecmascript.highlight,
    tags: ['jsx_opening_element', 'jsx_closing_element', 'jsx_self_closing_element'],
  },
})
