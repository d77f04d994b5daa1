import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { scanProject } from '@tlc/core/workspace/scan'
import type { Found, Searcher } from './searcher.ts'

const WINDOW_LINES = 30
const K1 = 1.5
const B = 0.75
const MOST_BYTES = 1_000_000

interface Window extends Found {
  counts: Map<string, number>
  words: number
}

/** What is left when nothing is known of code: BM25 over windows of 30 lines, split at whatever is no letter or digit. */
export async function plainWords(folder: string, signal?: AbortSignal): Promise<Searcher> {
  const windows: Window[] = []
  for (const { path, bytes } of (await scanProject({ root: folder, signal })).files) {
    if (bytes <= MOST_BYTES) windows.push(...windowsOf(path, readFileSync(join(folder, path), 'utf8')))
  }
  const having = new Map<string, number>()
  for (const { counts } of windows) for (const word of counts.keys()) having.set(word, (having.get(word) ?? 0) + 1)
  const average = windows.reduce((sum, { words }) => sum + words, 0) / windows.length
  return async (query, limit) => {
    const words = [...new Set(wordsOf(query))]
    const scored = windows.map((window) => ({ window, score: bm25(window, words) })).filter(({ score }) => score > 0)
    return scored
      .sort((a, b) => b.score - a.score)
      .slice(0, limit)
      .map(({ window: { path, startLine, endLine } }) => ({ path, startLine, endLine }))
  }

  function bm25({ counts, words }: Window, query: string[]): number {
    return query.reduce((sum, word) => {
      const times = counts.get(word) ?? 0
      if (times === 0) return sum
      const files = having.get(word)!
      const rarity = Math.log(1 + (windows.length - files + 0.5) / (files + 0.5))
      return sum + (rarity * times * (K1 + 1)) / (times + K1 * (1 - B + (B * words) / average))
    }, 0)
  }
}

function windowsOf(path: string, text: string): Window[] {
  const lines = text.split('\n')
  const windows: Window[] = []
  for (let from = 0; from < lines.length; from += WINDOW_LINES) {
    const part = lines.slice(from, from + WINDOW_LINES)
    const counts = new Map<string, number>()
    const words = wordsOf(`${path} ${part.join('\n')}`)
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
    windows.push({ path, startLine: from + 1, endLine: from + part.length, counts, words: words.length })
  }
  return windows
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}
