import type { StepRecord } from '@tlc/core/document/records'
import { oneLine } from './one-line.ts'

export type PlannedStep = StepRecord & { id: string }

const EFFORTS = { minutes: 'minutes of work', hours: 'hours of work', days: 'days of work' } as const

/** The plan as a numbered list for a terminal. */
export function planText(steps: PlannedStep[], style: (format: 'bold' | 'dim', text: string) => string): string {
  if (steps.length === 0) return 'Nothing to do: no hotspot or finding is worth a step.\n'
  const width = String(steps.length).length
  const blocks = steps.map((step, i) => {
    const number = String(i + 1).padStart(width)
    const indent = ' '.repeat(width + 2)
    const lines = [step.why, `${step.effect} (${EFFORTS[step.effort]})`, ...step.evidence.map(evidenceText)]
    return [
      `${number}. ${style('bold', oneLine(step.title))} ${style('dim', stateText(step))}`,
      ...lines.map((line) => `${indent}${oneLine(line)}`),
    ].join('\n')
  })
  return `${blocks.join('\n\n')}\n`
}

/** The plan as Markdown with a box for each step. */
export function planMarkdown(steps: PlannedStep[]): string {
  const items = steps.map((step) => {
    const evidence = step.evidence.map((one) => `  - ${oneLine(evidenceText(one))}`)
    const box = step.state === 'done' ? 'x' : ' '
    const score = `  - Score ${step.score.value.toFixed(2)} = ${step.score.formula}: ${step.score.terms.map(termText).join(', ')}`
    return [
      `- [${box}] **${oneLine(step.title)}** ${stateText(step)}`,
      `  - ${oneLine(step.why)}`,
      `  - ${step.effect} (${EFFORTS[step.effort]})`,
      ...evidence,
      score,
    ].join('\n')
  })
  return `# Plan\n\n${items.length === 0 ? 'Nothing to do.' : items.join('\n')}\n`
}

function evidenceText({ path, line, endLine, figures, gone }: PlannedStep['evidence'][number]): string {
  const lines = line === 0 ? '' : endLine > line ? `:${line}-${endLine}` : `:${line}`
  return `${path}${lines}: ${figures}${gone ? ' (gone)' : ''}`
}

function termText({ name, value, weight }: PlannedStep['score']['terms'][number]): string {
  return `${name} ${Number(value.toFixed(3))} × ${Number(weight.toFixed(3))}`
}

function stateText({ state, claimedBy }: PlannedStep): string {
  return state === 'claimed' && claimedBy !== null ? `[claimed by ${claimedBy.name}]` : `[${state}]`
}
