import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

export interface TemporaryProject {
  root: string
  write(path: string, data: string | Uint8Array): void
  remove(): void
}

/** A folder of its own with the given files. */
export function temporaryProject(files: Record<string, string | Uint8Array> = {}): TemporaryProject {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'tlc-project-')))
  const write = (path: string, data: string | Uint8Array) => {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), data)
  }
  for (const [path, data] of Object.entries(files)) write(path, data)
  return { root, write, remove: () => rmSync(root, { recursive: true, force: true }) }
}
