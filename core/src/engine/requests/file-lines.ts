import { integerOf, shape, text } from '../../document/check.ts'
import type { FileLines } from '../answers.ts'
import { defineRequest } from '../define-request.ts'
import { sourceLines } from '../source-lines.ts'

/** Most lines of one answer; a screen asks for what it shows. */
const MOST_LINES = 500

export default defineRequest({
  id: 'file.lines',
  summary: 'A window of a file with its colours; of a notebook the lines of its code cells.',
  input: shape({ path: text, from: integerOf(1), to: integerOf(1) }),
  async run({ root, pool }, { path, from, to }, signal): Promise<FileLines> {
    const last = Math.min(to, from + MOST_LINES - 1)
    const window = await sourceLines({ root, path, from, to: last, signal })
    if (window.skipped) return { total: 0, from, lines: [], tokens: [], skipped: window.skipped }
    // Where the parser takes too long, text without colours serves better than none.
    const tokens = await pool.tokens(path, { from, to: last, signal }).catch(() => [])
    signal.throwIfAborted()
    const { total, lines, cells } = window
    return { total, from, lines, tokens, ...(cells && { cells }) }
  },
})
