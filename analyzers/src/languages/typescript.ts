import { defineLanguage } from '../define-language.ts'
import { typescript } from './_typescript.ts'

export default defineLanguage({
  ...typescript,
  id: 'typescript',
  title: 'TypeScript',
  extensions: ['.ts', '.mts', '.cts'],
  grammar: 'tree-sitter-typescript/tree-sitter-typescript.wasm',
})
