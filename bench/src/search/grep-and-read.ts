import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { estimateTokens } from '@tlc/core/index/context/tokens'
import { scanProject } from '@tlc/core/workspace/scan'
import type { Found } from './searcher.ts'

/** What somebody read for a task. */
export interface Reading {
  /** Of all files that were read; the list of matches is free. */
  tokens: number
  /** Files that were read whole. */
  files: number
  /** Whether one of the places was among them. */
  seen: boolean
}

/** Words of a task that nobody would grep for. */
const COMMON = new Set(
  `a about after all also an and any are as at be because before both but by can did do does for from goes had has have how if
  in into is it its made make no not of off on once one only or other our out over so some such than that the their them then
  there they this those through to too under up was we what when where which while who whose why will with without you
  your`.split(/\s+/),
)
const MOST_BYTES = 1_000_000

/** How somebody with grep and a pager works on a folder. */
export interface Reader {
  read(task: string, places: readonly Found[]): Reading
}

/**
 * Greps for each word of the task (three letters or more, common ones left out, case ignored), sees the list of matching
 * files with their counts, and reads whole files from the one with the most matching lines on, until all lines of one of
 * the places were read. What was read is counted with the same measure as the context pack.
 */
export async function grepAndRead(folder: string, signal?: AbortSignal): Promise<Reader> {
  const texts = new Map<string, string>()
  for (const { path, bytes } of (await scanProject({ root: folder, signal })).files) {
    if (bytes > MOST_BYTES) continue
    const text = readFileSync(join(folder, path), 'utf8')
    if (!text.includes('\0')) texts.set(path, text)
  }
  const lines = new Map(Array.from(texts, ([path, text]) => [path, text.toLowerCase().split('\n')]))
  const tokens = new Map<string, number>()
  return {
    read(task, places) {
      const words = grepped(task)
      const matches = Array.from(lines, ([path, all]) => ({
        path,
        count: all.filter((line) => words.some((word) => line.includes(word))).length,
      }))
        .filter(({ count }) => count > 0)
        .sort((a, b) => b.count - a.count || (a.path < b.path ? -1 : 1))
      const reading: Reading = { tokens: 0, files: 0, seen: false }
      for (const { path } of matches) {
        const cost = tokens.get(path) ?? estimateTokens(texts.get(path)!)
        tokens.set(path, cost)
        reading.tokens += cost
        reading.files++
        if (places.some((place) => place.path === path)) {
          reading.seen = true
          break
        }
      }
      return reading
    },
  }
}

export function grepped(task: string): string[] {
  const words = task.toLowerCase().match(/[\p{L}\p{N}_]{3,}/gu) ?? []
  return [...new Set(words)].filter((word) => !COMMON.has(word))
}
