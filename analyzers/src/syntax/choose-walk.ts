import type { Parser } from 'web-tree-sitter'
import { addressOf, type Binding } from './binding.ts'
import { type Columns, makeColumns, type Walk } from './columns.ts'
import { createCursorWalk } from './cursor-walk.ts'
import type { Grammar } from './grammar.ts'
import { createMemoryWalk, hasReadableRoot } from './memory-walk.ts'

/** Short, as the first file of a language waits for it; with fields, errors, and short and long tokens in every grammar. */
const SAMPLE = `<?php f(a, "\u00e9", -1, "${'-'.repeat(150)}");\n\n\ng(b.c) } // end\n`

/**
 * The walk through memory when it reads in a sample what the cursor tells; else, as in a build of tree-sitter that lays
 * out its memory in another way, the cursor. `parser` has the language of the grammar.
 */
export function chooseWalk(binding: Binding, parser: Parser, grammar: Grammar): Walk {
  const cursorWalk = createCursorWalk(binding, grammar)
  const memoryWalk = createMemoryWalk(binding, grammar)
  const tree = memoryWalk && parser.parse(SAMPLE)
  if (!tree) return cursorWalk
  try {
    if (!hasReadableRoot(binding, tree)) return cursorWalk
    const expected = makeColumns(256)
    const got = makeColumns(256)
    const address = addressOf(tree)
    const count = cursorWalk(address, SAMPLE, expected)
    return memoryWalk(address, SAMPLE, got) === count && agree(expected, got, count) ? memoryWalk : cursorWalk
  } finally {
    tree.delete()
  }
}

function agree(expected: Columns, got: Columns, count: number): boolean {
  for (const column of Object.keys(expected) as (keyof Columns)[]) {
    for (let row = 0; row < count; row++) if (expected[column][row] !== got[column][row]) return false
  }
  return true
}
