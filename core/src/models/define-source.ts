import type { System } from '../system/system.ts'
import type { ModelDescription } from './contract.ts'

export interface SourceContext {
  system: Pick<System, 'files' | 'random' | 'env' | 'clock'>
  /** A folder or an archive that the user named; sources other than the local one leave it alone. */
  from: string | undefined
  /** An empty folder to put the files into, each by its `name`. */
  folder: string
  /** Keeps what was fetched in part, for another try. */
  partial: string
  signal: AbortSignal | undefined
  onProgress(doneBytes: number, totalBytes: number): void
}

/** One place that models come from. What it gives is checked by whoever asked, so a source need not be trusted. */
export interface ModelSource {
  /** The file's name. */
  id: string
  title: string
  /** Whether it goes over the network. */
  remote: boolean
  /** The lowest is asked first. */
  order: number
  /**
   * Brings the files and says for people where they came from; null when this source does not have the model. Rejects with
   * `TlcError` `model/…` or `file/…` when it has it and cannot bring it, with the signal's reason when that aborts.
   */
  fetch(model: ModelDescription, context: SourceContext): Promise<string | null>
}

export function defineSource(definition: ModelSource): ModelSource {
  return definition
}
