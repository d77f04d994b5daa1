import { existsSync, renameSync, rmSync } from 'node:fs'

/** How many damaged files are kept for somebody to look at; the oldest go first. */
const KEPT = 3

/** Moves a damaged database and its log out of the way, to `<path>.broken-<n>`. Returns the new name. */
export function setAside(path: string): string {
  let n = 1
  while (existsSync(`${path}.broken-${n}`)) n++
  const target = `${path}.broken-${n}`
  renameSync(path, target)
  if (existsSync(`${path}.wal`)) renameSync(`${path}.wal`, `${target}.wal`)
  for (let old = n - KEPT; old > 0 && existsSync(`${path}.broken-${old}`); old--) {
    rmSync(`${path}.broken-${old}`, { force: true })
    rmSync(`${path}.broken-${old}.wal`, { force: true })
  }
  return target
}
