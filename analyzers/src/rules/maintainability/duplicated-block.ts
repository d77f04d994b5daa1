import { defineRule, type ProjectFile, type ProjectReport } from '../../define-rule.ts'
import { isGeneratedPath, isTestPath } from '../_paths.ts'

export const LIMITS = {
  /** Shorter repetitions are more often the shape of the language than a copy. */
  lines: 10,
}

/** A window of lines that stands somewhere else as well. */
interface Window {
  file: number
  line: number
  endLine: number
  hash: string
  /** Another place with the same window: the one before it, for the first the one after it. */
  twin: Window | null
}

interface Range {
  line: number
  endLine: number
  key: string
  twins: Window[]
}

export default defineRule({
  id: 'maintainability/duplicated-block',
  severity: 'info',
  cwe: [1041],
  docs: {
    what: 'Flags lines that stand, but for white space and comments, in another place of the project too.',
    why: 'A mistake that is mended in one copy lives on in the others.',
    instead: 'Move the lines into one function, or the data into one table, and use it from both places.',
  },
  on: {},
  project(files, report) {
    const sources = files.filter(
      (file) => file.blocks.length > 0 && !isTestPath(file.path) && !isGeneratedPath(file.path),
    )
    const windows = withTwins(sources)
    for (const [file, own] of windows.entries()) {
      for (const range of ranges(own)) reportRange(sources, file, range, report)
    }
  },
})

/** Every window of every file in order, each with a twin where there is one. One pass: the cost is linear in the windows. */
function withTwins(files: readonly ProjectFile[]): Window[][] {
  const latest = new Map<string, Window>()
  return files.map((source, file) =>
    source.blocks.map(({ hash, line, endLine }, i) => {
      const window: Window = { file, line, endLine, hash, twin: null }
      // Rows that go on in the same way, as in a table, resemble themselves and are no copy.
      if (hash === source.blocks[i - 1]?.hash || hash === source.blocks[i + 1]?.hash) return window
      const before = latest.get(hash)
      if (before && before.file === file && before.endLine >= line) return window
      if (before) {
        window.twin = before
        before.twin ??= window
      }
      latest.set(hash, window)
      return window
    }),
  )
}

/** Windows with a twin, joined where they follow each other: between them there is no line that neither holds. */
function ranges(windows: readonly Window[]): Range[] {
  const found: Range[] = []
  let joined = false
  for (const window of windows) {
    const { twin } = window
    const range = joined ? found.at(-1) : undefined
    joined = twin !== null
    if (!twin) continue
    const ownCopy = range && twin.file === window.file && twin.line >= range.line && twin.line <= range.endLine
    if (range && !ownCopy) {
      range.endLine = Math.max(range.endLine, window.endLine)
      range.twins.push(twin)
    } else {
      found.push({ line: window.line, endLine: window.endLine, key: window.hash, twins: [twin] })
    }
  }
  return found
}

function reportRange(files: readonly ProjectFile[], file: number, range: Range, report: ProjectReport): void {
  const lines = range.endLine - range.line + 1
  if (lines < LIMITS.lines) return
  const places = new Map<number, Window>()
  for (const twin of range.twins) if (!places.has(twin.file)) places.set(twin.file, twin)
  const [twin, ...others] = places.values()
  const more = others.length > 0 ? ` and in ${others.length} more ${others.length === 1 ? 'file' : 'files'}` : ''
  const where =
    twin!.file === file ? `from line ${twin!.line} on` : `in ${files[twin!.file]!.path} from line ${twin!.line} on`
  report(files[file]!.path, range, `${lines} lines from here stand ${where}${more} too`, range.key)
}
