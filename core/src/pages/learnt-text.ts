import { basename } from 'node:path'
import { pathToFileURL } from 'node:url'
import { TlcError } from '../system/error.ts'
import type { System } from '../system/system.ts'
import type { Page } from './contract.ts'
import type { FetchedPage, TextKind } from './fetch-page.ts'
import { readableText } from './readable-text.ts'

/** A page before it is kept. */
export type LearntText = Omit<Page, 'id' | 'hash' | 'bytes' | 'fetchedAt'>

interface Reading {
  system: System
  signal: AbortSignal
}

const LONGEST_TITLE = 300

/** What is kept of a page that was fetched. Rejects with `page/no-text` or `page/too-complex`. */
export async function textOfPage({ kind, text, ...page }: FetchedPage, reading: Reading): Promise<LearntText> {
  const facts = { ...page, source: page.url, licence: '' }
  if (kind === 'html') return { ...facts, ...(await readableText(text, { ...reading, url: page.finalUrl })) }
  if (text.trim() === '') {
    throw new TlcError('page/no-text', `Expected text at ${page.url}, got an empty page. Nothing was stored.`)
  }
  return { ...facts, title: titleOf(text, kind, lastPart(page.finalUrl)), text: text.toWellFormed() }
}

/** What is kept of a file, which was learnt with a folder or alone. Rejects as `textOfPage` does. */
export async function textOfLocal(
  { path, source, kind, text }: { path: string; source: string; kind: TextKind; text: string },
  reading: Reading,
): Promise<LearntText> {
  const url = pathToFileURL(path).href
  const facts = { url, finalUrl: url, source, licence: '', robots: 'a file' }
  if (kind === 'html') return { ...facts, ...(await readableText(text, { ...reading, url: path })) }
  return { ...facts, title: titleOf(text, kind, basename(path)), text: text.toWellFormed() }
}

function titleOf(text: string, kind: TextKind, name: string): string {
  const heading = kind === 'markdown' ? /^#\s+(.+)$/m.exec(text)?.[1]?.trim() : undefined
  return (heading ?? name).slice(0, LONGEST_TITLE)
}

function lastPart(url: string): string {
  const { pathname, host } = new URL(url)
  const name = basename(pathname)
  if (name === '') return host
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}
