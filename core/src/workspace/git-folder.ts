import { dirname, join, resolve } from 'node:path'
import type { Files } from '../system/system.ts'

/** Where the repository that holds a folder keeps its things. Absolute paths. */
export interface GitFolder {
  /** The top of the work tree: the project itself, or a folder above it. */
  workTree: string
  /** HEAD, index and logs of this work tree. */
  gitDir: string
  /** Refs, objects and `info/exclude`, which all work trees of a repository share. */
  commonDir: string
}

/** Finds the repository around a folder by its files, without starting git; null where there is none. */
export async function findGitFolder(files: Files, root: string): Promise<GitFolder | null> {
  for (let folder = resolve(root); ; folder = dirname(folder)) {
    const gitDir = await gitDirOf(files, folder)
    if (gitDir) return { workTree: folder, gitDir, commonDir: await commonDirOf(files, gitDir) }
    if (dirname(folder) === folder) return null
  }
}

async function gitDirOf(files: Files, folder: string): Promise<string | null> {
  const dotGit = join(folder, '.git')
  const stat = await files.stat(dotGit).catch(() => null)
  if (!stat) return null
  if (stat.kind === 'folder') return (await files.stat(join(dotGit, 'HEAD')).catch(() => null)) ? dotGit : null
  // A linked work tree or a submodule: a file that names the folder (gitrepository-layout(5)).
  const text = await files.readText(dotGit).catch(() => '')
  const named = /^gitdir: (.+)$/m.exec(text)?.[1]
  return named ? resolve(folder, named.trim()) : null
}

async function commonDirOf(files: Files, gitDir: string): Promise<string> {
  const text = await files.readText(join(gitDir, 'commondir')).catch(() => '')
  return text === '' ? gitDir : resolve(gitDir, text.trim())
}
