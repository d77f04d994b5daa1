import { createHash } from 'node:crypto'
import { basename, dirname } from 'node:path'
import type { KnowledgeDocument } from '../index/contract.ts'
import { errorText } from '../system/error.ts'
import { nodeSystem } from '../system/node-system.ts'
import { insideProject } from '../system/paths.ts'
import type { System } from '../system/system.ts'
import type { InstalledPackage } from './define-package-source.ts'
import { factsFile } from './package-folder.ts'
import { packageSources } from './package-sources.generated.ts'

const MOST_MANIFESTS = 200
const MOST_PACKAGES = 1000
/** Characters of all texts together. */
const MOST_TEXT = 16 * 1024 * 1024

export interface PackageDocsOptions {
  /** Absolute real path of the project. */
  root: string
  /** Files of the project, relative to it; those that name no packages are passed over. */
  paths: Iterable<string>
  system?: System
  signal?: AbortSignal
  /** Told of manifests that cannot be read. */
  onTrouble?(message: string): void
}

/** Whether a change of this file may change which packages a project uses. */
export function namesPackages(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1)
  return packageSources.some((source) => source.isManifest(name))
}

/**
 * What the packages say of themselves that the project names directly and has installed: description and README. Ids are
 * `package:<kind>/<name>`; of a package that is installed twice, the one nearest to the root. Reads nothing of their code.
 */
export async function packageDocuments(options: PackageDocsOptions): Promise<KnowledgeDocument[]> {
  const { root, system = nodeSystem, onTrouble = () => {} } = options
  const documents = new Map<string, KnowledgeDocument>()
  let room = MOST_TEXT
  for (const path of manifestsAmong(options.paths)) {
    for (const source of packageSources) {
      if (!source.isManifest(basename(path))) continue
      options.signal?.throwIfAborted()
      try {
        const absolute = insideProject(root, path)
        const text = factsFile(absolute)?.text
        if (text === undefined) continue
        for (const found of await source.find({ folder: dirname(absolute), text }, { root, system })) {
          const id = `package:${source.id}/${found.name}`
          const document = documentOf(id, found)
          if (documents.has(id) || document === null || documents.size >= MOST_PACKAGES || document.text.length > room)
            continue
          room -= document.text.length
          documents.set(id, document)
        }
      } catch (thrown) {
        onTrouble(`${path}: ${errorText(thrown)}`)
      }
    }
  }
  return [...documents.values()]
}

/** The outermost first. */
function manifestsAmong(paths: Iterable<string>): string[] {
  const depth = (path: string) => path.split('/').length
  return [...paths]
    .filter((path) => namesPackages(path) && !/(^|\/)(node_modules|site-packages|vendor)\//.test(path))
    .sort((a, b) => depth(a) - depth(b) || (a < b ? -1 : 1))
    .slice(0, MOST_MANIFESTS)
}

/** Null for a package that says nothing. */
function documentOf(
  id: string,
  { name, version, summary, licence, readme, at }: InstalledPackage,
): KnowledgeDocument | null {
  const body = withoutBadges(readme)
  if (summary === '' && body === '') return null
  const title = version === '' ? name : `${name} ${version}`
  const head = [`# ${title}`, summary, licence === '' ? '' : `Licence: ${licence.slice(0, 200)}`]
  const text = `${[...head, body].filter((part) => part !== '').join('\n\n')}\n`
  return { id, kind: 'package', title, text, at, version: createHash('sha1').update(text).digest('hex') }
}

/** Pictures and marks that say nothing, which many a README starts with. */
function withoutBadges(readme: string): string {
  return withoutComments(readme.replace(/\r\n/g, '\n'))
    .replace(/^[ \t]*(?:\[?!\[[^\]\n]*\](?:\([^)\n]*\)|\[[^\]\n]*\])\]?(?:\([^)\n]*\)|\[[^\]\n]*\])?[ \t]*)+$/gm, '')
    .replace(/^[ \t]*<\/?(?:p|div|img|a|br|h\d|picture|source|center)\b[^>\n]*\/?>[ \t]*$/gim, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

// A pattern that looks for the end of each comment takes the square of their number where there is none.
function withoutComments(text: string): string {
  let kept = ''
  let from = 0
  for (;;) {
    const start = text.indexOf('<!--', from)
    const end = start < 0 ? -1 : text.indexOf('-->', start)
    if (end < 0) return kept + text.slice(from)
    kept += text.slice(from, start)
    from = end + 3
  }
}
