/** One question about speed or correctness, asked on real corpora, with its peer in the same run. */
export interface BenchDefinition {
  /** `<area>/<question>`, as the file. */
  id: string
  /** Ends with a question mark. */
  question: string
  /** Rejects with `Unavailable` when a corpus or a peer cannot be had on this machine. */
  run(context: BenchContext): Promise<BenchOutcome>
}

export interface BenchContext {
  /** Folder outside of the clone that survives runs: corpora, peers. */
  cache: string
  /** Says what is being done. */
  log(text: string): void
  signal: AbortSignal
}

export interface BenchOutcome {
  measurements: Measurement[]
  /** For what a number alone does not tell: classes of disagreement, causes. */
  tables?: { title: string; head: string[]; rows: (string | number)[][] }[]
  notes?: string[]
}

export interface Measurement {
  /** What it was measured on, with its size: `Django 5.1, 2,788 Python files`. */
  corpus: string
  what: string
  unit: 's' | 'ms' | 'MB' | '%' | 'KB' | ''
  ours: number
  /** Whose value `ours` is compared with. */
  peer?: { name: string; value: number }
}

/** Why a bench could not run here. */
export class Unavailable extends Error {}

export function defineBench(definition: BenchDefinition): BenchDefinition {
  return definition
}
