import type { Chunk, KnowledgeKind } from '../contract.ts'
import { cutRange, type LineRange, trimmed } from './line-ranges.ts'
import type { SourceLines } from './source-lines.ts'

const SECTION_CHARACTERS = 1_500
const MOST_FRONT_LINES = 100
/** An example in a text is found by itself from here on. */
const LEAST_EXAMPLE_LINES = 3

interface Heading {
  line: number
  level: number
  title: string
}

/** A text by its headings, Markdown's or reStructuredText's; each part is named by the path of headings above it. */
export function proseChunks(
  path: string,
  kind: KnowledgeKind,
  lines: SourceLines,
  format: 'markdown' | 'rst',
): Chunk[] {
  const fences = format === 'markdown' ? fencedBlocks(lines) : []
  const front = format === 'markdown' ? frontMatter(lines) : null
  const headings = format === 'markdown' ? markdownHeadings(lines, fences, front?.to ?? 0) : underlinedHeadings(lines)
  const chunks: Chunk[] = []
  let nextFence = 0
  const above: Heading[] = []
  const first = headings[0]?.line ?? lines.count + 1
  chunks.push(...sectionChunks({ from: 1, to: first - 1 }, front?.title ?? ''))
  headings.forEach((heading, i) => {
    while (above.length > 0 && above.at(-1)!.level >= heading.level) above.pop()
    above.push(heading)
    const to = (headings[i + 1]?.line ?? lines.count + 1) - 1
    chunks.push(...sectionChunks({ from: heading.line, to }, above.map(({ title }) => title).join(' > ')))
  })
  return chunks

  function sectionChunks(range: LineRange, name: string): Chunk[] {
    const whole = trimmed(lines, range)
    if (!whole) return []
    const parts = cutRange(lines, whole, SECTION_CHARACTERS).map((part) => chunkOf(part, name, kind))
    const examples: Chunk[] = []
    // Sections come in order, and so do the fences.
    while (nextFence < fences.length && fences[nextFence]!.from < whole.from) nextFence++
    for (; nextFence < fences.length && fences[nextFence]!.to <= whole.to; nextFence++) {
      const { from, to } = fences[nextFence]!
      if (to - from - 1 >= LEAST_EXAMPLE_LINES) examples.push(chunkOf({ from, to }, name, 'example'))
    }
    return [...parts, ...examples]
  }

  function chunkOf({ from, to }: LineRange, name: string, of: KnowledgeKind): Chunk {
    return {
      kind: of,
      startLine: from,
      endLine: to,
      name,
      symbolKind: null,
      exported: false,
      depth: 0,
      text: lines.slice(from, to),
      context: `${path} ${name}`,
    }
  }
}

/** From the opening to the closing fence (CommonMark 0.31, 4.5). */
function fencedBlocks(lines: SourceLines): LineRange[] {
  const blocks: LineRange[] = []
  let open: { from: number; fence: string } | null = null
  for (let at = 1; at <= lines.count; at++) {
    const [, fence, info = ''] = lines.line(at).match(/^ {0,3}(`{3,}|~{3,})(.*)/) ?? []
    if (fence === undefined) continue
    if (open === null) open = { from: at, fence }
    else if (fence.startsWith(open.fence) && info.trim() === '') {
      blocks.push({ from: open.from, to: at })
      open = null
    }
  }
  return blocks
}

/** What a site generator reads at the top: `---` for YAML, `+++` for TOML. Its last line is no underlined title. */
function frontMatter(lines: SourceLines): { to: number; title: string } | null {
  const fence = lines.count > 0 ? lines.line(1).trimEnd() : ''
  if (fence !== '---' && fence !== '+++') return null
  let title = ''
  for (let at = 2; at <= Math.min(lines.count, MOST_FRONT_LINES); at++) {
    const line = lines.line(at)
    if (line.trimEnd() === fence) return { to: at, title }
    title ||= line.match(/^title\s*[:=]\s*(['"]?)(.{1,200}?)\1\s*$/)?.[2] ?? ''
  }
  return null
}

function markdownHeadings(lines: SourceLines, fences: LineRange[], front: number): Heading[] {
  const headings: Heading[] = []
  let fence = 0
  for (let at = front + 1; at <= lines.count; at++) {
    while (fence < fences.length && fences[fence]!.to < at) fence++
    if (fence < fences.length && at >= fences[fence]!.from) continue
    const line = lines.line(at)
    const atx = line.match(/^ {0,3}(#{1,6})(?!#)/)
    const rest = atx ? line.slice(atx[0].length) : ''
    if (atx && (rest === '' || /^\s/.test(rest))) {
      headings.push({ line: at, level: atx[1]!.length, title: plain(withoutClosing(rest)) })
      continue
    }
    if (
      at < lines.count &&
      line.trim() !== '' &&
      /^ {0,3}(?:=+|-{2,})\s*$/.test(lines.line(at + 1)) &&
      !/^\s*[-*|>]/.test(line)
    ) {
      headings.push({ line: at, level: lines.line(at + 1).includes('=') ? 1 : 2, title: plain(line) })
    }
  }
  return headings
}

/** A shorter one has to be as long as its title (docutils warns of those, and takes them). */
const LEAST_UNDERLINE = 4
/** Two points begin a comment, two colons a literal block. */
const UNDERLINE = /^(?!\.\.$|::$)([!-/:-@[-`{-~])\1+$/

/** Titles are underlined, and perhaps overlined, by one sign repeated; levels are in the order in which signs come. */
function underlinedHeadings(lines: SourceLines): Heading[] {
  const headings: Heading[] = []
  const levels: string[] = []
  for (let at = 1; at < lines.count; at++) {
    const title = lines.line(at).trimEnd()
    const under = lines.line(at + 1).trimEnd()
    if (title === '' || !UNDERLINE.test(under) || under.length < Math.min(LEAST_UNDERLINE, title.trim().length))
      continue
    if (UNDERLINE.test(title)) continue
    const over = at > 1 && lines.line(at - 1).trimEnd() === under
    const sign = `${under[0]}${over ? 'over' : ''}`
    if (!levels.includes(sign)) levels.push(sign)
    headings.push({
      line: over ? at - 1 : at,
      level: levels.indexOf(sign) + 1,
      title: title.trim(),
    })
    at++
  }
  return headings
}

/** A heading may be closed by signs that are set apart. */
function withoutClosing(title: string): string {
  const text = title.trim()
  let end = text.length
  while (end > 0 && text[end - 1] === '#') end--
  return end === 0 || /\s/.test(text[end - 1]!) ? text.slice(0, end).trim() : text
}

function plain(title: string): string {
  return title
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[`*_]{1,3}([^`*_]+)[`*_]{1,3}/g, '$1')
    .trim()
}
