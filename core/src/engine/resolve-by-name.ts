import files from '../document/collections/files.ts'
import definitionsByName, { type Definition } from '../store/queries/definitions-by-name.ts'
import fileImports from '../store/queries/file-imports.ts'
import referencesByName from '../store/queries/references-by-name.ts'
import { readLines } from '../workspace/line-index.ts'
import type { Place, Target } from './answers.ts'
import type { RequestContext } from './define-request.ts'
import { identifierAt } from './identifier-at.ts'
import { mayImport } from './module-paths.ts'

/** Most files that one search for uses looks at. */
const MOST_FILES = 10_000

/** The name at a place; null on white space, an operator or beyond the end of the file. */
export async function nameAt({ root }: RequestContext, { path, line, column }: Place): Promise<string | null> {
  const { lines } = await readLines({ root, path, from: line, to: line })
  return identifierAt(lines[0] ?? '', column)?.name ?? null
}

/**
 * Definitions of the name at a place in a file whose names are not bound: those of the file itself, else of the files
 * that it may import, else of its language. None is certain.
 */
export async function definitionsByNameAt(context: RequestContext, place: Place): Promise<Target[]> {
  const name = await nameAt(context, place)
  if (name === null) return []
  const store = await context.store()
  const candidates = await store.query(definitionsByName, { name })
  const here = candidates.filter((symbol) => symbol.path === place.path)
  if (here.length > 0) return here.sort((a, b) => nearness(a, place) - nearness(b, place)).map(targetOf)
  const imports = await store.query(fileImports, { path: place.path })
  const modules = imports.filter(({ names }) => names.length === 0 || names.includes(name) || names.includes('*'))
  const imported = candidates.filter(({ path }) => modules.some(({ module }) => mayImport(place.path, module, path)))
  if (imported.length > 0) return imported.map(targetOf)
  const language = files.get(context.project, place.path)?.language ?? null
  return candidates.filter((symbol) => symbol.language === language || language === null).map(targetOf)
}

/** Every use of a name in files of the language of `from`, definitions included, whatever it means there. */
export async function referencesTo(
  { project, store }: RequestContext,
  name: string,
  from: string | null,
): Promise<Target[]> {
  const language = from === null ? null : (files.get(project, from)?.language ?? null)
  const found = await (await store()).query(referencesByName, { name, limit: MOST_FILES })
  return found
    .filter((file) => language === null || file.language === language)
    .flatMap(({ path, uses }) => uses.map((use) => ({ path, ...use, certainty: 'by-name' as const })))
}

/** A definition that encloses the place is nearest, then the closest above or below it. */
function nearness({ symbol }: Definition, place: Place): number {
  const distance = Math.abs(place.line - symbol.nameLine)
  return symbol.line <= place.line && place.line <= symbol.endLine ? distance - 1e6 : distance
}

function targetOf({ path, symbol }: Definition, _: number, all: readonly Definition[]): Target {
  const certainty = all.length === 1 ? 'likely' : 'by-name'
  return { path, line: symbol.nameLine, column: symbol.nameColumn, certainty }
}
