import type { Embedder, ModelDescription } from './contract.ts'

type Env = Readonly<Record<string, string | undefined>>

export interface EmbedderContext {
  /** Where the files of `model` are, verified; '' for an embedder without. */
  folder: string
  env: Env
}

/** One way to make vectors; `TLC_EMBEDDER` chooses it by its id. */
export interface EmbedderDefinition {
  /** The file's name. */
  id: string
  /** One line, for people. */
  title: string
  /** What has to be on this machine first; null for a server. */
  model: ModelDescription | null
  /** Rejects with `TlcError` `model/…`. Nothing heavy is loaded before this is called. */
  open(context: EmbedderContext): Promise<Embedder>
}

export function defineEmbedder(definition: EmbedderDefinition): EmbedderDefinition {
  return definition
}
