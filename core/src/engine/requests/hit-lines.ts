import { integerOf, shape, text } from '../../document/check.ts'
import type { FileLines } from '../answers.ts'
import { defineRequest } from '../define-request.ts'
import { hitLines } from '../hit-lines.ts'

/** Most lines of one answer. */
const MOST_LINES = 500

export default defineRequest({
  id: 'hit.lines',
  summary: 'The lines of a hit in a file, of a notebook as they stand in its cells, with their colours.',
  input: shape({ path: text, name: text, startLine: integerOf(1), endLine: integerOf(1) }),
  async run({ root, pool }, hit, signal): Promise<FileLines> {
    const { path, startLine, endLine } = hit
    const lines = await hitLines(root, hit, { most: MOST_LINES, signal })
    const tokens = await pool.tokens(path, {
      from: startLine,
      to: Math.min(endLine, startLine + MOST_LINES - 1),
      signal,
    })
    return { total: lines.length, from: startLine, lines, tokens: tokens.length === lines.length ? tokens : [] }
  },
})
