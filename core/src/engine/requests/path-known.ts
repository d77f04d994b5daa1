import { shape, textOf } from '../../document/check.ts'
import files from '../../document/collections/files.ts'
import { defineRequest } from '../define-request.ts'

const MOST_NEAR = 3

export interface KnownPath {
  /** As the project writes it; '' for its own folder, null when it has no such file or folder. */
  path: string | null
  /** Of an unknown one, files that may be meant, the likeliest first. */
  near: string[]
}

export default defineRequest({
  id: 'path.known',
  summary: 'Whether the project has a file or folder of this path, and which ones may be meant instead.',
  input: shape({ path: textOf(0, 4_000) }),
  async run({ project, analysed }, { path: given }): Promise<KnownPath> {
    await analysed()
    const path = given
      .trim()
      .replace(/^(?:\.\/+)+|^\.$/, '')
      .replace(/\/+$/, '')
    if (path === '' || files.get(project, path)) return { path, near: [] }
    const near: { path: string; likeness: number }[] = []
    for (const [file] of files.entries(project)) {
      if (file.startsWith(`${path}/`)) return { path, near: [] }
      const likeness = likenessOf(path, file)
      if (likeness > 0) near.push({ path: file, likeness })
    }
    near.sort((a, b) => b.likeness - a.likeness || a.path.length - b.path.length || (a.path < b.path ? -1 : 1))
    return { path: null, near: near.slice(0, MOST_NEAR).map((each) => each.path) }
  },
})

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
