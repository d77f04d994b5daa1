import { flag, integerOf, optional, shape, textOf } from '../../document/check.ts'
import type { IndexProgress } from '../../index/contract.ts'
import { isCertain } from '../ask/certainty.ts'
import type { CheckedAnswer } from '../ask/check-answer.ts'
import { chooseHits } from '../ask/choose-hits.ts'
import type { Citation } from '../ask/evidence.ts'
import { gatherEvidence } from '../ask/gather-evidence.ts'
import { wordAnswer } from '../ask/word-answer.ts'
import { writeAnswer } from '../ask/write-answer.ts'
import { defineRequest } from '../define-request.ts'

const DEFAULT_LIMIT = 6
/** Of what is found, hits that are looked at for so many that differ. */
const LOOKED_AT = 30
const NOTHING = 'Nothing that is known of the project fits this question.'
const UNCERTAIN = 'Nothing certain was found for this question. This comes nearest:'

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
    const { hits, progress } = await context.knowledge.search({ query: question, limit: LOOKED_AT }, signal)
    const evidence = await gatherEvidence(context, chooseHits(hits, limit), signal)
    const notes = progress.pendingFiles > 0 ? [`Partial: ${progress.pendingFiles} files are not searchable yet.`] : []
    const citations = evidence.map(({ citation }) => citation)
    const plain = { citations, wordedBy: null, progress }
    const [first] = evidence
    if (!first) return { ...plain, text: NOTHING, certain: false, model: 'unasked', notes }

    const certain = isCertain(question, first)
    const head = certain ? '' : `${UNCERTAIN}\n`
    const text = head + writeAnswer(evidence)
    if (!model) return { ...plain, text, certain, model: 'unasked', notes }
    const worded = await wordAnswer(question, evidence, { env: context.env, signal })
    if (worded === null) return { ...plain, text, certain, model: 'none', notes }
    if (typeof worded === 'string') return { ...plain, text, certain, model: 'failed', notes: [...notes, worded] }
    const { checked, wordedBy } = worded
    return {
      text: head + checked.text,
      citations: citations.filter(({ n }) => checked.cited.includes(n)),
      certain,
      wordedBy,
      model: 'used',
      notes: [...notes, ...notesOn(checked)],
      progress,
    }
  },
})

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
