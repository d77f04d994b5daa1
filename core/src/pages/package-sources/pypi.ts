import { basename, join } from 'node:path'
import { parse } from 'smol-toml'
import { isWithin } from '../../system/paths.ts'
import {
  definePackageSource,
  type InstalledPackage,
  type Manifest,
  type PackageContext,
} from '../define-package-source.ts'
import { factsFile } from '../package-folder.ts'

const ENVIRONMENTS = ['.venv', 'venv', 'env']

/** Names in pyproject.toml and requirements files, packages in the project's virtual environment. */
export default definePackageSource({
  id: 'pypi',
  isManifest: (name) => name === 'pyproject.toml' || /^requirements[\w.-]*\.txt$/.test(name),
  async find(manifest, context) {
    const names = new Set(namesIn(manifest).map(normalised))
    const installed = await installedPackages(manifest.folder, context)
    return installed.filter(({ name }) => names.has(normalised(name)))
  },
})

/** Names of requirements (PEP 508) of a requirements file, or of the tables of PEP 621, PEP 735 and Poetry. */
function namesIn({ text }: Manifest): string[] {
  const isToml = /^\s*\[[\w."' -]+\]\s*$/m.test(text)
  return (isToml ? requirementsOf(parse(text)) : text.split(/\r?\n/)).flatMap((line) => {
    const name = /^\s*([A-Za-z\d](?:[\w.-]*[A-Za-z\d])?)\s*(?:[[(<>=!~;@#].*)?$/.exec(line)?.[1]
    return name === undefined ? [] : [name]
  })
}

function requirementsOf(toml: unknown): string[] {
  const project = valueAt(toml, 'project')
  const poetry = valueAt(toml, 'tool', 'poetry')
  const lists = [
    valueAt(project, 'dependencies'),
    ...Object.values(recordOf(valueAt(project, 'optional-dependencies'))),
    ...Object.values(recordOf(valueAt(toml, 'dependency-groups'))),
  ]
  const tables = [
    valueAt(poetry, 'dependencies'),
    valueAt(poetry, 'dev-dependencies'),
    ...Object.values(recordOf(valueAt(poetry, 'group'))).map((group) => valueAt(group, 'dependencies')),
  ]
  const words = lists.flatMap((list) => (Array.isArray(list) ? list : [])).filter((word) => typeof word === 'string')
  return [...words, ...tables.flatMap((table) => Object.keys(recordOf(table)))]
}

async function installedPackages(folder: string, { root, system }: PackageContext): Promise<InstalledPackage[]> {
  for (const base of folder === root ? [root] : [folder, root]) {
    for (const name of ENVIRONMENTS) {
      const packages = await sitePackages(join(base, name), { root, system })
      if (packages === null) continue
      const entries = await system.files.list(packages).catch(() => [])
      return entries
        .filter((entry) => entry.kind === 'folder' && entry.name.endsWith('.dist-info'))
        .flatMap((entry) => readMetadata(join(packages, entry.name)) ?? [])
    }
  }
  return []
}

/** Null for a folder that is no virtual environment, or lies elsewhere. */
async function sitePackages(environment: string, { root, system: { files } }: PackageContext): Promise<string | null> {
  const lib = await files.list(join(environment, 'lib')).catch(() => [])
  const versions = lib.filter(({ name, kind }) => kind === 'folder' && /^(python|pypy)\d/.test(name))
  const candidates = [
    ...versions.map(({ name }) => join(environment, 'lib', name, 'site-packages')),
    join(environment, 'Lib', 'site-packages'),
  ]
  for (const candidate of candidates) {
    const path = await files.realPath(candidate).catch(() => null)
    if (path !== null && isWithin(root, path)) return path
  }
  return null
}

/** Core metadata (PEP 643): headers as of a mail, then the description. */
function readMetadata(folder: string): InstalledPackage | null {
  const facts = factsFile(join(folder, 'METADATA'))
  if (facts === null) return null
  const [head = '', ...rest] = facts.text.split(/\r?\n\r?\n/)
  const header = (name: string) => new RegExp(`^${name}: (.*)$`, 'mi').exec(head)?.[1]?.trim() ?? ''
  const name = header('Name') || basename(folder).split('-')[0]!
  const licence = header('License-Expression') || header('License')
  const readme = rest.join('\n\n')
  return { name, version: header('Version'), summary: header('Summary'), licence, readme, at: facts.at }
}

/** PEP 503. */
function normalised(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-')
}

function valueAt(value: unknown, ...keys: string[]): unknown {
  return keys.reduce((inner, key) => recordOf(inner)[key], value)
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {}
}
