import type { ChangeFact, CommitFact } from '../store/contract.ts'

/** What `git log` prints before each commit; a marker that no other field of the stream begins with. */
export const LOG_FORMAT = '%x01%H%n%P%n%at%n%aN%n%aE%n%s'

/** A directory entry that is a commit of another repository: a submodule. */
const SUBMODULE = '160000'
const LONGEST_SUBJECT = 500

interface RawChange extends ChangeFact {
  submodule: boolean
}

export interface LogParser {
  /** Takes a piece of the stream and returns the commits that it completed. */
  push(piece: Buffer): CommitFact[]
  /** The last commit; null when the stream held none or stopped within its header. */
  end(): CommitFact | null
}

/**
 * Reads `git log -z --raw [--numstat]` in `LOG_FORMAT`. With `-z` every field ends in NUL and no path is quoted, so
 * paths may hold line feeds, quotes and tabs. Where a field stands decides what it is, never how it looks.
 */
export function createLogParser(): LogParser {
  let rest: Buffer = Buffer.alloc(0)
  let commit: CommitFact | null = null
  let raw: RawChange[] = []
  let counted = 0
  let done: CommitFact[] = []
  /** Paths that the field before announced, and what to do with them. */
  let awaited = 0
  let paths: string[] = []
  let take: (paths: string[]) => void = () => {}

  function expectPaths(count: number, then: (paths: string[]) => void): void {
    awaited = count
    paths = []
    take = then
  }

  function field(text: string): void {
    if (awaited > 0) {
      paths.push(text)
      if (--awaited === 0) take(paths)
      return
    }
    if (text.startsWith('\u0001')) {
      finish()
      commit = parseHeader(text)
      return
    }
    const entry = text.startsWith('\n') ? text.slice(1) : text
    if (entry.startsWith(':')) rawEntry(entry)
    else if (entry !== '') countEntry(entry)
  }

  function rawEntry(entry: string): void {
    const [oldMode = '', newMode, , , status = ''] = entry.slice(1).split(' ')
    const submodule = oldMode === SUBMODULE || newMode === SUBMODULE
    const renamed = status.startsWith('R')
    expectPaths(renamed || status.startsWith('C') ? 2 : 1, (found) => {
      raw.push({ path: found.at(-1)!, from: renamed ? found[0]! : null, added: null, deleted: null, submodule })
    })
  }

  /** Counts come after all raw entries of the commit, in the same order. */
  function countEntry(entry: string): void {
    const firstTab = entry.indexOf('\t')
    const secondTab = entry.indexOf('\t', firstTab + 1)
    const added = entry.slice(0, firstTab)
    const deleted = entry.slice(firstTab + 1, secondTab)
    const path = entry.slice(secondTab + 1)
    const set = (name: string) => {
      const change = raw[counted]?.path === name ? raw[counted] : raw.find((each) => each.path === name)
      counted++
      if (!change || added === '-') return
      change.added = Number(added)
      change.deleted = Number(deleted)
    }
    if (path === '') expectPaths(2, ([, to]) => set(to!))
    else set(path)
  }

  function finish(): void {
    if (commit) {
      for (const { submodule, ...change } of raw) if (!submodule) commit.changes.push(change)
      done.push(commit)
    }
    commit = null
    raw = []
    counted = 0
  }

  return {
    push(piece) {
      const data = rest.length === 0 ? piece : Buffer.concat([rest, piece])
      let from = 0
      for (let at = data.indexOf(0, from); at >= 0; at = data.indexOf(0, from)) {
        field(data.toString('utf8', from, at))
        from = at + 1
      }
      rest = data.subarray(from)
      const commits = done
      done = []
      return commits
    },
    end() {
      finish()
      return done.pop() ?? null
    },
  }
}

function parseHeader(text: string): CommitFact {
  const [hash = '', parents = '', at = '', author = '', email = '', ...subject] = text.slice(1).split('\n')
  return {
    hash,
    // The same name comes composed from one machine and decomposed from another.
    author: author.trim().normalize('NFC') || email || 'unknown',
    email,
    at: Number(at) * 1000 || 0,
    parents: parents === '' ? 0 : parents.split(' ').length,
    subject: subject.join(' ').slice(0, LONGEST_SUBJECT),
    changes: [],
  }
}
