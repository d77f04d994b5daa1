import type * as Y from 'yjs'
import files from '../document/collections/files.ts'

/**
 * The project's paths after `after`, at most `limit`, by their UTF-8 bytes as the store sorts text; `next` is what the
 * next page begins after, null on the last one.
 */
export function pageOfPaths(project: Y.Doc, { after, limit }: { after: string | null; limit: number }) {
  const all = sorted(Array.from(files.entries(project), ([path]) => path))
  const from = after === null ? 0 : all.findIndex((path) => comparePaths(path, after) > 0)
  const paths = from < 0 ? [] : all.slice(from, from + limit)
  const next = from >= 0 && from + limit < all.length ? paths.at(-1)! : null
  return { paths, next }
}

// The engine's own order is many times faster, and differs only where there are surrogates.
function sorted(paths: string[]): string[] {
  return paths.some((path) => SURROGATE.test(path)) ? paths.sort(comparePaths) : paths.sort()
}

const SURROGATE = /[\ud800-\udfff]/

/** By UTF-8 bytes, as the store sorts text; code units disagree only where a surrogate meets a character beyond it. */
export function comparePaths(a: string, b: string): number {
  for (let i = 0; i < a.length && i < b.length; i++) {
    const [left, right] = [a.charCodeAt(i), b.charCodeAt(i)]
    if (left !== right) return isSurrogate(left) === isSurrogate(right) ? left - right : isSurrogate(left) ? 1 : -1
  }
  return a.length - b.length
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff
}
