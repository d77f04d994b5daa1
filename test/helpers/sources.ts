import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'

export const ROOT = join(import.meta.dirname, '../..')

export interface Import {
  /** Path of the importing file, relative to the repository. */
  file: string
  specifier: string
  /** The imported file relative to the repository; null for a package that is none of ours. */
  target: string | null
  typeOnly: boolean
}

/** Files that git knows or would take up, relative to the repository. */
export function repositoryFiles(): string[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], { cwd: ROOT })
  return listed
    .toString()
    .split('\0')
    .filter((file) => file !== '')
}

/** TypeScript sources of all workspaces, tests left out. */
export function sourceFiles(): string[] {
  return repositoryFiles().filter((file) => /^[\w-]+\/src\/.*\.ts$/.test(file) && textOf(file) !== null)
}

/** Null for a file that is listed but gone. */
export function textOf(file: string): string | null {
  try {
    return readFileSync(join(ROOT, file), 'utf8')
  } catch {
    return null
  }
}

export function importsOf(file: string): Import[] {
  const text = textOf(file) ?? ''
  const statements = text.matchAll(/^\s*(?:import|export)\s+(type\s+)?(?:[^'"`;]*?\sfrom\s+)?['"]([^'"]+)['"]/gm)
  const calls = text.matchAll(/(typeof\s+)?\bimport\(\s*['"]([^'"]+)['"]\s*\)(?=([.\w]*))/g)
  const found = [...statements].map(([, type, specifier]) => ({ specifier: specifier!, typeOnly: type !== undefined }))
  // `import('x').Name` names a type; a call is awaited or handed on.
  for (const [, type, specifier, after] of calls) {
    found.push({ specifier: specifier!, typeOnly: type !== undefined || /^\.[A-Z]/.test(after ?? '') })
  }
  return found.map(({ specifier, typeOnly }) => ({ file, specifier, typeOnly, target: targetOf(file, specifier) }))
}

function targetOf(file: string, specifier: string): string | null {
  if (specifier.startsWith('.')) return normalize(relative(ROOT, join(ROOT, dirname(file), specifier)))
  const own = specifier.match(/^@tlc\/([\w-]+)\/(.+)$/)
  return own ? `${own[1]}/src/${own[2]}.ts` : null
}
