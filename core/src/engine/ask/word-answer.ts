import { randomBytes } from 'node:crypto'
import { type Chat, chatFrom } from '../../models/chat.ts'
import { errorText, TlcError } from '../../system/error.ts'
import { type CheckedAnswer, checkAnswer } from './check-answer.ts'
import type { Evidence } from './evidence.ts'
import { promptFor } from './prompt.ts'

export interface WordedAnswer {
  state: 'used'
  checked: CheckedAnswer
  /** The model and its server, for people. */
  wordedBy: string
}

/** `none`: no model is configured. `reason` is a line for people. */
export type UnwordedAnswer = { state: 'none' } | { state: 'failed'; reason: string }

/** Small models on small machines read some 4,000 tokens at once, the question and the answer among them. */
const EXCERPT_TOKENS = 2_500
const ANSWER_TOKENS = 600

/** The answer as the configured model words it, checked, or why there is none. Rejects with the signal's reason alone. */
export async function wordAnswer(
  question: string,
  evidence: readonly Evidence[],
  { env, signal }: { env: Readonly<Record<string, string | undefined>>; signal: AbortSignal },
): Promise<WordedAnswer | UnwordedAnswer> {
  try {
    const chat = chatFrom(env)
    return chat ? await worded(chat, { question, evidence, signal }) : { state: 'none' }
  } catch (thrown) {
    signal.throwIfAborted()
    const hint = thrown instanceof TlcError && thrown.hint !== '' ? ` ${thrown.hint}` : ''
    return { state: 'failed', reason: `Made without a model: ${errorText(thrown)}.${hint}` }
  }
}

async function worded(
  chat: Chat,
  { question, evidence, signal }: { question: string; evidence: readonly Evidence[]; signal: AbortSignal },
): Promise<WordedAnswer | UnwordedAnswer> {
  const seal = randomBytes(6).toString('hex')
  const { messages, ...shown } = promptFor(question, evidence, { budget: EXCERPT_TOKENS, seal })
  const checked = checkAnswer(await chat.complete(messages, { mostTokens: ANSWER_TOKENS, signal }), shown)
  if (checked.text === '') {
    return { state: 'failed', reason: `Made without a model: nothing that ${chat.title} said had evidence.` }
  }
  return { state: 'used', checked, wordedBy: chat.title }
}
