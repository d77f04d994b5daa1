import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Store } from '../store/contract.ts'
import type { ReadHistoryResult } from './contract.ts'
import { findGit } from './git-state.ts'
import { readHistory } from './read-history.ts'

export interface RefreshHistoryOptions {
  root: string
  store: Store
  signal?: AbortSignal
  onProgress?(done: number, total: number): void
}

export interface RefreshHistoryResult extends ReadHistoryResult {
  /** Whether the store's history is another one than before; measures have to be taken again. */
  changed: boolean
}

/**
 * Brings the store's history up to the repository's head: only new commits when the head grew, all of them when the
 * history was rewritten, deepened, or its `.mailmap` changed. An aborted or failed pass leaves the former mark, and what
 * it stored goes at the next pass.
 */
export async function refreshHistory(options: RefreshHistoryOptions): Promise<RefreshHistoryResult> {
  const { store } = options
  const ground = groundOf(options.root)
  const [since = null, formerGround] = (await store.historyMark())?.split(' ') ?? []
  if (since === null || formerGround !== ground) return pass(options, null, ground)
  const result = await pass(options, since, ground)
  return result.rewritten ? pass(options, null, ground) : result
}

async function pass(
  { root, store, signal, onProgress }: RefreshHistoryOptions,
  since: string | null,
  ground: string,
): Promise<RefreshHistoryResult> {
  let begun = false
  async function begin(): Promise<void> {
    if (!begun) await store.beginHistory(since === null ? 'all' : 'newer')
    begun = true
  }
  const result = await readHistory({
    root,
    since,
    ...(signal && { signal }),
    ...(onProgress && { onProgress }),
    async onBatch(batch) {
      await begin()
      await store.saveCommits(batch)
    },
  })
  if (result.state === 'none') {
    const had = (await store.historyMark()) !== null
    if (had) await store.clearHistory()
    return { ...result, changed: had }
  }
  if (result.state !== 'read' || result.rewritten || result.head === null) return { ...result, changed: false }
  if (since === result.head) return { ...result, changed: false }
  await begin()
  await store.finishHistory(`${result.head} ${ground}`)
  return { ...result, changed: true }
}

/** Digest of what the stored commits depend on besides the commits: the cut of a shallow clone, and people's names. */
function groundOf(root: string): string {
  const place = findGit(root)
  const texts = place ? [join(place.commonDir, 'shallow'), join(place.top, '.mailmap')].map(textOf) : []
  return createHash('sha256').update(JSON.stringify(texts)).digest('hex').slice(0, 16)
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
