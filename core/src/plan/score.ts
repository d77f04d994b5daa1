import type { StepRecord } from '../document/records.ts'

/** What a step is ranked by; each from 0 to 1, more is more urgent. */
export interface Urgency {
  /** How bad the worst evidence is. */
  severity: number
  /** How often people come by: revisions against those of the busiest file, as a mean over the findings of a cluster. */
  activity: number
  /** How much there is of it. */
  extent: number
  /** How quickly it is done. */
  ease: number
}

/**
 * Our own choice, not fitted to anything: what is bad and often touched comes first, as Tornhill argues for hotspots
 * ("Software Design X-Rays", 2018, chapter 2); size and ease decide between equals.
 */
const WEIGHTS: Record<keyof Urgency, number> = { severity: 40, activity: 30, extent: 20, ease: 10 }

const EASE: Record<StepRecord['effort'], number> = { minutes: 1, hours: 0.5, days: 0.2 }

/** A weighted sum from 0 to 100. The terms are rounded first, so that whoever adds them up gets the very value. */
export function scoreOf(urgency: Urgency): StepRecord['score'] {
  const names = Object.keys(WEIGHTS) as (keyof Urgency)[]
  const terms = names.map((name) => ({ name, value: round(clamp(urgency[name]), 3), weight: WEIGHTS[name] }))
  return {
    value: round(
      terms.reduce((sum, { value, weight }) => sum + value * weight, 0),
      2,
    ),
    terms,
    formula: terms.map(({ name, weight }) => `${weight} × ${name}`).join(' + '),
  }
}

export function easeOf(effort: StepRecord['effort']): number {
  return EASE[effort]
}

function clamp(value: number): number {
  return Number.isFinite(value) ? Math.min(1, Math.max(0, value)) : 0
}

function round(value: number, digits: number): number {
  return Math.round(value * 10 ** digits) / 10 ** digits
}
