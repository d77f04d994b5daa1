import { parseGlob, type Segment } from './glob.ts'

/** The patterns of one ignore file. */
export interface IgnorePatterns {
  /**
   * What the last pattern that matches says of a path: `ignored`, `kept` (a `!` pattern), or null when none matches.
   * `path` is relative to the folder of the ignore file. Parents are not looked at: what lies in an ignored folder is
   * never asked for.
   */
  verdict(path: string, name: string, isFolder: boolean): 'ignored' | 'kept' | null
}

interface Pattern {
  kept: boolean
  foldersOnly: boolean
  /** Matched against the name alone; null when the pattern is about the whole path. */
  name: Segment | null
  /** Parts of the path; null stands for `**`. */
  path: (Segment | null)[]
}

/**
 * Reads an ignore file as gitignore(5) defines it. Own code, not a library: those that exist judge a path together with
 * its parents, and so cannot let a nearer file bring back a folder that a farther one ignores. Every match takes time
 * in proportion to pattern times path, whatever a hostile pattern holds.
 */
export function parseIgnoreFile(text: string): IgnorePatterns | null {
  const patterns = text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .map((line) => parsePattern(line))
    .filter((pattern) => pattern !== null)
    .reverse()
  if (patterns.length === 0) return null
  return {
    verdict(path, name, isFolder) {
      let parts: string[] | undefined
      for (const pattern of patterns) {
        if (pattern.foldersOnly && !isFolder) continue
        if (pattern.name) {
          if (!pattern.name(name)) continue
        } else {
          parts ??= path.split('/')
          if (!matchesPath(pattern.path, parts)) continue
        }
        return pattern.kept ? 'kept' : 'ignored'
      }
      return null
    },
  }
}

function parsePattern(line: string): Pattern | null {
  let glob = trimEnd(line.replace(/\r$/, ''))
  if (glob === '' || glob.startsWith('#')) return null
  const kept = glob.startsWith('!')
  if (kept) glob = glob.slice(1)
  const foldersOnly = glob.endsWith('/')
  if (foldersOnly) glob = glob.slice(0, -1)
  if (glob === '') return null
  if (!glob.includes('/')) {
    const name = parseGlob(glob)
    return name ? { kept, foldersOnly, name, path: [] } : null
  }
  const path: (Segment | null)[] = []
  for (const part of glob.replace(/^\//, '').split('/')) {
    const segment = /^\*{2,}$/.test(part) ? null : parseGlob(part)
    if (segment === undefined) return null
    path.push(segment)
  }
  return { kept, foldersOnly, name: null, path }
}

// Trailing spaces do not count unless a backslash quotes them.
function trimEnd(line: string): string {
  let end = line.length
  while (end > 0 && line[end - 1] === ' ' && !isQuoted(line, end - 1)) end -= 1
  return line.slice(0, end)
}

function isQuoted(line: string, at: number): boolean {
  let slashes = 0
  while (line[at - 1 - slashes] === '\\') slashes += 1
  return slashes % 2 === 1
}

// `**` takes any number of parts, at the end at least one. Falling back to the last `**` alone is enough: an earlier one
// that took more could only leave less for the rest.
function matchesPath(pattern: (Segment | null)[], parts: string[]): boolean {
  let p = 0
  let t = 0
  let retryP = -1
  let retryT = -1
  while (t < parts.length) {
    const segment = pattern[p]
    if (segment === null) {
      if (p === pattern.length - 1) return true
      p += 1
      retryP = p
      retryT = t
    } else if (segment?.(parts[t]!)) {
      p += 1
      t += 1
    } else if (retryP >= 0) {
      retryT += 1
      p = retryP
      t = retryT
    } else return false
  }
  return p === pattern.length
}
