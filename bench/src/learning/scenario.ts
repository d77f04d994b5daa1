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

export interface Scenarios {
  ecosystem: string
  /** Programs without which none of it can run. */
  needs: string[]
  mended: Mended[]
  later: Later[]
}
