import { structuredPatch } from 'diff'
import { changesThings, isInstall } from './commands.ts'
import type { FileChange, Fix, FixKind } from './contract.ts'

export interface Change {
  files: FileChange[]
  commands: string[]
}

const MOST_EXCERPT = 1_500
const LONGEST_LINE = 200
/** Of a diff that would take longer only the numbers are told. */
const MOST_EDITS = 2_000

/** What changed in one file, as lines with `-` and `+`. Both texts are redacted already; null is a file that is not there. */
export function fileChange(path: string, before: string | null, after: string | null): FileChange {
  const change = before === null ? 'added' : after === null ? 'deleted' : 'changed'
  const patch = structuredPatch('', '', before ?? '', after ?? '', '', '', { context: 1, maxEditLength: MOST_EDITS })
  if (!patch) return { path, change, added: 0, deleted: 0, excerpt: '' }
  const lines = patch.hunks.flatMap((hunk) => hunk.lines).filter((line) => !line.startsWith('\\'))
  const excerpt = lines.map((line) => line.slice(0, LONGEST_LINE)).join('\n')
  return {
    path,
    change,
    added: lines.filter((line) => line.startsWith('+')).length,
    deleted: lines.filter((line) => line.startsWith('-')).length,
    excerpt:
      excerpt.length > MOST_EXCERPT ? `${excerpt.slice(0, excerpt.lastIndexOf('\n', MOST_EXCERPT))}\n…` : excerpt,
  }
}

const MANIFEST =
  /(?:^|\/)(?:package(?:-lock)?\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|requirements[\w.-]*\.txt|constraints[\w.-]*\.txt|pyproject\.toml|setup\.(?:py|cfg)|Pipfile(?:\.lock)?|poetry\.lock|uv\.lock|environment\.ya?ml|Cargo\.(?:toml|lock)|go\.(?:mod|sum|work)|pom\.xml|build\.gradle(?:\.kts)?|libs\.versions\.toml|Gemfile(?:\.lock)?|composer\.(?:json|lock)|CMakeLists\.txt|conanfile\.\w+|vcpkg\.json)$/
const CODE =
  /\.(?:[cm]?[jt]sx?|py|pyi|rs|go|java|kt|scala|rb|php|cs|c|cc|cpp|cxx|h|hh|hpp|swift|sh|vue|svelte|ipynb|sql)$/
const IMPORT_LINE =
  /^(?:import\b|from\s+\S+\s+import\b|use\s|pub use\s|mod\s|pub mod\s|extern crate\b|#\s*include\b|(?:const|let|var)\s.*\brequire\(|export\s.*\bfrom\b|using\s|\)|\(|"[\w./-]+"$|[_.\w]+ "[\w./-]+"$|\}|$)/

/** What was changed decides for which errors the fix holds. */
export function kindOf({ files, commands }: Change): FixKind {
  const code = files.filter(({ path }) => CODE.test(path) && !MANIFEST.test(path))
  if (code.length === 0 && (files.some(({ path }) => MANIFEST.test(path)) || commands.some(isInstall)))
    return 'dependency'
  if (files.length === 0) return 'command'
  if (code.length === 0) return 'configuration'
  const manifest = files.some(({ path }) => MANIFEST.test(path))
  const changed = code.flatMap(changedLines)
  if (changed.length > 0 && changed.every((line) => IMPORT_LINE.test(line.slice(1).trim())))
    return manifest ? 'dependency' : 'import'
  return 'code'
}

/** Only what can have changed things, each once, at most eight. */
export function tellingCommands(commands: readonly string[], own: string): string[] {
  return [...new Set(commands)].filter((line) => line !== own && changesThings(line)).slice(-8)
}

/** Of changes that mended several errors at once, those in the file of this one, if any are; packages concern all. */
export function changesFor(place: string, change: Change): Change {
  const near = change.files.filter(({ path }) => place !== '' && place.split(' ').some((part) => samePath(part, path)))
  if (near.length === 0) return change
  return { ...change, files: change.files.filter((file) => near.includes(file) || MANIFEST.test(file.path)) }
}

function samePath(a: string, b: string): boolean {
  return /\.\w+$/.test(a) && (a === b || a.endsWith(`/${b}`) || b.endsWith(`/${a}`))
}

/** Whether two changes are one fix: the same command, or half of the changed words. */
export function sameChange(a: Change, b: Change): boolean {
  if (a.commands.some((line) => b.commands.includes(line) && isInstall(line))) return true
  if (a.files.length === 0 && b.files.length === 0) return a.commands.some((line) => b.commands.includes(line))
  const words = (change: Change) => new Set(change.files.flatMap(changedLines).flatMap(changedWords))
  const [first, second] = [words(a), words(b)]
  const shared = [...first].filter((word) => second.has(word)).length
  const all = first.size + second.size - shared
  return all > 0 && shared / all >= 0.5
}

function changedLines({ excerpt }: FileChange): string[] {
  return excerpt.split('\n').filter((line) => /^[+-]/.test(line))
}

function changedWords(line: string): string[] {
  return (line.slice(1).match(/\w+|[^\s\w]+/g) ?? []).map((word) => `${line[0]}${word}`)
}

/** What to do, in one line. */
export function summaryOf({ kind, files, commands }: Pick<Fix, 'kind' | 'files' | 'commands'>): string {
  const install = commands.find(isInstall)
  if (kind === 'dependency' && install) return `Run \`${install}\``
  if (files.length === 0) return `Run \`${commands.at(-1) ?? ''}\``
  const [first] = files
  const lines = changedLines(first!)
    .map((line) => line.slice(1).trim())
    .filter((line) => line !== '')
  const removed = changedLines(first!)
    .find((line) => line.startsWith('-') && line.length > 3)
    ?.slice(1)
    .trim()
  const added = changedLines(first!)
    .find((line) => line.startsWith('+') && line.length > 3)
    ?.slice(1)
    .trim()
  const more = files.length > 1 ? ` (and ${files.length - 1} more)` : ''
  if (first!.change !== 'changed' || lines.length === 0) return `${verbOf(first!)} ${first!.path}${more}`
  const what =
    removed && added
      ? `\`${clip(removed)}\` → \`${clip(added)}\``
      : added
        ? `add \`${clip(added)}\``
        : `remove \`${clip(removed ?? lines[0]!)}\``
  return `In ${first!.path}${more}: ${what}`
}

function verbOf({ change }: FileChange): string {
  return { added: 'Add', changed: 'Change', deleted: 'Delete' }[change]
}

function clip(text: string): string {
  return text.length > 80 ? `${text.slice(0, 77)}…` : text
}
