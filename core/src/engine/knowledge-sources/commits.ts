import { type CommitDiff, readDiffs } from '../../history/read-diffs.ts'
import { pathClass } from '../../index/chunks/kind-of-path.ts'
import { redact } from '../../learning/redact.ts'
import newestCommits from '../../store/queries/newest-commits.ts'
import recentCommits, { type RecentCommit } from '../../store/queries/recent-commits.ts'
import { defineKnowledgeSource } from '../define-knowledge-source.ts'

/** The newest; older ones are in git's own log. */
const MOST_COMMITS = 5_000
/** Of these what they changed is searchable too: it is some ten times as much text as what they say. */
const MOST_DIFFS = 1_000
const LONGEST_LINE = 300
/** A subject may be a paragraph. */
const LONGEST_TITLE = 120
/** A commit whose diff is searchable is another text than the same one without. */
const WITH_DIFF = '+diff'

export default defineKnowledgeSource({
  id: 'commits',
  prefix: 'commit',
  docs: 'What the newest commits say, and which files and lines they changed.',
  async list({ store }) {
    const hashes = await (await store()).query(newestCommits, { limit: MOST_COMMITS })
    return hashes.map((hash, i) => ({ id: `commit:${hash}`, version: i < MOST_DIFFS ? `${hash}${WITH_DIFF}` : hash }))
  },
  async read({ store, root }, ids) {
    const opened = await store()
    const hashes = ids.map((id) => id.slice('commit:'.length))
    const [commits, newest] = await Promise.all([
      opened.query(recentCommits, { limit: hashes.length, hashes }),
      opened.query(newestCommits, { limit: MOST_DIFFS }),
    ])
    const recent = new Set(newest)
    const diffs = await readDiffs(
      root,
      hashes.filter((hash) => recent.has(hash)),
      { skips: saysNothing },
    )
    return commits.map((commit) => ({
      id: `commit:${commit.hash}`,
      kind: 'commit' as const,
      title: redact(commit.subject).slice(0, LONGEST_TITLE),
      text: shortened(redact(textOf(commit, diffs.get(commit.hash)))),
      at: commit.at,
      version: recent.has(commit.hash) ? `${commit.hash}${WITH_DIFF}` : commit.hash,
    }))
  },
})

/** Lock files, generated and vendored ones change by the thousand lines. */
function saysNothing(path: string): boolean {
  const { vendored, generated } = pathClass(path)
  return vendored || generated || LOCK_FILE.test(path)
}

const LOCK_FILE = /(?:\.lock|(?:^|\/)(?:go\.sum|[\w-]+[-.]lock\.\w+))$/

/** Cut after secrets were taken out: half of one is not known as one. */
function shortened(text: string): string {
  return text
    .split('\n')
    .map((line) => line.slice(0, LONGEST_LINE))
    .join('\n')
}

// Indented as Markdown wants code, where no line is a heading or a fence.
function textOf({ subject, author, paths }: RecentCommit, diff: CommitDiff | undefined): string {
  const said = diff?.message.trim() || subject
  const files = (diff?.files ?? []).filter(({ lines }) => lines.length > 0)
  return [
    `${said}\n\n${author} changed ${paths.join(', ')}`,
    ...files.map(
      ({ path, lines }) => `## ${path.replaceAll('\n', ' ')}\n${lines.map((line) => `    ${line}`).join('\n')}`,
    ),
  ].join('\n\n')
}
