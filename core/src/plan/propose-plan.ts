import { createHash } from 'node:crypto'
import type { StepRecord } from '../document/records.ts'
import type { Plan, PlanFacts } from './contract.ts'
import { evidenceOf } from './evidence-keys.ts'
import { effortOf, estimateText, type Proposal, type ProposalKind } from './proposal.ts'
import { proposeComplexity } from './propose-complexity.ts'
import { proposeCoupling } from './propose-coupling.ts'
import { proposeDuplication } from './propose-duplication.ts'
import { proposeFindings } from './propose-findings.ts'
import { proposeKnowledge } from './propose-knowledge.ts'
import { proposeSize } from './propose-size.ts'
import { easeOf, scoreOf } from './score.ts'
import { surveyTerrain, type Terrain } from './terrain.ts'

/** A plan that nobody reads to its end is no plan. The shares keep one kind from pushing out the others. */
export const MOST_STEPS = 40
const MOST_OF_KIND: Record<ProposalKind, number> = {
  complexity: 14,
  size: 4,
  finding: 16,
  duplication: 6,
  coupling: 5,
  knowledge: 3,
}

/** Positions fall with the score, so that a step's place depends on the step alone and no rank shifts another's. */
const TOP = 1024

const PROPOSERS: ((facts: PlanFacts, terrain: Terrain) => Proposal[])[] = [
  proposeComplexity,
  proposeSize,
  proposeFindings,
  proposeDuplication,
  proposeCoupling,
  proposeKnowledge,
]

/** Turns what was measured into steps, the most urgent first. Pure: the same facts give the same plan. */
export function proposePlan(facts: PlanFacts): Plan {
  const terrain = surveyTerrain(facts)
  const all = PROPOSERS.flatMap((propose) => propose(facts, terrain))
    .map((proposal) => ({ kind: proposal.kind, id: stepId(proposal), step: stepOf(proposal) }))
    .sort((a, b) => b.step.score.value - a.step.score.value || (a.id < b.id ? -1 : 1))
  const left = { ...MOST_OF_KIND }
  const chosen = all.filter(({ kind }) => left[kind]-- > 0).slice(0, MOST_STEPS)
  return Object.assign(new Map(chosen.map(({ id, step }) => [id, step])), { evidence: evidenceOf(facts) })
}

function stepId({ kind, subject }: Proposal): string {
  return `${kind}-${createHash('sha256').update(subject).digest('hex').slice(0, 12)}`
}

function stepOf({ title, why, effect, urgency, estimate, evidence }: Proposal): StepRecord {
  const effort = effortOf(estimate)
  const score = scoreOf({ ...urgency, ease: easeOf(effort) })
  return {
    title,
    why: `${why} ${estimateText(estimate)}`,
    state: 'proposed',
    position: TOP - score.value,
    score,
    effort,
    effect,
    evidence: evidence.map((each) => ({ ...each, gone: false })),
    claimedBy: null,
    decision: null,
    touched: false,
    origin: 'planner',
  }
}
