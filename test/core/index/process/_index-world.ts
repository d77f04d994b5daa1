import { hash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { IndexedFile } from '@tlc/core/index/contract'
import type { KnownState } from '@tlc/core/index/process/protocol'

export interface IndexWorld {
  root: string
  folder: string
  known(): KnownState[]
  describe(paths: string[]): Promise<IndexedFile[]>
  write(path: string, text: string): void
  dispose(): Promise<void>
}

/** A real folder with files and a place for its index; files are described without symbols. */
export async function indexWorld(files: Record<string, string>): Promise<IndexWorld> {
  const base = await realpath(await mkdtemp(join(tmpdir(), 'tlc-index-')))
  const root = join(base, 'project')
  await mkdir(root)
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  for (const [path, text] of Object.entries(files)) write(path, text)
  const versionOf = (path: string) => hash('sha1', readFileSync(join(root, path)), 'hex')
  return {
    root,
    folder: join(base, 'index'),
    known: () =>
      readdirSync(root, { recursive: true, encoding: 'utf8' })
        .filter((path) => statSync(join(root, path)).isFile())
        .map((path) => ({ path, version: versionOf(path) })),
    describe: async (paths) =>
      paths
        .filter((path) => existsSync(join(root, path)))
        .map((path) => ({ path, hash: versionOf(path), language: '', symbols: [] })),
    write,
    dispose: () => rm(base, { recursive: true, force: true }),
  }
}
