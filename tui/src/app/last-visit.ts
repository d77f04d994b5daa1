import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import overview from '@tlc/core/document/collections/overview'
import { userStateFolder } from '@tlc/core/system/paths'
import type * as Y from 'yjs'

/** The figures that a person saw when they last left the workspace. */
export interface LastVisit {
  at: number
  files: number
  code: number
  health: number
  errors: number
  warnings: number
  commits: number
  head: string | null
  /** The session that was open; '' for none. */
  session: string
}

/** Null at the first visit, and when the note cannot be read. */
export function readLastVisit(root: string, env: NodeJS.ProcessEnv): LastVisit | null {
  try {
    const value = JSON.parse(readFileSync(notePath(root, env), 'utf8')) as LastVisit
    return typeof value.at === 'number' ? value : null
  } catch {
    return null
  }
}

/** Must not throw: a visit that cannot be noted is none the worse. */
export function noteVisit(root: string, env: NodeJS.ProcessEnv, visit: LastVisit): void {
  const path = notePath(root, env)
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    writeFileSync(`${path}.tmp`, JSON.stringify(visit), { mode: 0o600 })
    renameSync(`${path}.tmp`, path)
  } catch {
    // A home that is full or read-only: the next visit compares with an older one.
  }
}

/** The figures of a project now. */
export function visitOf(project: Y.Doc, session: string, now: number): LastVisit {
  const totals = overview.get(project, 'totals')
  const findings = overview.get(project, 'findings')
  return {
    at: now,
    files: totals?.files ?? 0,
    code: totals?.code ?? 0,
    health: overview.get(project, 'health')?.score ?? 0,
    errors: findings?.error ?? 0,
    warnings: findings?.warning ?? 0,
    commits: overview.get(project, 'history')?.commits ?? 0,
    head: overview.get(project, 'project')?.git?.head ?? null,
    session,
  }
}

function notePath(root: string, env: NodeJS.ProcessEnv): string {
  return join(userStateFolder(env), 'visits', `${createHash('sha256').update(root).digest('hex').slice(0, 16)}.json`)
}
