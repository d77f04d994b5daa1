import { shape, text } from '../../document/check.ts'
import type { FileFound } from '../answers.ts'
import { defineRequest } from '../define-request.ts'
import { sourceLines } from '../source-lines.ts'

/** Nobody steps through more; the first ones are given. */
const MOST_FOUND = 10_000
/** Lines that are read at once. */
const WINDOW = 20_000

export default defineRequest({
  id: 'file.find',
  summary: 'The lines of a file that hold a text.',
  input: shape({ path: text, text }),
  async run({ root }, { path, text: wanted }, signal): Promise<FileFound> {
    const lines: number[] = []
    if (wanted === '') return { lines, more: false }
    // As editors do it: a capital letter in what is searched for is meant.
    const folds = wanted === wanted.toLowerCase()
    for (let from = 1; ; from += WINDOW) {
      const window = await sourceLines({ root, path, from, to: from + WINDOW - 1, signal })
      for (const [i, line] of window.lines.entries()) {
        if (!(folds ? line.toLowerCase() : line).includes(wanted)) continue
        if (lines.length === MOST_FOUND) return { lines, more: true }
        lines.push(from + i)
      }
      if (window.lines.length < WINDOW) return { lines, more: false }
    }
  },
})
