import { dirname, join, sep } from 'node:path'
import { isWithin } from '../../system/paths.ts'
import { definePackageSource, type InstalledPackage, type PackageContext } from '../define-package-source.ts'
import { factsFile, readmeOf } from '../package-folder.ts'

const LISTS = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies']
const NAME = /^(@[\w~-][\w.~-]*\/)?[\w~-][\w.~-]*$/

/** Names in package.json, folders in node_modules. */
export default definePackageSource({
  id: 'npm',
  isManifest: (name) => name === 'package.json',
  async find({ folder, text }, context) {
    const manifest: unknown = JSON.parse(text)
    const names = new Set(LISTS.flatMap((list) => Object.keys(recordOf(recordOf(manifest)[list]))))
    const found = []
    for (const name of names) {
      const installed = NAME.test(name) ? await installedPackage(name, folder, context) : null
      if (installed) found.push(installed)
    }
    return found
  },
})

async function installedPackage(
  name: string,
  from: string,
  { root, system }: PackageContext,
): Promise<InstalledPackage | null> {
  for (let folder = from; isWithin(root, folder); folder = dirname(folder)) {
    const path = await system.files.realPath(join(folder, 'node_modules', name)).catch(() => null)
    if (path === null) continue
    // A package of this project is linked into node_modules, and is searched as what it is; a link may lead anywhere.
    if (!isWithin(root, path) || !path.includes(`${sep}node_modules${sep}`)) return null
    const facts = recordOf(parsed(factsFile(join(path, 'package.json'))?.text ?? ''))
    const readme = await readmeOf(path, system.files)
    return {
      name,
      version: wordOf(facts.version),
      summary: wordOf(facts.description),
      licence: wordOf(facts.license),
      ...readme,
    }
  }
  return null
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {}
}

function wordOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
