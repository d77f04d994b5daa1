import { join } from 'node:path'
import { errorText } from '../system/error.ts'
import type { System } from '../system/system.ts'
import { writeFileAtomically } from '../system/write-file-atomically.ts'
import type { Page, PageFacts } from './contract.ts'
import { pageFile, pageFileName, readPageFile } from './page-file.ts'

/** Pages in a folder, a file each. Nobody else writes there while the store is open. */
export interface PageStore {
  /** In the order of their ids. */
  all(): PageFacts[]
  get(id: string): PageFacts | undefined
  /** Null when its file has gone or is damaged since. */
  read(id: string): Promise<Page | null>
  /** Resolves when the page survives a crash; what was under its id is kept until then. Rejects with `file/…`. */
  put(page: Page): Promise<void>
  remove(ids: readonly string[]): Promise<void>
}

export interface PageStoreOptions {
  folder: string
  system: System
  /** Told of files that are no pages any more; they stay where they are. */
  onTrouble(message: string): void
}

export async function openPageStore({ folder, system, onTrouble }: PageStoreOptions): Promise<PageStore> {
  const { files } = system
  const known = new Map<string, PageFacts>()

  async function load(name: string): Promise<Page | null> {
    const content = await files.readText(join(folder, name)).catch((thrown: unknown) => {
      onTrouble(`${join(folder, name)} cannot be read: ${errorText(thrown)}`)
      return null
    })
    if (content === null) return null
    const page = readPageFile(content)
    if (typeof page !== 'string') return page
    onTrouble(`${join(folder, name)} is damaged: ${page}. Learn its page again; the others are there.`)
    return null
  }

  const names = (await files.stat(folder)) === null ? [] : await files.list(folder)
  for (const { name, kind } of names) {
    if (kind !== 'file') continue
    // What a crash left of a write that was not finished.
    if (name.endsWith('.tmp')) await files.remove(join(folder, name))
    else if (name.endsWith('.md')) {
      const page = await load(name)
      if (page) known.set(page.id, factsOf(page))
    }
  }

  return {
    all: () => [...known.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
    get: (id) => known.get(id),
    read: async (id) => (known.has(id) ? load(pageFileName(id)) : null),
    async put(page) {
      await files.makeFolder(folder, { mode: 0o700 })
      await writeFileAtomically(system, join(folder, pageFileName(page.id)), pageFile(page))
      known.set(page.id, factsOf(page))
    },
    async remove(ids) {
      for (const id of ids) {
        await files.remove(join(folder, pageFileName(id)))
        known.delete(id)
      }
      if (ids.length > 0) await files.syncFolder(folder)
    },
  }
}

function factsOf({ text: _, ...facts }: Page): PageFacts {
  return facts
}
