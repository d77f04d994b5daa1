import type { HotspotRecord } from '../document/records.ts'
import type { Store } from '../store/contract.ts'
import coChanges from '../store/queries/co-changes.ts'
import codeOwners, { type CodeOwner } from '../store/queries/code-owners.ts'
import commitAuthors from '../store/queries/commit-authors.ts'
import fileHistory from '../store/queries/file-history.ts'
import monthlyRevisions from '../store/queries/monthly-revisions.ts'
import weeklyCommits, { type WeeklyCommits } from '../store/queries/weekly-commits.ts'
import type { HistoryMeasures } from './contract.ts'

export interface MeasureHistoryOptions {
  /** ms since the epoch; the months of a trend count back from here. */
  now: number
  /** Default 200. */
  hotspots?: number
  /** Default 200. */
  coChanges?: number
  /** Default 100. */
  owners?: number
}

const MONTHS = 12
const LONGEST_ACTIVITY = 104
const WEEK_MS = 7 * 86_400_000
/** The first Monday-based week began three days before the epoch, which was a Thursday. */
const FIRST_MONDAY = -3 * 86_400_000

/** Takes all measures from the stored history of files that the project still has. */
export async function measureHistory(store: Store, options: MeasureHistoryOptions): Promise<HistoryMeasures> {
  const weeks = await store.query(weeklyCommits, { now: options.now })
  const owners = await store.query(codeOwners, {})
  return {
    commits: weeks.reduce((sum, week) => sum + week.commits, 0),
    authors: await store.query(commitAuthors, {}),
    firstAt: Math.min(...weeks.map((week) => week.firstAt), weeks.length === 0 ? 0 : Number.POSITIVE_INFINITY),
    lastAt: Math.max(0, ...weeks.map((week) => week.lastAt)),
    activity: activityOf(weeks),
    hotspots: await measureHotspots(store, options),
    coChanges: await store.query(coChanges, { limit: options.coChanges ?? 200 }),
    owners: owners.slice(0, options.owners ?? 100).map(({ leads: _, ...owner }) => owner),
    busFactor: busFactorOf(owners),
  }
}

async function measureHotspots(store: Store, { now, hotspots = 200 }: MeasureHistoryOptions): Promise<HotspotRecord[]> {
  const files = await store.query(fileHistory, { limit: hotspots })
  const trends = new Map(files.map((file) => [file.path, new Array<number>(MONTHS).fill(0)]))
  const months = files.length === 0 ? [] : await store.query(monthlyRevisions, { paths: [...trends.keys()], now })
  for (const { path, monthsAgo, revisions } of months) trends.get(path)![MONTHS - 1 - monthsAgo] = revisions
  return files.map((file) => ({ ...file, trend: trends.get(file.path)! }))
}

/** The weeks up to that of the newest commit, those without commits included. */
function activityOf(rows: WeeklyCommits[]): HistoryMeasures['activity'] {
  const newest = rows.at(-1)?.week
  if (newest === undefined) return null
  const first = Math.max(rows[0]!.week, newest - LONGEST_ACTIVITY + 1)
  const weeks = new Array<number>(newest - first + 1).fill(0)
  for (const { week, commits } of rows) if (week >= first) weeks[week - first] = commits
  return { start: FIRST_MONDAY + first * WEEK_MS, weeks }
}

/**
 * The fewest people who together lead more than half of the files, where leading is having written more of its lines
 * than anybody else. Expects the people who lead most first.
 */
function busFactorOf(owners: CodeOwner[]): HistoryMeasures['busFactor'] {
  const files = owners.reduce((sum, owner) => sum + owner.leads, 0)
  const names: string[] = []
  let led = 0
  for (const owner of owners) {
    if (led * 2 > files || owner.leads === 0) break
    led += owner.leads
    names.push(owner.name)
  }
  return { people: names.length, names }
}
