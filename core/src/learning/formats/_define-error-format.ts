import type { Ecosystem } from '../contract.ts'

/** An error as a format finds it in an output, before it is normalised. */
export interface RawError {
  /** Index of the line in the output. */
  index: number
  /** Class or code; '' without one. */
  errorClass: string
  /** What it says, without class and place. */
  message: string
  /** What the tool itself proposes. */
  proposal?: string
  /** Path and function, or the test's name; '' when unknown. */
  place: string
  /** For a format whose errors are those of several ecosystems. */
  ecosystem?: Ecosystem
}

/** How one family of tools prints its errors. */
export interface ErrorFormat {
  id: string
  ecosystem: Ecosystem
  /** Formats of lower rank say more exactly what is wrong; their errors stand first. */
  rank: number
  /** Programs whose output it is; with another program it is only looked for. */
  programs: RegExp
  /** The errors in the order in which they matter. `lines` are without colours, at most a few thousand. */
  find(lines: readonly string[]): RawError[]
}

export function defineErrorFormat(format: ErrorFormat): ErrorFormat {
  return format
}
