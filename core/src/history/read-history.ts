import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import type { CommitFact } from '../store/contract.ts'
import type { ReadHistoryOptions, ReadHistoryResult } from './contract.ts'
import { askGit, runGit } from './git-process.ts'
import { findGit, type GitPlace } from './git-state.ts'
import { createLogParser, LOG_FORMAT } from './parse-log.ts'

/** Renames are looked for by content in commits of up to this many added and deleted files; the search is quadratic. */
const RENAME_LIMIT = 400

/**
 * Where a blob is missing, this many commits are read without counts: the one that failed, and the one before it, whose
 * end git had not told yet. The block grows fourfold while that does not help, and after so many restarts in any case:
 * on a missing blob git first looks through all objects, which takes a second in a clone of 12,000 commits,
 * and a clone without any blobs has to end soon as well.
 */
const FIRST_BLOCK = 2
const MOST_PATIENCE = 8

/** A batch is handed over at this many commits or changes, whichever comes first. */
const BATCH_COMMITS = 1_000
const BATCH_CHANGES = 10_000

/**
 * Reads the commits of a repository, newest first and every child before its parents. Merges come without changes, so
 * that nothing counts twice. Names follow `.mailmap`. A missing blob (partial clone) ends one `git log`; the commits
 * around it are then read without line counts, and the count goes on behind them. Foreseen troubles are values.
 */
export async function readHistory(options: ReadHistoryOptions): Promise<ReadHistoryResult> {
  const { root, since, signal } = options
  const place = findGit(root)
  if (!place) return nothing('none', 'This folder is not in a git repository.')
  const head = options.head ? { ...NO_ANSWER, code: 0, text: options.head } : await askHead(root, signal)
  if (signal?.aborted) return nothing('aborted', 'Reading the history was cancelled.')
  if (head.missing) return nothing('none', 'git was not found on this machine; the history needs it.')
  if (head.code !== 0)
    return nothing('none', head.errors === '' ? 'The repository has no commits yet.' : refusal(head.errors, place))
  if (since === head.text) return { ...nothing('read', 'The history is up to date.'), head: head.text }
  if (since !== null && !(await isAncestor(root, since, head.text, signal))) {
    return {
      ...nothing('read', 'The history was rewritten; it has to be read anew.'),
      head: head.text,
      rewritten: true,
    }
  }
  return readCommits(options, place, head.text)
}

const NO_ANSWER = { code: null, text: '', errors: '', missing: false }

async function readCommits(options: ReadHistoryOptions, place: GitPlace, head: string): Promise<ReadHistoryResult> {
  const { root, since, signal } = options
  const range = since === null ? [head] : [`${since}..${head}`]
  const reader = createBatches(options, place)
  const below = isBelow(root, place)
  if (options.onProgress && !below) void countCommits(root, range, signal).then((total) => reader.expect(total))
  const outcome = await readBlocks(root, range, below, reader, signal)
  await (outcome.state === 'aborted' ? reader.settle() : reader.flush())
  return { ...outcome, commits: reader.seen, head, rewritten: false }
}

type Outcome = Pick<ReadHistoryResult, 'state' | 'degraded' | 'message'>

/** Reads all, in one `git log` unless blobs are missing. */
async function readBlocks(
  root: string,
  range: string[],
  below: boolean,
  reader: Batches,
  signal: AbortSignal | undefined,
): Promise<Outcome> {
  let degraded = false
  let block = FIRST_BLOCK
  for (let restarts = 0; ; restarts++) {
    const from = reader.seen
    const counted = await passOver(root, logArguments(range, below, from, null), reader, signal)
    if (counted.ok) break
    if (signal?.aborted || !isMissingObject(counted.errors)) return givenUp(signal, counted.errors, degraded)
    degraded = true
    const before = reader.seen
    block = before > from && restarts < MOST_PATIENCE ? FIRST_BLOCK : block * 4
    const plain = await passOver(root, logArguments(range, below, before, block), reader, signal)
    if (!plain.ok) return givenUp(signal, plain.errors, degraded)
    if (reader.seen - before < block) break
  }
  const message = degraded ? 'Some line counts are missing, because this clone lacks the contents of some files.' : ''
  return { state: 'read', degraded, message }
}

function givenUp(signal: AbortSignal | undefined, errors: string, degraded: boolean): Outcome {
  if (signal?.aborted) return { state: 'aborted', degraded, message: 'Reading the history was cancelled.' }
  return { state: 'failed', degraded, message: `git log failed: ${firstLine(errors)}` }
}

interface Batches {
  /** Commits handed over or waiting to be. */
  readonly seen: number
  add(commits: CommitFact[]): Promise<void>
  /** Hands over what waits, and waits for it. */
  flush(): Promise<void>
  /** Waits for what is under way, whatever becomes of it. */
  settle(): Promise<void>
  expect(total: number): void
}

function createBatches({ onBatch, onProgress }: ReadHistoryOptions, place: GitPlace): Batches {
  const boundary = shallowBoundary(place)
  let batch: CommitFact[] = []
  let changes = 0
  let seen = 0
  let total = 0
  let underWay: Promise<void> = Promise.resolve()

  /** Hands over the batch while reading goes on; at most one is under way, so that memory stays bounded. */
  async function handOver(): Promise<void> {
    await underWay
    const full = batch
    const upTo = seen
    batch = []
    changes = 0
    underWay = Promise.resolve(onBatch(full)).then(() => onProgress?.(upTo, Math.max(total, upTo)))
    // Whoever waits next gets the fault; until then it must not count as unhandled.
    underWay.catch(() => undefined)
  }

  return {
    get seen() {
      return seen
    },
    async add(commits) {
      for (const commit of commits) {
        // Where a shallow clone was cut, a commit seems to add the whole tree.
        if (boundary.has(commit.hash)) commit.changes = []
        batch.push(commit)
        changes += commit.changes.length
        seen++
        if (batch.length >= BATCH_COMMITS || changes >= BATCH_CHANGES) await handOver()
      }
    },
    async flush() {
      if (batch.length > 0) await handOver()
      await underWay
    },
    settle: () => underWay.catch(() => undefined),
    expect(count) {
      total = count
    },
  }
}

/** One `git log`. Reading waits for the batches, and git waits for the reading. */
async function passOver(
  root: string,
  args: string[],
  batches: Batches,
  signal: AbortSignal | undefined,
): Promise<{ ok: boolean; errors: string }> {
  const run = runGit(root, args, signal)
  const parser = createLogParser()
  try {
    for await (const piece of run.output) await batches.add(parser.push(piece))
  } catch (fault) {
    run.child.kill('SIGKILL')
    await run.ended
    // Killing git breaks the pipe; any other fault is the caller's own.
    if (!signal?.aborted) throw fault
  }
  const { code, errors } = await run.ended
  if (code !== 0 || signal?.aborted) return { ok: false, errors }
  const last = parser.end()
  if (last) await batches.add([last])
  return { ok: true, errors }
}

/** `block` null counts lines; else that many commits are read without looking into any file. */
function logArguments(range: string[], below: boolean, skip: number, block: number | null): string[] {
  const reach = block === null ? ['--numstat', '-M', `-l${RENAME_LIMIT}`] : ['-M100%', `--max-count=${block}`]
  return [
    'log',
    '-z',
    '--raw',
    ...reach,
    `--skip=${skip}`,
    '--date-order',
    '--no-abbrev',
    '--no-color',
    '--no-decorate',
    '--no-notes',
    '--no-ext-diff',
    '--no-textconv',
    '--submodule=short',
    '--ignore-submodules=none',
    '--encoding=UTF-8',
    below ? '--relative' : '--no-relative',
    `--format=${LOG_FORMAT}`,
    ...range,
    '--',
    ...(below ? ['.'] : []),
  ]
}

function askHead(root: string, signal: AbortSignal | undefined) {
  return askGit(root, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}'], signal)
}

async function isAncestor(
  root: string,
  since: string,
  head: string,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  const { code } = await askGit(root, ['merge-base', '--is-ancestor', since, head], signal)
  return code === 0
}

async function countCommits(root: string, range: string[], signal: AbortSignal | undefined): Promise<number> {
  const { text } = await askGit(root, ['rev-list', '--count', ...range, '--'], signal)
  return Number(text) || 0
}

/** Whether the project is a folder inside the repository: then only what lies below it counts, by its paths from there. */
function isBelow(root: string, place: GitPlace): boolean {
  return realpathSync(root) !== realpathSync(place.top)
}

function shallowBoundary({ commonDir }: GitPlace): Set<string> {
  const file = join(commonDir, 'shallow')
  return new Set(existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [])
}

function isMissingObject(errors: string): boolean {
  return /unable to read|could not read|missing blob|bad object|could not fetch|promisor|lazy fetch|not allowed/i.test(
    errors,
  )
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0]!.slice(0, 300)
}

/** What git says, and for the refusal that people meet in containers and on shared disks what to do. */
function refusal(errors: string, { top }: GitPlace): string {
  if (!/dubious ownership/.test(errors)) return firstLine(errors)
  return `git does not read this repository, because it belongs to somebody else. If you trust it: git config --global --add safe.directory '${top}'`
}

function nothing(state: ReadHistoryResult['state'], message: string): ReadHistoryResult {
  return { state, commits: 0, head: null, degraded: false, rewritten: false, message }
}
