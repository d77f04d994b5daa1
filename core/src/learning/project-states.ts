import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { TlcError } from '../system/error.ts'
import type { System } from '../system/system.ts'
import { writeFileAtomically } from '../system/write-file-atomically.ts'
import type { FileChange, ProjectStates } from './contract.ts'
import { fileChange } from './evidence.ts'
import { redact } from './redact.ts'

export interface ProjectStatesOptions {
  system: Pick<System, 'files' | 'random'>
  /** Where the states are kept; made at the first mark. */
  folder: string
  /** Every file of the project with the hash of its bytes; '' for one that was not read. */
  list(): Promise<{ path: string; hash: string; bytes: number; mtimeMs: number }[]>
  /** The text as it is now; null for what is gone, binary or too large. */
  read(path: string): Promise<string | null>
  /** The commit that is checked out and the files that differ from it; null without one. */
  committed(): Promise<{ commit: string; differing: ReadonlySet<string> } | null>
  /** A file's text in a commit; null when it is not there. */
  textAt(commit: string, path: string): Promise<string | null>
}

interface State {
  version: 1
  commit: string
  hashes: Record<string, string>
  /** Redacted texts of what no commit holds. */
  texts: Record<string, string>
}

const MOST_TEXT = 256 * 1024
/** Of all texts of one state. Those changed last are taken first: they are the likeliest to change again. */
const MOST_TEXTS = 2 * 1024 * 1024
const MOST_CHANGES = 20

/**
 * States of the project as files of their own: hashes of all, texts of what git does not hold. Files that are in no
 * commit and beyond the limit are told to have changed, without what.
 */
export function createProjectStates(options: ProjectStatesOptions): ProjectStates {
  const { system, folder, list, read, committed, textAt } = options
  const { files } = system
  const pathOf = (mark: string) => join(folder, `${mark}.json`)

  async function takeTexts(wanted: { path: string; bytes: number }[]): Promise<Record<string, string>> {
    const texts: Record<string, string> = {}
    let room = MOST_TEXTS
    for (const { path, bytes } of wanted) {
      if (bytes > MOST_TEXT || bytes > room) continue
      const text = await read(path)
      if (text === null) continue
      room -= text.length
      texts[path] = redact(text)
    }
    return texts
  }

  async function load(mark: string): Promise<State | null> {
    try {
      const state = JSON.parse(await files.readText(pathOf(mark))) as State
      return state.version === 1 ? state : null
    } catch {
      // Gone, or cut off by a full disk: then nothing is known of it.
      return null
    }
  }

  return {
    async mark() {
      const [all, base] = await Promise.all([list(), committed()])
      const hashes = Object.fromEntries(all.map(({ path, hash }) => [path, hash]))
      const entries = Object.entries(hashes).sort(([a], [b]) => (a < b ? -1 : 1))
      const mark = createHash('sha1')
        .update(JSON.stringify([base?.commit ?? '', entries]))
        .digest('hex')
      if (await files.stat(pathOf(mark))) return mark
      const open = all.filter(({ path }) => !base || base.differing.has(path)).sort((a, b) => b.mtimeMs - a.mtimeMs)
      const state: State = { version: 1, commit: base?.commit ?? '', hashes, texts: await takeTexts(open) }
      await files.makeFolder(folder, { mode: 0o700 })
      await writeFileAtomically(system, pathOf(mark), JSON.stringify(state))
      return mark
    },

    async since(mark) {
      const state = await load(mark)
      if (!state) return []
      const now = new Map((await list()).map(({ path, hash }) => [path, hash]))
      const paths = new Set([...Object.keys(state.hashes), ...now.keys()])
      const changed = [...paths].filter((path) => state.hashes[path] !== now.get(path))
      const changes: FileChange[] = []
      for (const path of byWeight(changed).slice(0, MOST_CHANGES)) {
        const before = path in state.hashes ? await textThen(state, path) : null
        const after = now.has(path) ? await textNow(path) : null
        if (before === undefined || after === undefined) {
          const change = !(path in state.hashes) ? 'added' : now.has(path) ? 'changed' : 'deleted'
          changes.push({ path, change, added: 0, deleted: 0, excerpt: '' })
        } else if (before !== after) changes.push(fileChange(path, before, after))
        // Another secret: that it was changed may be told.
        else if (before?.includes('[redacted:'))
          changes.push({ path, change: 'changed', added: 0, deleted: 0, excerpt: '' })
      }
      return changes
    },

    async keep(marks) {
      const entries = await files.list(folder).catch((fault: unknown) => {
        if (fault instanceof TlcError && fault.code === 'file/missing') return []
        throw fault
      })
      for (const { name } of entries) {
        if (!marks.has(name.replace(/\.json$/, ''))) await files.remove(join(folder, name))
      }
    },
  }

  async function textThen(state: State, path: string): Promise<string | undefined> {
    const own = state.texts[path]
    if (own !== undefined) return own
    const text = state.commit === '' ? null : await textAt(state.commit, path)
    return text === null || text.length > MOST_TEXT ? undefined : redact(text)
  }

  async function textNow(path: string): Promise<string | undefined> {
    const text = await read(path)
    return text === null || text.length > MOST_TEXT ? undefined : redact(text)
  }
}

/** Sources first, what tools write last. */
function byWeight(paths: string[]): string[] {
  const weight = (path: string) =>
    /(?:^|\/)(?:node_modules|target|dist|build|\.venv|__pycache__)\/|\.(?:lock|sum|snap|map|min\.js|pyc|class|log)$|-lock\.json$/.test(
      path,
    )
      ? 1
      : 0
  return paths.sort((a, b) => weight(a) - weight(b) || (a < b ? -1 : 1))
}
