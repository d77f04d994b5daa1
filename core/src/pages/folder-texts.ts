import { join } from 'node:path'
import { TlcError } from '../system/error.ts'
import { readRegularFile } from '../system/read-regular-file.ts'
import type { System } from '../system/system.ts'
import { decodePage } from './decode-page.ts'
import type { TextKind } from './fetch-page.ts'

/** Made by programs, or of programs. */
const PASSED_OVER = new Set(['node_modules', '__pycache__', 'venv', 'target', 'dist', 'build'])
const MOST_ENTRIES = 50_000

export interface FolderLimits {
  maxFiles: number
  /** Of one file. */
  maxBytes: number
  /** Of all of them. */
  maxTotalBytes: number
}

export interface FoundFile {
  path: string
  kind: TextKind
}

/**
 * The files of a folder and below, or the file itself, in the order of their paths; a person named it, so it may be anywhere.
 * Links are not followed, hidden files and what programs make is passed over. Rejects with `page/too-many`.
 */
export async function filesToLearn(path: string, { files }: System, maxFiles: number): Promise<FoundFile[]> {
  const stat = await files.stat(path)
  if (stat === null) throw new TlcError('page/missing', `Expected a folder or a file at ${path}, nothing is there.`)
  if (stat.kind === 'file') return [{ path, kind: kindOf(path) }]
  if (stat.kind !== 'folder')
    throw new TlcError('page/missing', `Expected a folder or a file at ${path}, it is neither.`)
  const found: FoundFile[] = []
  const folders = [path]
  let entries = 0
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const listed = await files.list(folder)
    entries += listed.length
    for (const { name, kind } of listed) {
      if (name.startsWith('.') || PASSED_OVER.has(name)) continue
      if (kind === 'folder') folders.push(join(folder, name))
      else if (kind === 'file') found.push({ path: join(folder, name), kind: kindOf(name) })
    }
    if (found.length > maxFiles || entries > MOST_ENTRIES) throw tooMany(path, maxFiles)
  }
  return found.sort((a, b) => (a.path < b.path ? -1 : 1))
}

/** The text of a file, null for what is no text, or why it is not taken. Must not throw. */
export function textOfFile(path: string, maxBytes: number): { text: string | null; bytes: number } | { why: string } {
  const file = readRegularFile(path, maxBytes)
  if ('fault' in file) {
    if (file.fault !== 'too-large') return { why: file.message }
    return { why: `It has ${file.size} bytes, ${maxBytes} are taken at most.` }
  }
  return { text: decodePage(file.bytes, null), bytes: file.size }
}

function kindOf(path: string): TextKind {
  if (/\.x?html?$/i.test(path)) return 'html'
  return /\.(md|markdown|mdx)$/i.test(path) ? 'markdown' : 'text'
}

function tooMany(path: string, most: number): TlcError {
  return new TlcError('page/too-many', `Expected at most ${most} files in ${path}, it has more. Nothing was stored.`, {
    hint: 'Name the folder inside of it that matters.',
  })
}
