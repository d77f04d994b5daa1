import type { OverviewRecords } from '../document/records.ts'
import { firstParagraph } from '../pages/first-paragraph.ts'
import { readLines } from '../workspace/line-index.ts'

/** Manifests whose description is one sentence for people, as package registries show it. */
const MANIFESTS = ['package.json', 'pyproject.toml', 'Cargo.toml', 'composer.json'] as const
const READMES = ['README.md', 'README.rst', 'README', 'README.txt', 'readme.md', 'Readme.md'] as const
/** A README says what it is about at its beginning. */
const MOST_LINES = 80
const MOST_MANIFEST_LINES = 2_000
const MOST_LENGTH = 300

/** What a project says of itself in a sentence or two, and where; '' when it says nothing. */
export async function readAbout(root: string, signal: AbortSignal): Promise<OverviewRecords['about']> {
  const read = async (path: string, to: number) =>
    (await readLines({ root, path, from: 1, to, signal })).lines.join('\n')
  for (const path of MANIFESTS) {
    const text = descriptionOf(path, await read(path, MOST_MANIFEST_LINES))
    if (text !== '') return { text: cut(text), from: path }
  }
  for (const path of READMES) {
    const text = firstParagraph(await read(path, MOST_LINES))
    if (text !== '') return { text: cut(text), from: path }
  }
  return { text: '', from: '' }
}

/** Whether any of these paths is one that `readAbout` looks at. */
export function tellsAbout(paths: ReadonlySet<string>): boolean {
  return [...MANIFESTS, ...READMES].some((path) => paths.has(path))
}

/** The description that stands at the top of JSON, or in the table of the project or package of TOML; '' without one. */
function descriptionOf(path: string, text: string): string {
  if (path.endsWith('.json')) {
    try {
      const { description } = JSON.parse(text) as { description?: unknown }
      return typeof description === 'string' ? oneLine(description) : ''
    } catch {
      return ''
    }
  }
  const tables = text.split(/^(?=\[)/m)
  const own = tables.find((table) => /^\[(project|package|tool\.poetry)\]/.test(table)) ?? ''
  const quoted = /^description\s*=\s*("(?:[^"\\]|\\.)*"|'[^']*')\s*(?:#.*)?$/m.exec(own)?.[1] ?? ''
  return oneLine(quoted.slice(1, -1).replace(/\\(["\\])/g, '$1'))
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

/** Whole sentences as far as they fit. */
function cut(text: string): string {
  if (text.length <= MOST_LENGTH) return text
  const head = text.slice(0, MOST_LENGTH)
  const end = head.lastIndexOf('. ')
  return end > 0 ? head.slice(0, end + 1) : `${head.slice(0, head.lastIndexOf(' '))} …`
}
