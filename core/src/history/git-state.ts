import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { GitState } from './contract.ts'

/** Where a repository keeps its state: `gitDir` of this work tree, `commonDir` shared by all work trees. */
export interface GitPlace {
  gitDir: string
  commonDir: string
  /** The folder that paths in the log are relative to. */
  top: string
}

const DEEPEST_REF = 10

/**
 * The state of the repository that holds `root`, from its files alone, so that it costs no process. Null when there is
 * no repository. Must not throw: whatever cannot be read counts as absent. The refs of a `reftable` are
 * git's own; `askGitState` reads them.
 */
export function readGitState(root: string): GitState | null {
  const place = findGit(root)
  return place && stateOf(place)
}

/** Finds the repository as git does: upwards from `root`, through the `.git` file of work trees and submodules. */
export function findGit(root: string): GitPlace | null {
  for (let folder = resolve(root); ; folder = dirname(folder)) {
    const gitDir = gitDirOf(join(folder, '.git')) ?? (isGitDir(folder) ? folder : null)
    if (gitDir) {
      const common = readText(join(gitDir, 'commondir'))
      return { gitDir, commonDir: common === null ? gitDir : resolve(gitDir, common), top: folder }
    }
    if (dirname(folder) === folder) return null
  }
}

function gitDirOf(entry: string): string | null {
  if (!existsSync(entry)) return null
  if (isGitDir(entry)) return entry
  const target = readText(entry)?.match(/^gitdir: (.+)$/)?.[1]
  if (target === undefined) return null
  const gitDir = resolve(dirname(entry), target)
  return existsSync(join(gitDir, 'HEAD')) ? gitDir : null
}

function isGitDir(folder: string): boolean {
  return existsSync(join(folder, 'HEAD')) && existsSync(join(folder, 'objects')) && existsSync(join(folder, 'refs'))
}

function stateOf({ gitDir, commonDir }: GitPlace): GitState {
  const head = readText(join(gitDir, 'HEAD')) ?? ''
  const ref = head.match(/^ref: (.+)$/)?.[1] ?? null
  const config = readText(join(commonDir, 'config')) ?? ''
  // Such a repository has a HEAD for older programs, which names the branch `.invalid`.
  const reftable = /^\s*refstorage\s*=\s*reftable\b/im.test(config)
  return {
    branch: reftable ? null : (ref?.replace(/^refs\/heads\//, '') ?? null),
    head: reftable ? null : ref === null ? hashOf(head) : resolveRef(commonDir, gitDir, ref, DEEPEST_REF),
    detached: ref === null,
    ...(reftable && { reftable }),
    shallow: existsSync(join(commonDir, 'shallow')),
    partial: /^\s*(partialclonefilter|promisor\s*=\s*true|partialclone)\b/im.test(config),
  }
}

function resolveRef(commonDir: string, gitDir: string, ref: string, depth: number): string | null {
  // A ref is a path below the git folder; one that climbs out of it is not ours to read.
  if (depth === 0 || !ref.startsWith('refs/') || ref.split('/').includes('..')) return null
  const text = readText(join(commonDir, ref)) ?? readText(join(gitDir, ref))
  const next = text?.match(/^ref: (.+)$/)?.[1]
  if (next !== undefined) return resolveRef(commonDir, gitDir, next, depth - 1)
  return (text !== null ? hashOf(text) : null) ?? packedRef(commonDir, ref)
}

function packedRef(commonDir: string, ref: string): string | null {
  const packed = `${readText(join(commonDir, 'packed-refs')) ?? ''}\n`
  const at = packed.indexOf(` ${ref}\n`)
  return at < 0 ? null : hashOf(packed.slice(packed.lastIndexOf('\n', at) + 1, at))
}

function hashOf(text: string): string | null {
  return text.match(/^([0-9a-f]{40}|[0-9a-f]{64})$/)?.[1] ?? null
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').trimEnd()
  } catch {
    return null
  }
}
