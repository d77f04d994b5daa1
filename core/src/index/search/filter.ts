import { fileType } from '../../system/file-type.ts'
import type { SearchQuery } from '../contract.ts'
import { KINDS } from '../segment/kinds.ts'
import type { Corpus } from './bm25.ts'
import { segmentOf } from './candidate.ts'

/** Lines of a file. */
export interface Place {
  path: string
  startLine: number
  endLine: number
}

/** Whether a chunk is alive, of what the query asks for, and has no line of `without`. Each file is looked at once. */
export function filterOf(
  corpus: Corpus,
  { kinds = [], paths = [], languages = [] }: SearchQuery,
  without?: Place,
): (at: number) => boolean {
  const kindNumbers = new Set(kinds.map((kind) => KINDS.indexOf(kind)))
  const patterns = paths.map(pathPattern)
  /** 0 not looked at, 1 yes, 2 no, 3 yes but for the lines of `without`. */
  const known = new Uint8Array(corpus.files)
  return (at) => {
    const s = segmentOf(corpus.chunkBase, at)
    const segment = corpus.segments[s]!
    const chunk = at - corpus.chunkBase[s]!
    if (kindNumbers.size > 0 && !kindNumbers.has(segment.data.sections.chunkKinds[chunk]!)) return false
    const file = segment.data.sections.chunkFiles[chunk]!
    const slot = corpus.fileBase[s]! + file
    if (known[slot] === 0) {
      const fits =
        segment.alive[file] === 1 &&
        (patterns.length === 0 || patterns.some((pattern) => pattern.test(segment.path(file)))) &&
        (languages.length === 0 || isInLanguage(languages, segment.language(file), segment.path(file)))
      known[slot] = !fits ? 2 : segment.path(file) === without?.path ? 3 : 1
    }
    if (known[slot] !== 3) return known[slot] === 1
    const { chunkStarts, chunkEnds } = segment.data.sections
    return chunkStarts[chunk]! > without!.endLine || chunkEnds[chunk]! < without!.startLine
  }
}

/** A language by its id, or by what its files end in: `python` and `py`, `rst`. */
export function isInLanguage(wanted: readonly string[], language: string, path: string): boolean {
  return wanted.includes(language) || wanted.includes(fileType(path))
}

/** What a path of a filter stands for: a folder or file by its beginning, or a glob with `*`, `**` and `?`. */
export function pathPattern(path: string): RegExp {
  const plain = path
    .trim()
    .replace(/^(?:\.\/+)+|^\.$/, '')
    .replace(/\/+$/, '')
  if (plain === '') return /^/
  if (!/[*?]/.test(plain)) return new RegExp(`^${escaped(plain)}(?:/|$)`)
  const source = plain
    .split(/(\*\*\/?|\*|\?)/)
    .map((part) => {
      if (part.startsWith('**')) return part.endsWith('/') ? '(?:.*/)?' : '.*'
      if (part === '*') return '[^/]*'
      return part === '?' ? '[^/]' : escaped(part)
    })
    .join('')
  return new RegExp(`^${source}$`)
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
}
