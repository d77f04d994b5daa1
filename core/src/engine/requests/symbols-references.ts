import { integerOf, optional, shape, text } from '../../document/check.ts'
import { readLines } from '../../workspace/line-index.ts'
import type { Target } from '../answers.ts'
import { defineRequest, type RequestContext } from '../define-request.ts'
import { nameAt, referencesTo } from '../resolve.ts'

/** Most targets for which the line's text is read along. */
const MOST_TEXTS = 200

export default defineRequest({
  id: 'symbols.references',
  summary: 'Every use of a name, or of the name at a place.',
  input: shape({
    name: optional(text),
    path: optional(text),
    line: optional(integerOf(1)),
    column: optional(integerOf(1)),
    texts: optional(integerOf(0, MOST_TEXTS)),
    textsFrom: optional(integerOf(0)),
  }),
  async run(context, { name, path, line, column, texts = 0, textsFrom = 0 }) {
    const meant = name ?? (path && line && column ? await nameAt(context, { path, line, column }) : null)
    if (!meant) return { name: null, targets: [] }
    const targets = await referencesTo(context, meant, path ?? null)
    return { name: meant, targets: await withTexts(context, targets, { from: textsFrom, to: textsFrom + texts }) }
  },
})

async function withTexts(
  { root }: RequestContext,
  targets: Target[],
  { from, to }: { from: number; to: number },
): Promise<Target[]> {
  const shown = await Promise.all(
    targets.slice(from, to).map(async (target) => {
      const { lines } = await readLines({ root, path: target.path, from: target.line, to: target.line })
      return { ...target, text: (lines[0] ?? '').trim().slice(0, 200) }
    }),
  )
  return [...targets.slice(0, from), ...shown, ...targets.slice(to)]
}
