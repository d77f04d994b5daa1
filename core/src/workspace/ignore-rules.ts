import { join } from 'node:path'
import { configFolder, STATE_FOLDER } from '../system/paths.ts'
import type { System } from '../system/system.ts'
import type { GitFolder } from './git-folder.ts'
import { type IgnorePatterns, parseIgnoreFile } from './ignore-patterns.ts'

/** Names whose text changes what the project consists of. */
export const IGNORE_FILES: ReadonlySet<string> = new Set(['.gitignore', '.tlcignore'])

/** Never part of a project, whatever an ignore file says. */
const NEVER: ReadonlySet<string> = new Set(['.git', STATE_FOLDER])

/**
 * Ignored unless an ignore file brings it back (`!vendor-name/`): stores of other version control systems, installed
 * packages, caches and virtual environments, which projects without a .gitignore hold too.
 */
export const DEFAULT_IGNORES = [
  '.hg/',
  '.svn/',
  '.bzr/',
  '.jj/',
  'CVS/',
  'node_modules/',
  'bower_components/',
  '.yarn/cache/',
  '.pnpm-store/',
  '__pycache__/',
  '.venv/',
  '.tox/',
  '.nox/',
  '.mypy_cache/',
  '.pytest_cache/',
  '.ruff_cache/',
  '.eggs/',
  '.ipynb_checkpoints/',
  '.gradle/',
  '.terraform/',
  '.next/',
  '.nuxt/',
  '.svelte-kit/',
  '.turbo/',
  '.parcel-cache/',
  '.nyc_output/',
  '.DS_Store',
  'Thumbs.db',
  '*.pyc',
  '*.swp',
  '*~',
  '.#*',
] as const

const MAX_IGNORE_FILE_BYTES = 1024 * 1024

/** The rules that hold in one folder: its own and those of all above it. Immutable. */
export interface FolderRules {
  /** `path` is relative to the project. Asked only for what lies in a folder that is not ignored itself. */
  ignores(path: string, name: string, isFolder: boolean): boolean
  /** The rules in a sub-folder that holds ignore files; `path` relative to the project. */
  within(path: string, found: ReadonlySet<string>): Promise<FolderRules>
}

interface Level {
  /** Put before a path of the project: the project's own path within the work tree. */
  prefix: string
  /** Characters of a path of the project that lead to the ignore file's folder. */
  skip: number
  patterns: IgnorePatterns
  next: Level | null
}

/**
 * The rules at the root of a project. What wins, first to last: .tlcignore (nearest first), .gitignore (nearest first, up
 * to the top of the work tree), the repository's info/exclude, the user's core.excludesFile, `DEFAULT_IGNORES`.
 */
export async function rootRules(system: System, root: string, git: GitFolder | null): Promise<FolderRules> {
  const defaults = parseIgnoreFile(DEFAULT_IGNORES.join('\n'))!
  let farthest: Level | null = { prefix: '', skip: 0, patterns: defaults, next: null }
  let own: Level | null = null
  for (const file of await outerFiles(system, git)) farthest = await levelOf(system, file, '', 0, farthest)
  for (const { folder, prefix } of git ? foldersAbove(git.workTree, root) : []) {
    farthest = await levelOf(system, join(folder, '.gitignore'), prefix, 0, farthest)
    own = await levelOf(system, join(folder, '.tlcignore'), prefix, 0, own)
  }
  return folderRules(system, root, own, farthest)
}

function folderRules(system: System, root: string, own: Level | null, git: Level | null): FolderRules {
  return {
    ignores(path, name, isFolder) {
      if (NEVER.has(name)) return true
      return (verdictOf(own, path, name, isFolder) ?? verdictOf(git, path, name, isFolder)) === 'ignored'
    },
    async within(path, found) {
      const skip = path === '' ? 0 : path.length + 1
      const ownHere = found.has('.tlcignore')
        ? await levelOf(system, join(root, path, '.tlcignore'), '', skip, own)
        : own
      const gitHere = found.has('.gitignore')
        ? await levelOf(system, join(root, path, '.gitignore'), '', skip, git)
        : git
      return ownHere === own && gitHere === git ? this : folderRules(system, root, ownHere, gitHere)
    },
  }
}

function verdictOf(nearest: Level | null, path: string, name: string, isFolder: boolean): 'ignored' | 'kept' | null {
  for (let level = nearest; level; level = level.next) {
    const relative = level.skip > 0 ? path.slice(level.skip) : level.prefix + path
    const verdict = level.patterns.verdict(relative, name, isFolder)
    if (verdict) return verdict
  }
  return null
}

async function levelOf(
  system: System,
  file: string,
  prefix: string,
  skip: number,
  next: Level | null,
): Promise<Level | null> {
  const stat = await system.files.stat(file).catch(() => null)
  if (stat?.kind !== 'file' || stat.bytes > MAX_IGNORE_FILE_BYTES) return next
  const patterns = parseIgnoreFile(await system.files.readText(file).catch(() => ''))
  return patterns ? { prefix, skip, patterns, next } : next
}

/** The user's file and the repository's, the weaker first. */
async function outerFiles(system: System, git: GitFolder | null): Promise<string[]> {
  if (!git) return []
  return [await globalExcludes(system, git), join(git.commonDir, 'info', 'exclude')]
}

async function globalExcludes(system: System, git: GitFolder): Promise<string> {
  const fallback = join(configFolder(system.env), '..', 'git', 'ignore')
  try {
    const asked = await system.processes.run('git', ['config', '--type=path', '--get', 'core.excludesFile'], {
      cwd: git.workTree,
      timeoutMs: 2_000,
    })
    const named = Buffer.from(asked.stdout).toString('utf8').replace(/\n$/, '')
    return asked.code === 0 && named !== '' ? named : fallback
  } catch {
    return fallback
  }
}

/** The folders from the top of the work tree down to the project, the project left out, with its path from each. */
function foldersAbove(workTree: string, root: string): { folder: string; prefix: string }[] {
  const parts = root
    .slice(workTree.length)
    .split('/')
    .filter((part) => part !== '')
  return parts.map((_, i) => ({ folder: join(workTree, ...parts.slice(0, i)), prefix: `${parts.slice(i).join('/')}/` }))
}
