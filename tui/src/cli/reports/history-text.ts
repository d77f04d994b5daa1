import type { HistoryReport } from '@tlc/core/engine/answers'
import { textTable } from './text-table.ts'

const MOST_FILES = 20
const MOST_PAIRS = 10
const MOST_AUTHORS = 10

type Style = (format: 'bold' | 'dim', text: string) => string

/** The history for people: where work goes on, what changes together, who knows what. */
export function historyText(
  { commits, authors, files, coChanges, message, deletedFiles = [] }: HistoryReport,
  style: Style,
): string {
  if (commits === 0) return `No history${message === '' ? '' : `: ${message}`}\n`
  const people = `${authors.length.toLocaleString('en-US')} ${authors.length === 1 ? 'author' : 'authors'}`
  const parts = [
    style('bold', `${commits.toLocaleString('en-US')} commits by ${people}`),
    message,
    table(
      'Hotspots: changed often and large',
      ['Score', 'Changes', 'Complexity', 'Authors', 'Main author', 'File'],
      hotspots(files),
      style,
    ),
    table('Changed together', ['Times', 'Share', 'Files'], pairs(coChanges), style),
    table(
      'No longer there',
      ['Changes', 'Authors', 'Main author', 'File'],
      deletedFiles.slice(0, MOST_FILES).map((file) => [file.revisions, file.authors, mainAuthor(file), file.path]),
      style,
    ),
    table(
      'People',
      ['Commits', 'Name'],
      authors.slice(0, MOST_AUTHORS).map(({ name, commits: own }) => [own, name]),
      style,
    ),
  ]
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

function hotspots(files: HistoryReport['files']): (string | number)[][] {
  return [...files]
    .sort((a, b) => b.hotspot - a.hotspot)
    .slice(0, MOST_FILES)
    .map((file) => [
      file.hotspot.toFixed(2),
      file.revisions,
      file.complexity,
      file.authors,
      mainAuthor(file),
      file.path,
    ])
}

function mainAuthor({ mainAuthor, mainAuthorShare }: { mainAuthor: string; mainAuthorShare: number }): string {
  return `${mainAuthor} ${Math.round(mainAuthorShare * 100)} %`
}

function pairs(coChanges: HistoryReport['coChanges']): (string | number)[][] {
  return coChanges
    .slice(0, MOST_PAIRS)
    .map(({ a, b, together, degree }) => [together, `${Math.round(degree * 100)} %`, `${a}  ${b}`])
}

function table(title: string, head: string[], rows: (string | number)[][], style: Style): string {
  if (rows.length === 0) return ''
  const [first, ...rest] = textTable(head, rows)
  return [style('bold', title), style('dim', first!), ...rest].join('\n')
}
