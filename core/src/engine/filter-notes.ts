import type * as Y from 'yjs'
import files from '../document/collections/files.ts'
import type { SearchQuery } from '../index/contract.ts'
import { isInLanguage, pathPattern } from '../index/search/filter.ts'
import { nearPaths } from './near-paths.ts'

/** Filters of a search that no file of the project fits, for people, with what may be meant instead. */
export function filterNotes(project: Y.Doc, { paths = [], languages = [] }: SearchQuery): string[] {
  if (paths.length === 0 && languages.length === 0) return []
  // `commit:` and the like are no files.
  const open = paths.filter((path) => !path.includes(':')).map((path) => ({ path, pattern: pathPattern(path) }))
  const unseen = new Set(open)
  const without = new Set(languages)
  const known = new Set<string>()
  for (const [path, { language, skipped }] of files.entries(project)) {
    for (const one of unseen) if (one.pattern.test(path)) unseen.delete(one)
    if (skipped) continue
    if (language !== '') known.add(language)
    for (const one of without) if (isInLanguage([one], language, path)) without.delete(one)
  }
  const notes = [...unseen].map(({ path }) => {
    const near = nearPaths(project, path)
    const meant = near.length > 0 ? ` Near it: ${near.join(', ')}.` : ''
    return `No file of the project is at \`${path}\`.${meant}`
  })
  for (const language of without) {
    notes.push(`No file of the project is in \`${language}\`. It has ${[...known].sort().join(', ')}.`)
  }
  return notes
}
