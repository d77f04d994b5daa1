import type { StepRecord } from '../document/records.ts'

type Term = StepRecord['score']['terms'][number]

/** Differences under this many points are not worth a word. */
const NOTABLE = 0.5

/**
 * Why a step stands where it stands, in lines of text: its score as a sum, and what sets it apart from the next step.
 * Expects the steps of one session; empty when `id` is not among them.
 */
export function explainStep(id: string, steps: ReadonlyMap<string, StepRecord>): string[] {
  const step = steps.get(id)
  if (!step) return []
  const order = [...steps].sort(([a, left], [b, right]) => left.position - right.position || (a < b ? -1 : 1))
  const place = order.findIndex(([other]) => other === id)
  const next = order[place + 1]?.[1]
  const lines = [`Step ${place + 1} of ${order.length}: “${step.title}”.`]
  if (step.score.terms.length === 0) return [...lines, 'A person wrote it and put it here; it has no score.']
  lines.push(`Score ${points(step.score.value)} = ${step.score.formula}:`)
  for (const term of step.score.terms) {
    lines.push(`  ${term.name} ${term.value} × ${term.weight} = ${points(term.value * term.weight)}`)
  }
  if (!next) return [...lines, 'It is the last step.']
  return [...lines, ...compare(step, next)]
}

function compare(step: StepRecord, next: StepRecord): string[] {
  if (next.score.terms.length === 0) return [`The next one, “${next.title}”, was written by a person and has no score.`]
  const lead = step.score.value - next.score.value
  const head = `The next one, “${next.title}”, has ${points(next.score.value)}, ${points(Math.abs(lead))} ${lead < 0 ? 'more' : 'less'}.`
  const differences = step.score.terms
    .map((term) => ({ term, other: valueIn(next, term), by: (term.value - valueIn(next, term)) * term.weight }))
    .filter(({ by }) => Math.abs(by) >= NOTABLE)
    .sort((a, b) => Math.abs(b.by) - Math.abs(a.by))
    .map(
      ({ term, other, by }) =>
        `  ${by > 0 ? 'ahead' : 'behind'} by ${points(Math.abs(by))} in ${term.name} (${term.value} against ${other})`,
    )
  if (lead < 0)
    return [
      head,
      ...differences,
      'It stands ahead all the same: a person moved one of the two, or acted on it before the evidence changed.',
    ]
  return [head, ...differences]
}

function valueIn(step: StepRecord, { name }: Term): number {
  return step.score.terms.find((term) => term.name === name)?.value ?? 0
}

function points(value: number): string {
  return value.toFixed(1)
}
