import { integerOf, shape, text } from '../../document/check.ts'
import { askWorkTree } from '../../history/git-process.ts'
import { readGitState } from '../../history/git-state.ts'
import { insideProject } from '../../system/paths.ts'
import type { FileBlame } from '../answers.ts'
import { defineRequest } from '../define-request.ts'

/** Most lines of one answer. */
const MOST_LINES = 1000
/** The author that git gives to lines which are not committed. */
const UNCOMMITTED = '0'.repeat(40)

export default defineRequest({
  id: 'file.blame',
  summary: 'Who last changed each line of a window of a file.',
  input: shape({ path: text, from: integerOf(1), to: integerOf(1) }),
  async run({ root }, { path, from, to }, signal): Promise<FileBlame> {
    insideProject(root, path)
    // The lines that are shown of a notebook are not those that git counts.
    if (path.toLowerCase().endsWith('.ipynb')) return { from, lines: [] }
    const git = readGitState(root)
    if (!git?.head && !git?.reftable) return { from, lines: [] }
    const range = `${from},${Math.min(to, from + MOST_LINES - 1)}`
    const ask = (lines: string) =>
      askWorkTree(root, ['blame', '--no-textconv', '--porcelain', '-L', lines, '--', path], signal)
    const { code, text: output } = await ask(range)
    if (code === 0) return { from, lines: readBlame(output) }
    // The window goes beyond the end of the file.
    const rest = await ask(`${from},`)
    return { from, lines: rest.code === 0 ? readBlame(rest.text) : [] }
  },
})

/** git-blame(1), "The porcelain format": a commit's facts come with its first line only. */
export function readBlame(output: string): FileBlame['lines'] {
  const commits = new Map<string, { author: string; at: number; commit: string; summary: string }>()
  const lines: FileBlame['lines'] = []
  let hash = ''
  for (const line of output.split('\n')) {
    const head = /^([0-9a-f]{40}) \d+ \d+/.exec(line)
    if (head) {
      hash = head[1]!
      if (!commits.has(hash)) commits.set(hash, { author: '', at: 0, commit: hash, summary: '' })
    } else if (line.startsWith('author ')) commits.get(hash)!.author = line.slice(7)
    else if (line.startsWith('summary ')) commits.get(hash)!.summary = line.slice(8)
    else if (line.startsWith('author-time ')) commits.get(hash)!.at = Number(line.slice(12)) * 1000
    else if (line.startsWith('\t')) lines.push(hash === UNCOMMITTED ? null : commits.get(hash)!)
  }
  return lines
}
