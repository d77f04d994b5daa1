import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Path → text; null removes the file. */
export type Files = Record<string, string | null>

/** A failure of the history with what mended it. */
export interface Mended {
  id: string
  files: Files
  /** Fails at first and succeeds after the fix. */
  command: string[]
  fix: { files?: Files; run?: string[][] }
}

/** A later failure in another project. `known` is the one of the history whose fix mends it too; null when there is none. */
export interface Later {
  id: string
  known: string | null
  files: Files
  command: string[]
}

/** Writes files of a project, and removes those without a text. */
export function put(folder: string, files: Files): void {
  mkdirSync(folder, { recursive: true })
  for (const [path, text] of Object.entries(files)) {
    const file = join(folder, path)
    mkdirSync(dirname(file), { recursive: true })
    if (text === null) rmSync(file)
    else writeFileSync(file, text)
  }
}

export interface Scenarios {
  ecosystem: string
  /** Programs without which none of it can run. */
  needs: string[]
  /** Succeeds once all that the commands fetch is on this machine: they themselves run offline. */
  prepare?: { files: Files; command: string[] }
  mended: Mended[]
  later: Later[]
}
