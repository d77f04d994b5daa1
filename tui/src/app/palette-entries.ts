import { keyLabel } from '../screen/keys.ts'
import { fuzzyFilter } from './fuzzy.ts'

/** A row of the palette: something to do, a panel to show, or a file to open. */
export interface PaletteEntry {
  title: string
  /** The key that does the same; '' for none. */
  key: string
  /** Why it cannot be run now; false when it can. */
  disabled: string | false
  run(): void
}

/** Files that are offered; who wants others types more. */
const MOST_FILES = 50
/** With more files letters are looked for side by side only: every key looks at all of them. */
const MOST_FUZZY = 20_000

/** An action or a panel by its title. */
export function paletteEntry(
  title: string,
  keys: readonly string[],
  run: () => void,
  disabled: string | false = false,
): PaletteEntry {
  const key = keys[0] === undefined ? '' : keyLabel(keys[0])
  return { title: `${title[0]!.toUpperCase()}${title.slice(1)}`, key, disabled, run }
}

export function fileEntry(path: string, run: () => void): PaletteEntry {
  return { title: path, key: '', disabled: false, run }
}

/** The files that a text means, those first whose name begins with it, then whose name and whose path hold it. */
export function filesFor(text: string, paths: readonly string[]): string[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return []
  const found = paths.filter((path) => {
    const lower = path.toLowerCase()
    return words.every((word) => lower.includes(word))
  })
  if (found.length === 0 && paths.length <= MOST_FUZZY)
    return fuzzyFilter(text, paths, (path) => path).slice(0, MOST_FILES)
  const last = words.at(-1)!
  const rank = (path: string) => {
    const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase()
    return name.startsWith(last) ? 0 : name.includes(last) ? 1 : 2
  }
  return found.sort((a, b) => rank(a) - rank(b) || a.length - b.length || (a < b ? -1 : 1)).slice(0, MOST_FILES)
}
