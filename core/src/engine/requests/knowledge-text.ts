import { integerOf, optional, shape, textOf } from '../../document/check.ts'
import type { KnowledgeKind } from '../../index/contract.ts'
import { TlcError } from '../../system/error.ts'
import { defineRequest } from '../define-request.ts'
import { knownDocument } from '../known-document.ts'

/** Characters of one answer. */
const PAGE = 100_000

/** Text of a hit that is no file of the project. */
export interface KnowledgeText {
  id: string
  kind: KnowledgeKind
  title: string
  /** ms since the epoch; 0 when nobody knows. */
  at: number
  /** From character `from` on; the lines that hits name count from the start of the whole. */
  text: string
  /** `from` of the next part; null at the end. */
  next: number | null
}

export default defineRequest({
  id: 'knowledge.text',
  summary: 'The text of a commit, message, fix, page or package that a search found, in parts.',
  input: shape({ id: textOf(1, 4_200), from: optional(integerOf(0)) }),
  async run(context, { id, from = 0 }): Promise<KnowledgeText> {
    const document = await knownDocument(context, id)
    if (!document) {
      throw new TlcError('knowledge/unknown', `Expected the id of something that is known, got \`${id}\`.`, {
        hint: 'It may be gone since it was found: search again.',
      })
    }
    const { kind, title, at, text } = document
    const to = from + PAGE
    return { id, kind, title, at, text: text.slice(from, to), next: to < text.length ? to : null }
  },
})
