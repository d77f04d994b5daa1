import recentCommits from '../../store/queries/recent-commits.ts'
import { defineKnowledgeSource } from '../define-knowledge-source.ts'

/** The newest; older ones are in git's own log. */
const MOST_COMMITS = 5_000

export default defineKnowledgeSource({
  id: 'commits',
  prefix: 'commit',
  docs: 'What the newest commits say, and which files they changed.',
  async list({ store }) {
    const commits = await (await store()).query(recentCommits, { limit: MOST_COMMITS, hashes: [] })
    return commits.map(({ hash }) => ({ id: `commit:${hash}`, version: hash }))
  },
  async read({ store }, ids) {
    const hashes = ids.map((id) => id.slice('commit:'.length))
    const commits = await (await store()).query(recentCommits, { limit: hashes.length, hashes })
    return commits.map(({ hash, author, at, subject, paths }) => ({
      id: `commit:${hash}`,
      kind: 'commit' as const,
      title: subject,
      text: `${subject}\n\n${author} changed ${paths.join(', ')}`,
      at,
      version: hash,
    }))
  },
})
