/**
 * Turns texts into vectors of one model. Implementations: a model in this process, a server on the local network. All
 * vectors have unit length. Rejects with `TlcError` `model/…`.
 */
export interface Embedder {
  /** Model and version, e.g. `all-minilm-l6-v2-int8`. Vectors of different ids are never compared. */
  readonly id: string
  readonly dimensions: number
  /** Texts that one call of `embed` takes best. */
  readonly batch: number
  /** For the index: many texts, throughput counts. Of each only the beginning is read, as much as the model takes. */
  embed(texts: string[], options?: { signal?: AbortSignal }): Promise<Float32Array[]>
  /** For a query: one short text, latency counts. */
  embedQuery(text: string): Promise<Float32Array>
  close(): Promise<void>
}

/** A model that is kept as files. Which bytes they have is known beforehand, so it matters little where they come from. */
export interface ModelDescription {
  /** Of the folder that keeps it, and of its vectors. */
  id: string
  title: string
  /** Of the weights, as SPDX writes it. */
  licence: string
  files: ModelFile[]
  /** Its package in a Maven repository: a zip with the files. */
  maven?: { group: string; artifact: string; version: string }
  /** Its repository on the Hugging Face hub, and the path there of each file. */
  hub?: { repository: string; revision: string; paths: Record<ModelFile['name'], string> }
}

export interface ModelFile {
  /** In the folder that keeps the model. */
  name: string
  bytes: number
  sha256: string
  /** What it is called elsewhere, relative to the folder, the archive or the repository that has it. */
  aliases: string[]
}

/** Where a model's files are on this machine, verified. */
export interface InstalledModel {
  id: string
  /** Folder with the files of its description. */
  folder: string
  bytes: number
  /** Where it came from, for people. */
  source: string
}

/** What is being fetched, and how far that is. */
export interface ModelProgress {
  model: string
  /** The source's title, for people. */
  source: string
  doneBytes: number
  /** 0 while it is not known. */
  totalBytes: number
}
