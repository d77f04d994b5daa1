import type { LearnOutcome, PageFacts } from '@tlc/core/pages/contract'
import { oneLine } from './one-line.ts'
import { textTable } from './text-table.ts'

type Style = (format: 'bold' | 'dim' | 'yellow', text: string) => string

/** What is listed of each kind; a folder has thousands. */
const MOST_LINES = 10

/** What learning came to, for a terminal. */
export function learntText({ stored, unchanged, removed, skipped }: LearnOutcome, style: Style): string {
  const bytes = stored.reduce((sum, page) => sum + page.bytes, 0)
  const head = stored.length === 0 ? 'Nothing new' : `Learnt ${counted(stored.length, 'text')}, ${size(bytes)}`
  const more = [unchanged > 0 && `${counted(unchanged, 'text')} as before`, removed > 0 && `${removed} gone`]
  return [
    style('bold', [head, ...more.filter((part) => part !== false)].join('; ')),
    ...listed(stored, ({ title, url }) => `  ${oneLine(title || url)}  ${style('dim', oneLine(url))}`),
    ...(skipped.length > 0 ? [style('yellow', `Not kept: ${skipped.length}`)] : []),
    ...listed(skipped, ({ source, why }) => `  ${oneLine(source)}  ${oneLine(why)}`),
    '',
  ].join('\n')
}

/** What is kept, for a terminal. */
export function pagesText(pages: PageFacts[], style: Style): string {
  if (pages.length === 0) return 'Nothing was learnt yet: `tlc learn <url or path>`.\n'
  const rows = pages.map(({ title, url, bytes, fetchedAt, licence }) => [
    title.length > 50 ? `${title.slice(0, 49)}…` : title,
    size(bytes),
    new Date(fetchedAt).toISOString().slice(0, 10),
    url,
    licence,
  ])
  const [head = '', ...lines] = textTable(['title', 'size', 'read on', 'from', 'licence'], rows)
  return `${[style('dim', head), ...lines].join('\n')}\n`
}

function listed<Item>(items: Item[], line: (item: Item) => string): string[] {
  const shown = items.slice(0, MOST_LINES).map(line)
  return items.length > MOST_LINES ? [...shown, `  and ${items.length - MOST_LINES} more`] : shown
}

function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`
}

function size(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  return bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`
}
