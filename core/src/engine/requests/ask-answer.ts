import { flag, integerOf, optional, shape, textOf } from '../../document/check.ts'
import type { IndexProgress } from '../../index/contract.ts'
import { isPartial, pendingText } from '../../index/progress-text.ts'
import type { CheckedAnswer } from '../ask/check-answer.ts'
import type { Citation, Evidence } from '../ask/evidence.ts'
import { defineRequest } from '../define-request.ts'

const DEFAULT_LIMIT = 6
/** Of what is found, hits that are looked at for so many that differ. */
const LOOKED_AT = 30
/** What comes nearest is told briefly. */
const MOST_IF_UNCERTAIN = 3
const NOTHING = 'Nothing that is known of the project fits this question.'
const UNCERTAIN = 'Nothing certain was found for this question. This comes nearest:'
const UNASKED = { state: 'unasked' } as const

export interface AskAnswer {
  /** Statements that end with the numbers of their citations, a paragraph a line. */
  text: string
  /** What the text cites, by number. */
  citations: Citation[]
  /** False when what was found is only what comes nearest; the text says so too. */
  certain: boolean
  /** The model that worded the text, and its server; null when it was made of the facts alone. */
  wordedBy: string | null
  /** `none`: the daemon's environment names no model. `unasked`: none was wanted, or there was nothing to word. */
  model: 'used' | 'failed' | 'none' | 'unasked'
  /** For people: what is missing from the answer, what was left out of it, and why no model worded it. */
  notes: string[]
  progress: IndexProgress
}

export default defineRequest({
  id: 'ask.answer',
  summary: 'What the project knows about a question, each statement with its source.',
  input: shape({ question: textOf(1, 10_000), limit: optional(integerOf(1, 12)), model: optional(flag) }),
  async run(context, { question, limit = DEFAULT_LIMIT, model = true }, signal): Promise<AskAnswer> {
    // Loaded when somebody asks: a start is too short for it.
    const [{ isCertain }, { chooseHits }, { gatherEvidence }, { wordAnswer }, { writeAnswer }] = await Promise.all([
      import('../ask/certainty.ts'),
      import('../ask/choose-hits.ts'),
      import('../ask/gather-evidence.ts'),
      import('../ask/word-answer.ts'),
      import('../ask/write-answer.ts'),
    ])
    const { hits, progress } = await context.knowledge.search({ query: question, limit: LOOKED_AT }, signal)
    const evidence = await gatherEvidence(context, chooseHits(hits, limit), signal)
    const [first] = evidence
    const notes = isPartial(progress) ? [`Partial: ${pendingText(progress)}.`] : []
    if (!first) {
      return { text: NOTHING, citations: [], certain: false, wordedBy: null, model: 'unasked', notes, progress }
    }
    const certain = isCertain(question, first)
    const head = certain ? '' : `${UNCERTAIN}\n`
    const worded = model ? await wordAnswer(question, evidence, { env: context.env, signal }) : UNASKED
    if (worded.state === 'used') {
      const { checked, wordedBy } = worded
      const citations = citationsOf(evidence).filter(({ n }) => checked.cited.includes(n))
      notes.push(...notesOn(checked))
      return { text: head + checked.text, citations, certain, wordedBy, model: 'used', notes, progress }
    }
    const told = certain ? evidence : evidence.slice(0, MOST_IF_UNCERTAIN)
    if (worded.state === 'failed') notes.push(worded.reason)
    return {
      text: head + writeAnswer(told),
      citations: citationsOf(told),
      certain,
      wordedBy: null,
      model: worded.state,
      notes,
      progress,
    }
  },
})

function citationsOf(evidence: readonly Evidence[]): Citation[] {
  return evidence.map(({ citation }) => citation)
}

function notesOn({ left, unverified }: CheckedAnswer): string[] {
  return [
    ...(left === 0
      ? []
      : [
          left === 1
            ? '1 sentence without evidence was left out.'
            : `${left} sentences without evidence were left out.`,
        ]),
    ...(unverified.length === 0 ? [] : [`Not in what was found: ${unverified.join(', ')}.`]),
  ]
}
