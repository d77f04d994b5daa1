import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { amount, markdownTable, ratio, type SavedResult } from './report.ts'

const README = join(import.meta.dirname, '../../README.md')
const START = '<!-- bench:start (written by `npm run bench`) -->'
const END = '<!-- bench:end -->'

/** Puts the saved results into README's table. */
export function writeReadmeTable(results: string): void {
  if (!existsSync(README)) return
  const text = readFileSync(README, 'utf8')
  const start = text.indexOf(START)
  const end = text.indexOf(END)
  if (start < 0 || end < start) return
  writeFileSync(
    README,
    `${text.slice(0, start + START.length)}\n${benchTable(savedResults(results))}\n${text.slice(end)}`,
  )
}

function savedResults(folder: string): SavedResult[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')))
}

function benchTable(results: SavedResult[]): string {
  if (results.length === 0) return 'No results yet: `npm run bench`.'
  const rows = results.flatMap((result) =>
    result.measurements.map((one) => [
      one.what,
      one.corpus,
      amount(one.ours, one.unit),
      one.peer === undefined ? '' : `${one.peer.name} ${amount(one.peer.value, one.unit)}`,
      ratio(one),
    ]),
  )
  return [
    ...markdownTable('', ['What', 'On', 'tlc', 'Peer', 'Ratio'], rows),
    '',
    'Each bench compares within one run. Times of different machines do not compare with each other:',
    ...machineLines(results),
  ].join('\n')
}

/** Which benches ran on which machine, and when. */
function machineLines(results: SavedResult[]): string[] {
  const byMachine = Map.groupBy(results, ({ machine: { cpu, cores, node } }) => {
    return `${cores} cores (${cpu}), Node ${node.slice(1)}`
  })
  return Array.from(byMachine, ([machine, own]) => {
    const days = own.map(({ at }) => at.slice(0, 10)).sort()
    const time = days[0] === days.at(-1) ? days[0]! : `${days[0]} to ${days.at(-1)}`
    return `- ${machine}, ${time}: ${own.map(({ id }) => id).join(', ')}`
  })
}
