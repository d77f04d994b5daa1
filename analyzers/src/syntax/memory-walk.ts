import type { Tree } from 'web-tree-sitter'
import { addressOf, type Binding } from './binding.ts'
import { growColumns, type Walk } from './columns.ts'
import type { Grammar } from './grammar.ts'
import { readTables } from './language-tables.ts'

// Where tree-sitter 0.27 keeps things in 32-bit little-endian memory (lib/src/subtree.h, tree.h), in words of
// 4 bytes. A subtree is two words: a small leaf lies in them, of anything else the first is the address. The subtrees of
// its children lie right in front of what that points to.
const SUBTREE = 2
const HEAP = { padding: 1, size: 4, childCount: 9, symbol: 10, flags: 11, visibleChildCount: 12, production: 16 }
const TREE = { root: 0, language: 2 }
// In the flags of a heap subtree; an inline one has them one bit further left, behind the bit that tells the two apart.
const VISIBLE = 1
const EXTRA = 4
/** Four numbers a level: next child, end of the children, slot, and what the level hands down. */
const FRAME = 4
/** In place of the field that a hidden node hands down to its children: the node is a row of its own. */
const ROW = -1

/**
 * Reads a tree straight out of the module's memory, which costs a quarter of asking a cursor five things about every row.
 * Null when the language does not lie there in the expected layout; that the trees do is for the caller to find out.
 */
export function createMemoryWalk(binding: Binding, grammar: Grammar): Walk | null {
  const tables = readTables(binding, grammar)
  if (!tables) return null
  const { typeOf, slots, width } = tables
  const { leaf, lengths, named, names } = grammar
  const { interpolates } = grammar.definition
  const error = names.length - 1
  const symbolCount = typeOf.length
  let stack = new Int32Array(FRAME * 256)

  return (address, source, columns) => {
    // A new view for each tree, as the memory may have grown.
    const memory = binding.HEAPU32
    let { types, fields, starts, ends, parents, nexts } = columns
    let row = 0
    let parent = 0
    let depth = 0
    // Bytes of UTF-16. The padding of a parent is that of its first child, so this is right at every level.
    let position = 0
    let at = (address >>> 2) + TREE.root
    let end = at + SUBTREE
    let slot = 0
    let handedDown = ROW
    for (;;) {
      while (at === end) {
        if (depth === 0) return row
        if (handedDown === ROW) {
          nexts[parent] = row
          parent = parents[parent]!
        }
        depth -= FRAME
        at = stack[depth]!
        end = stack[depth + 1]!
        slot = stack[depth + 2]!
        handedDown = stack[depth + 3]!
      }
      const head = memory[at]!
      let heap = 0
      let childCount = 0
      let symbol: number
      let flags: number
      let start: number
      let stop: number
      if (head & 1) {
        const sizes = memory[at + 1]!
        symbol = (head >>> 8) & 0xff
        flags = (head >>> 1) & 0x7f
        start = position + ((sizes >>> 16) & 0xff)
        stop = start + (sizes >>> 24)
      } else {
        heap = head >>> 2
        childCount = memory[heap + HEAP.childCount]!
        symbol = memory[heap + HEAP.symbol]! & 0xffff
        flags = memory[heap + HEAP.flags]!
        start = position + memory[heap + HEAP.padding]!
        stop = start + memory[heap + HEAP.size]!
      }
      at += SUBTREE
      let field = 0
      let alias = 0
      if ((flags & EXTRA) === 0) {
        if (slot > 0) {
          const own = slots[slot++]!
          alias = own & 0xffff
          field = own >>> 16
        }
        if (field === 0 && handedDown > 0) field = handedDown
      }
      const isRow = (flags & VISIBLE) !== 0 || alias !== 0
      let descends = childCount > 0
      if (isRow) {
        if (row === types.length) {
          growColumns(columns)
          ;({ types, fields, starts, ends, parents, nexts } = columns)
        }
        if (alias !== 0) symbol = alias
        const type = symbol < symbolCount ? typeOf[symbol]! : error
        const offset = start >>> 1
        const length = lengths[type]!
        types[row] = type
        starts[row] = offset
        ends[row] = length > 0 ? offset + length : stop >>> 1
        fields[row] = named[type] === 1 ? field : 0
        parents[row] = parent
        nexts[row] = row + 1
        const kind = leaf[type]!
        if (kind === 1 || (kind === 2 && !interpolates?.(source, offset))) descends = false
        if (descends) parent = row
        row++
      } else if (descends) descends = memory[heap + HEAP.visibleChildCount]! > 0
      if (!descends) {
        position = stop
        continue
      }
      if (depth === stack.length) {
        const larger = new Int32Array(stack.length * 2)
        larger.set(stack)
        stack = larger
      }
      stack[depth] = at
      stack[depth + 1] = end
      stack[depth + 2] = slot
      stack[depth + 3] = handedDown
      depth += FRAME
      at = heap - childCount * SUBTREE
      end = heap
      slot = (memory[heap + HEAP.production]! >>> 16) * width
      handedDown = isRow ? ROW : field
    }
  }
}

/** Whether the root of a tree lies in memory as it should, going by what the module tells when it is asked. */
export function hasReadableRoot(binding: Binding, tree: Tree): boolean {
  const words = binding.HEAPU32
  const at = addressOf(tree) >>> 2
  const root = words[at + TREE.root]!
  const { startIndex, endIndex, childCount } = tree.rootNode
  const heap = root >>> 2
  return (
    words[at + TREE.language] === addressOf(tree.language) &&
    (root & 3) === 0 &&
    words[heap + HEAP.padding] === 2 * startIndex &&
    words[heap + HEAP.size] === 2 * (endIndex - startIndex) &&
    words[heap + HEAP.visibleChildCount] === childCount &&
    words[heap + HEAP.childCount]! > 0 &&
    words[heap + HEAP.childCount]! <= endIndex
  )
}
