import { addressOf, type Binding } from './binding.ts'
import type { Grammar } from './grammar.ts'

// Where a language of tree-sitter's ABI 14 and 15 keeps its tables (lib/src/parser.h), in words of 4 bytes.
const LANGUAGE = {
  abi: 0,
  symbols: 1,
  aliases: 2,
  states: 5,
  productions: 7,
  fields: 8,
  productionLength: 9,
  fieldSlices: 16,
  fieldEntries: 17,
  publicSymbols: 19,
  aliasSequences: 21,
}

/**
 * What the symbols and productions of a language stand for, as its grammar was compiled. Null when the numbers that lie
 * there are not those that the module tells when it is asked.
 */
export function readTables(binding: Binding, { language, names }: Grammar) {
  const words = binding.HEAPU32
  const at = addressOf(language) >>> 2
  const symbolCount = words[at + LANGUAGE.symbols]! + words[at + LANGUAGE.aliases]!
  const fieldCount = words[at + LANGUAGE.fields]!
  if (
    words[at + LANGUAGE.abi] !== language.abiVersion ||
    words[at + LANGUAGE.states] !== language.stateCount ||
    fieldCount !== language.fieldCount ||
    symbolCount !== language.nodeTypeCount
  ) {
    return null
  }
  const halves = new Uint16Array(words.buffer)
  const publicSymbols = words[at + LANGUAGE.publicSymbols]! >>> 1
  const error = names.length - 1
  const typeOf = halves.slice(publicSymbols, publicSymbols + symbolCount).map((type) => Math.min(type, error))

  const productions = words[at + LANGUAGE.productions]!
  const width = words[at + LANGUAGE.productionLength]! & 0xffff
  if (productions * width > words.length) return null
  const aliases = words[at + LANGUAGE.aliasSequences]! >>> 1
  const fieldSlices = words[at + LANGUAGE.fieldSlices]! >>> 1
  const fieldEntries = words[at + LANGUAGE.fieldEntries]! >>> 1
  // By production and place among the children that are no extras: alias below, field above. Production 0, that of
  // lists of any length, has neither.
  const slots = new Uint32Array(productions * width)
  for (let production = 1; production < productions; production++) {
    const slot = production * width
    for (let i = 0; i < width; i++) slots[slot + i] = halves[aliases + slot + i]!
    if (fieldCount === 0) continue
    const from = fieldEntries + 2 * halves[fieldSlices + 2 * production]!
    const count = halves[fieldSlices + 2 * production + 1]!
    for (let entry = from; entry < from + 2 * count; entry += 2) {
      const place = halves[entry + 1]! & 0xff
      const inherited = halves[entry + 1]! >>> 8 !== 0
      if (!inherited && slots[slot + place]! >>> 16 === 0) slots[slot + place]! |= halves[entry]! << 16
    }
  }
  return { typeOf, slots, width }
}
