import type * as Y from 'yjs'
import files from '../document/collections/files.ts'

const MOST_NEAR = 3

/** Files of the project that may be meant by a path that it does not have, the likeliest first, at most 3. */
export function nearPaths(project: Y.Doc, path: string): string[] {
  const near: { path: string; likeness: number }[] = []
  for (const [file] of files.entries(project)) {
    const likeness = likenessOf(path, file)
    if (likeness > 0) near.push({ path: file, likeness })
  }
  near.sort((a, b) => b.likeness - a.likeness || a.path.length - b.path.length || (a.path < b.path ? -1 : 1))
  return near.slice(0, MOST_NEAR).map((each) => each.path)
}

/** 0 for nothing in common; the name counts more than the folders. */
function likenessOf(wanted: string, path: string): number {
  const folders = wanted.toLowerCase().split('/')
  const name = folders.pop()!
  const others = path.toLowerCase().split('/')
  const other = others.pop()!
  const [stem, otherStem] = [stemOf(name), stemOf(other)]
  const common = folders.filter((folder) => others.includes(folder)).length
  if (name === other) return 4 + common
  if (stem === otherStem) return 3 + common / 10
  if (stem.length > 2 && otherStem.length > 2 && (stem.includes(otherStem) || otherStem.includes(stem)))
    return 1 + common / 10
  return 0
}

function stemOf(name: string): string {
  return name.replace(/\.[^.]+$/, '')
}
