import type { SearchParts } from '@tlc/core/index/search/search-segments'

/** A way to search whose worth is measured. */
export interface Variant {
  name: string
  parts: Partial<SearchParts>
  withModel: boolean
}

const BARE = { signals: false, expansion: false }
const WORDS: SearchParts['lists'] = ['body', 'files', 'names', 'symbols']

/** From all of it to each list alone. */
export const VARIANTS: Variant[] = [
  { name: 'lists and signals', parts: { lists: WORDS }, withModel: false },
  { name: 'with MiniLM', parts: {}, withModel: true },
  { name: 'without ranking signals', parts: { lists: WORDS, signals: false }, withModel: false },
  { name: 'without expansion', parts: { lists: WORDS, expansion: false }, withModel: false },
  { name: 'MiniLM without ranking signals', parts: { signals: false }, withModel: true },
  { name: 'words of chunks alone', parts: { lists: ['body'], ...BARE }, withModel: false },
  { name: 'words of files alone', parts: { lists: ['files'], ...BARE }, withModel: false },
  { name: 'names and paths alone', parts: { lists: ['names'], ...BARE }, withModel: false },
  { name: 'symbols alone', parts: { lists: ['symbols'], ...BARE }, withModel: false },
  { name: 'MiniLM alone', parts: { lists: ['vectors'], ...BARE }, withModel: true },
]

/** Asked of an index that knows no definitions: chunks of some lines each. */
export const MERGED: Variant = { name: 'merged chunks, no definitions', parts: { lists: WORDS }, withModel: false }
