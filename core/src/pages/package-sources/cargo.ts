import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { parse } from 'smol-toml'
import { isWithin } from '../../system/paths.ts'
import type { Files } from '../../system/system.ts'
import { definePackageSource } from '../define-package-source.ts'
import { factsFile, readmeOf } from '../package-folder.ts'

const LISTS = ['dependencies', 'dev-dependencies', 'build-dependencies']
const NAME = /^[A-Za-z\d][\w-]*$/

/** Names in Cargo.toml, versions in Cargo.lock, sources in `vendor` or in Cargo's own folder. */
export default definePackageSource({
  id: 'cargo',
  isManifest: (name) => name === 'Cargo.toml',
  async find({ folder, text }, { root, system: { files, env } }) {
    const manifest = parse(text)
    const locked = lockedVersions(folder, root)
    const registries = await foldersIn(
      join(env.CARGO_HOME ?? join(env.HOME ?? homedir(), '.cargo'), 'registry/src'),
      files,
    )
    const found = []
    for (const name of namesIn(manifest)) {
      const versions = locked.get(name) ?? []
      const candidates = [
        join(root, 'vendor', name),
        ...versions.flatMap((version) => registries.map((registry) => join(registry, `${name}-${version}`))),
      ]
      for (const candidate of candidates) {
        const facts = factsFile(join(candidate, 'Cargo.toml'))
        if (facts === null) continue
        const { version, description, license } = tableOf(tableOf(parse(facts.text)).package)
        found.push({
          name,
          version: wordOf(version),
          summary: wordOf(description),
          licence: wordOf(license),
          ...(await readmeOf(candidate, files)),
        })
        break
      }
    }
    return found
  },
})

function namesIn(manifest: unknown): Set<string> {
  const whole = tableOf(manifest)
  const tables = [whole, tableOf(whole.workspace), ...Object.values(tableOf(whole.target)).map(tableOf)]
  const names = tables.flatMap((table) => LISTS.flatMap((list) => Object.entries(tableOf(table[list]))))
  // A dependency may go by another name here than it has.
  return new Set(names.map(([name, value]) => wordOf(tableOf(value).package) || name).filter((name) => NAME.test(name)))
}

/** A workspace has one lock file, at its top. A name may be locked to several versions; the newest is last. */
function lockedVersions(from: string, root: string): Map<string, string[]> {
  const versions = new Map<string, string[]>()
  for (let folder = from; isWithin(root, folder); folder = dirname(folder)) {
    const lock = factsFile(join(folder, 'Cargo.lock'))
    if (lock === null) continue
    for (const [, name, version] of lock.text.matchAll(/^name = "([\w-]+)"\r?\nversion = "([\w.+-]+)"/gm)) {
      versions.set(name!, [version!, ...(versions.get(name!) ?? [])])
    }
    break
  }
  return versions
}

async function foldersIn(path: string, files: Files): Promise<string[]> {
  const entries = await files.list(path).catch(() => [])
  return entries.filter(({ kind }) => kind === 'folder').map(({ name }) => join(path, name))
}

function tableOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {}
}

function wordOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
