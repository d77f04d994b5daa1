import { languages } from '@tlc/analyzers/languages.generated'
import { addressOf, type Binding } from '@tlc/analyzers/syntax/binding'
import { chooseWalk } from '@tlc/analyzers/syntax/choose-walk'
import { createCursorWalk } from '@tlc/analyzers/syntax/cursor-walk'
import { createMemoryWalk } from '@tlc/analyzers/syntax/memory-walk'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { Parser, Tree } from 'web-tree-sitter'
import { binding, difference, grammarOf, parser, rowsOf, withTree } from '../../helpers/walks.ts'

const test = suite('analyzers/syntax/choose-walk')
const SOURCE = 'def f(a, b=1):\n    return a.b[0]  # one\n'

const python = await grammarOf(languages.find(({ id }) => id === 'python')!)
const language = addressOf(python.language) >>> 2

type Change = (words: Uint32Array, tree: Tree | null) => void

/** The module, its memory seen through `change`, with a parser that it hears of trees from. */
function moduleWith(change: Change) {
  const seen = { cursors: 0, tree: null as Tree | null }
  const changed: Binding = {
    ...binding,
    get HEAPU32() {
      const words = binding.HEAPU32.slice()
      change(words, seen.tree)
      return words
    },
    _ts_tree_cursor_new_wasm(tree) {
      seen.cursors++
      binding._ts_tree_cursor_new_wasm(tree)
    },
  }
  const watched: Parser = Object.create(parser, {
    parse: {
      value: (source: string) => {
        seen.tree = parser.parse(source)
        return seen.tree
      },
    },
  })
  return { changed, watched, seen }
}

function expectCursor(change: Change): void {
  const { changed, watched, seen } = moduleWith(change)
  parser.setLanguage(python.language)
  const walk = chooseWalk(changed, watched, python)
  seen.cursors = 0
  withTree(SOURCE, (tree) => {
    const got = rowsOf(walk, tree, SOURCE)
    assert.is(seen.cursors, 1)
    assert.is(difference(rowsOf(createCursorWalk(binding, python), tree, SOURCE), got), null)
  })
}

test('every language that is shipped is read from memory, once the cursor has confirmed a sample', async () => {
  for (const definition of languages) {
    const grammar = await grammarOf(definition)
    const { changed, watched, seen } = moduleWith(() => {})
    const walk = chooseWalk(changed, watched, grammar)
    assert.is(seen.cursors, 1, definition.id)
    withTree(SOURCE, (tree) => rowsOf(walk, tree, SOURCE))
    assert.is(seen.cursors, 1, definition.id)
  }
})

test('a language that does not lie where it is expected is walked by the cursor', () => {
  expectCursor((words) => words.fill(0))
  // The version of its layout, and how many productions it has.
  for (const word of [0, 7]) expectCursor((words) => words.fill(0xffff_ffff, language + word, language + word + 1))
})

test('a language whose trees do not lie where they are expected is walked by the cursor', () => {
  const rootOf = (words: Uint32Array, tree: Tree) => words[addressOf(tree) >>> 2]! >>> 2
  // The number of children, and that of children that are seen.
  for (const word of [9, 12]) {
    expectCursor((words, tree) => {
      if (tree) words[rootOf(words, tree) + word]! += 1000
    })
  }
  expectCursor((words, tree) => {
    if (tree) words[addressOf(tree) >>> 2]! |= 1
  })
})

test('a language in which the cursor finds other rows is walked by it', () => {
  // The address of the fields that each production has.
  const shifted: Change = (words) => {
    words[language + 16]! += 4
  }
  const wrong = createMemoryWalk(moduleWith(shifted).changed, python)!
  parser.setLanguage(python.language)
  withTree(SOURCE, (tree) => {
    const expected = rowsOf(createCursorWalk(binding, python), tree, SOURCE)
    assert.is.not(difference(expected, rowsOf(wrong, tree, SOURCE)), null)
  })
  expectCursor(shifted)
})

test.run()
