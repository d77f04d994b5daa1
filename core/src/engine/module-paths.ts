import { dirname, join, normalize } from 'node:path/posix'

/**
 * Whether an import of `module`, written in the file `from`, may mean the file `target`. By the shape of the paths alone:
 * relative paths and file names exactly, dotted and slashed package names by their tail, since roots differ between projects.
 */
export function mayImport(from: string, module: string, target: string): boolean {
  const stem = target.replace(/\.[^./]+$/, '')
  const stems = [stem, stem.replace(/\/(index|__init__|mod)$/, '')]
  if (/^\.{1,2}\//.test(module)) {
    const wanted = normalize(join(dirname(from), module))
    return wanted === target || stems.includes(wanted) || stems.includes(wanted.replace(/\.[^./]+$/, ''))
  }
  // Go names a package by its repository and folder.
  if (target.endsWith('.go')) return module === dirname(target) || module.endsWith(`/${dirname(target)}`)
  const dots = /^\.+/.exec(module)?.[0].length ?? 0
  if (dots > 0) return stems.includes(relativeModule(from, module, dots))
  const parts = module
    .replace(/^<|>$|^["']|["']$/g, '')
    .replace(/\.(h|hpp|hh|rb|php|sh)$/, '')
    .split(/::|[./\\]/)
    .filter(Boolean)
  if (parts.length === 0) return false
  return [...stems, dirname(target)].some((candidate) => endsWith(candidate.split('/'), parts))
}

/** Python: one dot is the file's own package, each further one the package above. */
function relativeModule(from: string, module: string, dots: number): string {
  let folder = dirname(from)
  for (let level = 1; level < dots; level++) folder = dirname(folder)
  return normalize(join(folder, module.slice(dots).replaceAll('.', '/')))
}

function endsWith(path: string[], tail: string[]): boolean {
  return tail.length <= path.length && tail.every((part, i) => part === path[path.length - tail.length + i])
}
