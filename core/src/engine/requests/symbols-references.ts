import { readNotebook } from '@tlc/analyzers/notebook'
import { flag, integerOf, optional, shape, text } from '../../document/check.ts'
import { insideProject } from '../../system/paths.ts'
import { readLines } from '../../workspace/line-index.ts'
import { readSource } from '../../workspace/read-source.ts'
import type { Place, Target, Uses } from '../answers.ts'
import { defineRequest, type RequestContext } from '../define-request.ts'
import { identifierAt } from '../identifier-at.ts'
import { definedIn, referencesAt } from '../resolve.ts'
import { referencesTo } from '../resolve-by-name.ts'

/** Most targets for which the line's text is read along. */
const MOST_TEXTS = 200

export default defineRequest({
  id: 'symbols.references',
  summary: 'Uses of what the name at a place means, or every use of a name.',
  input: shape({
    name: optional(text),
    path: optional(text),
    line: optional(integerOf(1)),
    column: optional(integerOf(1)),
    all: optional(flag),
    texts: optional(integerOf(0, MOST_TEXTS)),
    textsFrom: optional(integerOf(0)),
  }),
  async run(context, { name, path, line, column, all = false, texts = 0, textsFrom = 0 }, signal): Promise<Uses> {
    const meant = await placeOf(context, { name, path, line, column })
    const answer = meant
      ? await referencesAt(context, { ...meant, all }, signal)
      : { name: name ?? null, targets: name ? await referencesTo(context, name, path ?? null) : [], leftOut: 0 }
    const shown = { from: textsFrom, to: textsFrom + texts }
    return { ...answer, targets: await withTexts(context, answer.targets, shown) }
  },
})

/** The place that is asked about: the given one, or that of the only definition of the name in the file. */
async function placeOf(
  context: RequestContext,
  { name, path, line, column }: { name?: string; path?: string; line?: number; column?: number },
): Promise<Place | null> {
  if (path && line && column) return { path, line, column }
  if (!path || !name) return null
  if (line) {
    const at = await columnOf(context, { path, line, name })
    if (at !== null) return { path, line, column: at }
  }
  const defined = await definedIn(context, name, path)
  return defined.length === 1 ? defined[0]! : null
}

/** Where the name first stands on a line as a whole word. */
async function columnOf(
  { root }: RequestContext,
  { path, line, name }: { path: string; line: number; name: string },
): Promise<number | null> {
  const text = await lineOf(root, path, line)
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    if (identifierAt(text, at + 1)?.name === name) return at + 1
  }
  return null
}

async function withTexts(
  { root }: RequestContext,
  targets: Target[],
  { from, to }: { from: number; to: number },
): Promise<Target[]> {
  const shown = await Promise.all(
    targets.slice(from, to).map(async (target) => {
      const line = await lineOf(root, target.path, target.line)
      return { ...target, text: line.trim().slice(0, 200) }
    }),
  )
  return [...targets.slice(0, from), ...shown, ...targets.slice(to)]
}

/** A line as places count them: of a notebook, over its code cells joined. */
async function lineOf(root: string, path: string, line: number): Promise<string> {
  if (!path.endsWith('.ipynb')) return (await readLines({ root, path, from: line, to: line })).lines[0] ?? ''
  const { text } = readSource(insideProject(root, path))
  return (text === null ? null : readNotebook(text))?.text.split('\n')[line - 1] ?? ''
}
