import { type ParseOptions, Parser } from 'web-tree-sitter'
import { addressOf, type Binding } from './binding.ts'
import { chooseWalk } from './choose-walk.ts'
import { makeColumns, type Walk } from './columns.ts'
import { countErrors } from './cursor-walk.ts'
import type { FlatTree } from './flat-tree.ts'
import type { Grammar } from './grammar.ts'

export interface ParsedFile {
  tree: FlatTree
  grammar: Grammar
  /** Nodes that the grammar could not place, and tokens that it had to invent. */
  syntaxErrors: number
}

/** A file that takes longer is given up. A megabyte takes half a second; only text that no parser likes takes longer. */
export const MAX_PARSE_MS = 5000
/** Shorter files never take long, and are spared the questions whether to go on. */
const QUICK_LENGTH = 16_384

/** Parses one file after the other into the same columns; what `parse` returned is valid until the next call. */
export function createFlatParser(binding: Binding) {
  const parser = new Parser()
  const columns = makeColumns(1 << 16)
  const walks = new Map<Grammar, Walk>()

  /** Null when the parser gave up. `lineStarts` are those of `source`. */
  function parse(grammar: Grammar, source: string, lineStarts: Uint32Array, lineCount: number): ParsedFile | null {
    parser.setLanguage(grammar.language)
    const walk = walkFor(grammar)
    const tree = parser.parse(source, null, source.length > QUICK_LENGTH ? giveUpAfter(MAX_PARSE_MS) : undefined)
    if (!tree) {
      parser.reset()
      return null
    }
    try {
      const count = walk(addressOf(tree), source, columns)
      const syntaxErrors = tree.rootNode.hasError ? countErrors(binding, addressOf(tree)) : 0
      const { names, named, fieldIds } = grammar
      return {
        tree: { source, count, ...columns, lineStarts, lineCount, names, named, fieldIds },
        grammar,
        syntaxErrors,
      }
    } finally {
      tree.delete()
    }
  }

  function walkFor(grammar: Grammar): Walk {
    let walk = walks.get(grammar)
    if (!walk) {
      walk = chooseWalk(binding, parser, grammar)
      walks.set(grammar, walk)
    }
    return walk
  }

  return { parse, close: () => parser.delete() }
}

// A comment that never ends makes some grammars read to the end of the file again at every character.
function giveUpAfter(ms: number): ParseOptions {
  const end = performance.now() + ms
  return { progressCallback: () => performance.now() > end }
}
