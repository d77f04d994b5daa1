import type { LanguageDefinition } from '@tlc/analyzers/define-language'
import { readWasm } from '@tlc/analyzers/grammars'
import { addressOf, type Binding, startTreeSitter } from '@tlc/analyzers/syntax/binding'
import { type Columns, makeColumns, type Walk } from '@tlc/analyzers/syntax/columns'
import { type Grammar, loadGrammar } from '@tlc/analyzers/syntax/grammar'
import { Parser, type Tree } from 'web-tree-sitter'

export const binding: Binding = await startTreeSitter(() => readWasm('web-tree-sitter.wasm'))
export const parser = new Parser()

/** A grammar whose language the parser then has. */
export async function grammarOf(definition: LanguageDefinition): Promise<Grammar> {
  const grammar = await loadGrammar(definition, await readWasm(definition.grammar))
  parser.setLanguage(grammar.language)
  return grammar
}

export function withTree<T>(source: string, use: (tree: Tree) => T): T {
  const tree = parser.parse(source)!
  try {
    return use(tree)
  } finally {
    tree.delete()
  }
}

/** The columns that a walk writes, cut to the rows of the tree. They start short, so that they have to grow. */
export function rowsOf(walk: Walk, tree: Tree, source: string): Columns {
  const columns = makeColumns(16)
  const count = walk(addressOf(tree), source, columns)
  return {
    types: columns.types.slice(0, count),
    fields: columns.fields.slice(0, count),
    starts: columns.starts.slice(0, count),
    ends: columns.ends.slice(0, count),
    parents: columns.parents.slice(0, count),
    nexts: columns.nexts.slice(0, count),
  }
}

/** The first column and row in which two walks differ, with what each has there; null when they agree. */
export function difference(expected: Columns, got: Columns): string | null {
  for (const column of Object.keys(expected) as (keyof Columns)[]) {
    const rows = Math.max(expected[column].length, got[column].length)
    for (let row = 0; row < rows; row++) {
      const [a, b] = [expected[column][row], got[column][row]]
      if (a !== b) return `${column}[${row}] is ${a} by the cursor and ${b} in memory`
    }
  }
  return null
}
