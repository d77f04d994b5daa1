import { defineLanguage } from '../define-language.ts'
import { typescript } from './_typescript.ts'

export default defineLanguage({
  ...typescript,
  id: 'tsx',
  title: 'TSX',
  extensions: ['.tsx'],
  interpreters: [],
  grammar: 'tree-sitter-typescript/tree-sitter-tsx.wasm',
  highlight: {
    ...typescript.highlight,
    tags: ['jsx_opening_element', 'jsx_closing_element', 'jsx_self_closing_element'],
  },
})
