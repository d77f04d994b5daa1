import type { BenchOutcome, Measurement } from './define-bench.ts'

export interface SavedResult extends BenchOutcome {
  id: string
  question: string
  /** ISO 8601. */
  at: string
  machine: { cpu: string; cores: number; node: string; platform: string }
}

/** One line for each measurement, for a terminal. */
export function measurementLines({ measurements, notes = [] }: SavedResult): string[] {
  const lines = measurements.map((one) => {
    const peer =
      one.peer === undefined ? '' : `; ${one.peer.name} ${amount(one.peer.value, one.unit)}; ratio ${ratio(one)}`
    return `  ${one.what}: ${amount(one.ours, one.unit)}${peer} (${one.corpus})`
  })
  return [...lines, ...notes.map((note) => `  ${note}`)]
}

export function outcomeTables({ tables = [] }: SavedResult): string[] {
  return tables.flatMap(({ title, head, rows }) => ['', ...markdownTable(title, head, rows).map((line) => `  ${line}`)])
}

export function markdownTable(title: string, head: string[], rows: (string | number)[][]): string[] {
  const row = (cells: (string | number)[]) => `| ${cells.map((cell) => cellText(cell)).join(' | ')} |`
  return [...(title === '' ? [] : [`**${title}**`, '']), row(head), row(head.map(() => '---')), ...rows.map(row)]
}

export function amount(value: number, unit: Measurement['unit']): string {
  // Shares without a unit, as NDCG, are compared by their third digit.
  const fine = unit === '' && value < 1 ? 3 : 2
  const digits = value >= 100 || Number.isInteger(value) ? 0 : value >= 10 ? 1 : fine
  const number = value.toLocaleString('en-US', {
    maximumFractionDigits: digits,
    minimumFractionDigits: Number.isInteger(value) ? 0 : digits,
  })
  return unit === '' ? number : `${number} ${unit}`
}

/** Ours divided by the peer's; empty without one. */
export function ratio({ ours, peer }: Measurement): string {
  return peer === undefined || peer.value === 0 ? '' : (ours / peer.value).toFixed(2)
}

function cellText(cell: string | number): string {
  return typeof cell === 'number' ? cell.toLocaleString('en-US') : cell.replaceAll('|', '\\|')
}
