import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname } from 'node:path'

/** How many damaged files are kept for somebody to look at; the oldest go first. */
const KEPT = 3

/** Moves a damaged database and its log out of the way, to `<path>.broken-<n>`. Returns the new name. */
export function setAside(path: string): string {
  const former = brokenNumbers(path)
  const target = `${path}.broken-${Math.max(0, ...former) + 1}`
  renameSync(path, target)
  if (existsSync(`${path}.wal`)) renameSync(`${path}.wal`, `${target}.wal`)
  for (const old of former.sort((a, b) => b - a).slice(KEPT - 1)) {
    rmSync(`${path}.broken-${old}`, { force: true })
    rmSync(`${path}.broken-${old}.wal`, { force: true })
  }
  return target
}

function brokenNumbers(path: string): number[] {
  const prefix = `${basename(path)}.broken-`
  return readdirSync(dirname(path))
    .filter((name) => name.startsWith(prefix))
    .map((name) => Number(name.slice(prefix.length)))
    .filter(Number.isInteger)
}
