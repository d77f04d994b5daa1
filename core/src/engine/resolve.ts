import files from '../document/collections/files.ts'
import definitionsByName, { type Definition } from '../store/queries/definitions-by-name.ts'
import fileImports from '../store/queries/file-imports.ts'
import referencesByName from '../store/queries/references-by-name.ts'
import { readLines } from '../workspace/line-index.ts'
import type { Place, Target } from './answers.ts'
import type { RequestContext } from './define-request.ts'
import { identifierAt } from './identifier-at.ts'
import { mayImport } from './module-paths.ts'

/** Most files that one search for references looks at. */
const MOST_FILES = 10_000

/** The name at a place; null on white space, an operator or beyond the end of the file. */
export async function nameAt({ root }: RequestContext, { path, line, column }: Place): Promise<string | null> {
  const { lines } = await readLines({ root, path, from: line, to: line })
  return identifierAt(lines[0] ?? '', column)?.name ?? null
}

/**
 * Definitions that the name at a place may mean, the surest first. `certain`: in the same file, or in the one file from
 * which the name is imported; `likely`: the only one of that name in the language; `by-name`: one of several. When there
 * is a certain one, the others are left out.
 */
export async function definitionsAt(context: RequestContext, place: Place): Promise<Target[]> {
  const name = await nameAt(context, place)
  if (name === null) return []
  const store = await context.store()
  const candidates = await store.query(definitionsByName, { name })
  const here = candidates.filter((symbol) => symbol.path === place.path)
  if (here.length > 0) return here.sort((a, b) => nearness(a, place) - nearness(b, place)).map(targetOf('certain'))
  const imports = await store.query(fileImports, { path: place.path })
  const modules = imports.filter(({ names }) => names.length === 0 || names.includes(name) || names.includes('*'))
  const imported = candidates.filter(({ path }) => modules.some(({ module }) => mayImport(place.path, module, path)))
  if (imported.length > 0) return imported.map(targetOf('certain'))
  const language = languageOf(context, place.path)
  const same = candidates.filter((symbol) => symbol.language === language || language === null)
  return same.map(targetOf(same.length === 1 ? 'likely' : 'by-name'))
}

/** Every use of a name in files of the same language, definitions included; by name, since types are not known. */
export async function referencesTo(context: RequestContext, name: string, from: string | null): Promise<Target[]> {
  const store = await context.store()
  const language = from === null ? null : languageOf(context, from)
  const files = await store.query(referencesByName, { name, limit: MOST_FILES })
  return files
    .filter((file) => language === null || file.language === language)
    .flatMap(({ path, uses }) => uses.map((use) => ({ path, ...use, certainty: 'by-name' as const })))
}

function languageOf({ project }: RequestContext, path: string): string | null {
  return files.get(project, path)?.language ?? null
}

/** A definition that encloses the place is nearest, then the closest above or below it. */
function nearness({ symbol }: Definition, place: Place): number {
  const distance = Math.abs(place.line - symbol.nameLine)
  return symbol.line <= place.line && place.line <= symbol.endLine ? distance - 1e6 : distance
}

function targetOf(certainty: Target['certainty']) {
  return ({ path, symbol }: Definition): Target => ({
    path,
    line: symbol.nameLine,
    column: symbol.nameColumn,
    certainty,
  })
}
