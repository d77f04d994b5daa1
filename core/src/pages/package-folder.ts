import { join } from 'node:path'
import { readRegularFile } from '../system/read-regular-file.ts'
import type { Files } from '../system/system.ts'

const LARGEST_README = 256 * 1024
const LARGEST_FACTS = 1024 * 1024

/** The README of a package's folder and when it was put there; '' where there is none. Links are not followed. Must not throw. */
export async function readmeOf(folder: string, files: Files): Promise<{ readme: string; at: number }> {
  const entries = await files.list(folder).catch(() => [])
  const [first] = entries
    .filter(({ name, kind }) => kind === 'file' && /^readme(\.(md|markdown|rst|txt))?$/i.test(name))
    .sort((a, b) => rank(a.name) - rank(b.name))
  if (!first) return { readme: '', at: 0 }
  return { readme: textOf(join(folder, first.name), LARGEST_README)?.text ?? '', at: Math.round(first.mtimeMs) }
}

/** A file that says something of a package, and its time; null where there is none that can be read. Must not throw. */
export function factsFile(path: string): { text: string; at: number } | null {
  return textOf(path, LARGEST_FACTS)
}

function textOf(path: string, most: number): { text: string; at: number } | null {
  const file = readRegularFile(path, most)
  return 'bytes' in file ? { text: file.bytes.toString('utf8'), at: Math.round(file.mtimeMs) } : null
}

function rank(name: string): number {
  return /\.(md|markdown)$/i.test(name) ? 0 : 1
}
