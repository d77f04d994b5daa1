import type { Advice, AdvisedFix, Fix, FoundError, Vote } from './contract.ts'
import { summaryOf } from './evidence.ts'
import { feedbackFactorOf, fixTarget } from './feedback.ts'
import { likeness, rarityOf } from './similarity.ts'

/** Errors less alike than this have no advice in common. */
export const LEAST_LIKENESS = 0.5
/** A fix that failed so much more often than it worked is no longer advised. */
const LEAST_TRUST = 0.34
const MOST_FIXES = 3

/** The known fixes of errors like these, the best first. The errors stand in their own order of importance. */
export function adviseOnErrors(errors: readonly FoundError[], fixes: readonly Fix[], votes: readonly Vote[]): Advice {
  const [first] = errors
  if (!first) return { error: null, fixes: [], reason: 'No error was found in the output.' }
  if (fixes.length === 0) return none(first, 'No fix is known yet: fixes are learnt from runs by `tlc run`.')
  const rarity = rarityOf(fixes.map(({ fingerprint }) => fingerprint))
  for (const error of errors) {
    const advised = fixes
      .map((fix) => rate(error, fix, votes, likeness(error.fingerprint, fix, rarity)))
      .filter((one) => one.similarity >= LEAST_LIKENESS && trustOf(one.record) >= LEAST_TRUST)
      .sort((a, b) => b.confidence - a.confidence || b.evidence.at - a.evidence.at)
    if (advised.length > 0) return { error: described(error), fixes: advised.slice(0, MOST_FIXES), reason: '' }
  }
  return none(first, `None of the ${fixes.length} known fixes is of an error like this.`)
}

function rate(error: FoundError, fix: Fix, votes: readonly Vote[], like: ReturnType<typeof likeness>): AdvisedFix {
  const own = votes.filter(({ target }) => target === fixTarget(fix.id))
  const useful = own.filter((vote) => vote.useful).length
  const record = { worked: fix.worked, tried: fix.tried, misled: fix.misled, useful, notUseful: own.length - useful }
  const trust = trustOf(record)
  const confidence = Math.min(1, like.score * (0.5 + 0.5 * trust) * feedbackFactorOf(own))
  const { files, commands, command, lastAt, kind, id } = fix
  const why = [...like.why, `worked ${record.worked} of ${record.tried} times`]
  if (record.misled > 0) why.push(`was something else ${record.misled} times`)
  if (own.length > 0) why.push(`${useful} of ${own.length} people found it useful`)
  if (error.fingerprint.errorClass !== '' && like.why.length === 0) why.push(error.fingerprint.errorClass)
  const evidence = { error: fix.error, command, files, commands, at: lastAt }
  return {
    id,
    confidence: round(confidence),
    similarity: round(like.score),
    record,
    kind,
    summary: summaryOf(fix),
    evidence,
    why,
  }
}

/** Laplace's rule of succession, so that one success is no certainty. */
function trustOf({ worked, tried, misled }: { worked: number; tried: number; misled: number }): number {
  return (worked + 1) / (tried + misled + 2)
}

function none(error: FoundError, reason: string): Advice {
  return { error: described(error), fixes: [], reason }
}

function described({ message, line, fingerprint: { errorClass, family } }: FoundError): Advice['error'] {
  return { message, errorClass, family, line }
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000
}
