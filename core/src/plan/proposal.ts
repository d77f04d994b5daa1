import type { EvidenceRecord, StepRecord } from '../document/records.ts'
import type { Urgency } from './score.ts'

export type ProposalKind = 'complexity' | 'size' | 'finding' | 'duplication' | 'coupling' | 'knowledge'

/** What a proposer yields; the planner makes ids, scores and positions of it. */
export interface Proposal {
  kind: ProposalKind
  /** What the step is about, unique within the kind and the same as long as it is about the same thing. */
  subject: string
  title: string
  why: string
  effect: string
  urgency: Omit<Urgency, 'ease'>
  estimate: Estimate
  evidence: Omit<EvidenceRecord, 'gone'>[]
}

/** A guess from rules of thumb, stated so that people can put their own in place of it. */
export interface Estimate {
  minutes: number
  formula: string
}

/** Most pieces of evidence that a step lists; the figures in its text count all. */
export const MOST_EVIDENCE = 8

const HOUR = 60
const DAY = 8 * HOUR

/** Up to an hour is `minutes`, up to a working day `hours`. */
export function effortOf({ minutes }: Estimate): StepRecord['effort'] {
  if (minutes <= HOUR) return 'minutes'
  return minutes <= DAY ? 'hours' : 'days'
}

export function estimateText({ minutes, formula }: Estimate): string {
  const hours = minutes / HOUR
  const time = minutes <= 90 ? `${Math.round(minutes)} min` : `${hours < 10 ? hours.toFixed(1) : Math.round(hours)} h`
  return `Estimate: ${formula} = ${time}.`
}

/** `1 file`, `3 files`; thousands are set apart. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString('en-US')} ${n === 1 ? one : many}`
}
