import { join } from 'node:path'
import type { TlcError } from '../system/error.ts'
import type { Files } from '../system/system.ts'
import type { Watched, Watcher } from '../system/watcher.ts'
import type { GitFolder } from './git-folder.ts'

export interface GitWatchOptions {
  files: Files
  watcher: Watcher
  git: GitFolder
  /** HEAD or a branch is another commit now. */
  onCommits(): void
  /** The repository's own ignore file changed. */
  onExcludes(): void
  /** Any change of a watched folder, also one that tells of none of these. */
  onEvent(): void
  /** The system allows no more watches: commits may come untold. */
  onLimit(fault: TlcError): void
}

const HEADS: ReadonlySet<string> = new Set(['HEAD', 'packed-refs', 'shallow'])

/** Watches the few folders of a repository that tell of commits, branches and rebases. A fault leaves a folder unwatched. */
export async function watchGit({ files, watcher, git, ...on }: GitWatchOptions): Promise<Watched> {
  const watched = new Map<string, Watched>()
  let closed = false

  /** Whether there is a watch now that was not there before. */
  const add = (path: string, told: (name: string | null, listed: boolean) => void): boolean => {
    if (closed || watched.has(path)) return false
    const changed = (name: string | null, listed: boolean) => {
      on.onEvent()
      told(name, listed)
    }
    try {
      watched.set(path, watcher.folder(path, { changed, lost: () => remove(path) }))
      return true
    } catch (thrown) {
      // A folder that is not there has nothing to tell.
      if ((thrown as TlcError).code === 'watch/limit') on.onLimit(thrown as TlcError)
      return false
    }
  }

  const remove = (path: string) => {
    watched.get(path)?.close()
    watched.delete(path)
  }

  // A branch `a/b` is a file in a folder of its own, which git makes and removes with it.
  const addRefs = async (path: string, { isLate = false } = {}): Promise<void> => {
    const isFolder = await files.list(path).then(
      () => true,
      () => false,
    )
    if (!isFolder) return remove(path)
    const isNew = add(path, (name, listed) => {
      if (name?.endsWith('.lock')) return
      on.onCommits()
      if (listed && name !== null) void addRefs(join(path, name), { isLate: true })
    })
    // What came into a new folder before its watch was told by none.
    if (isNew && isLate) on.onCommits()
    const entries = (await files.list(path).catch(() => null)) ?? []
    await Promise.all(
      entries.filter((entry) => entry.kind === 'folder').map((entry) => addRefs(join(path, entry.name), { isLate })),
    )
  }

  for (const folder of new Set([git.gitDir, git.commonDir])) {
    add(folder, (name) => {
      if (name === null || HEADS.has(name)) on.onCommits()
    })
  }
  add(join(git.commonDir, 'info'), (name) => {
    if (name === null || name === 'exclude') on.onExcludes()
  })
  // Where refs are kept as tables, a change rewrites the list of them.
  add(join(git.commonDir, 'reftable'), (name) => {
    if (name === 'tables.list') on.onCommits()
  })
  await addRefs(join(git.commonDir, 'refs', 'heads'))
  return {
    close() {
      closed = true
      for (const path of [...watched.keys()]) remove(path)
    },
  }
}
