import { defineLanguage } from '../define-language.ts'
import { cBindings } from './_c-bindings.ts'
import { cFamily } from './_c-family.ts'

export default defineLanguage({
  ...cFamily,
  id: 'c',
  title: 'C',
  extensions: ['.c', '.h'],
  grammar: 'tree-sitter-c/tree-sitter-c.wasm',
  bindings: cBindings,
})
