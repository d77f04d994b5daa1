/**
 * Turns texts into vectors of one model. Implementations: a model in this process, a server on the local network. All
 * vectors have unit length. Rejects with `TlcError` `model/…`.
 */
export interface Embedder {
  /** Model and version, e.g. `all-MiniLM-L6-v2-int8`. Vectors of different ids are never compared. */
  readonly id: string
  readonly dimensions: number
  /** For the index: many texts, throughput counts. At most `limits.maxTokens` of each are read. */
  embed(texts: string[], options?: { signal?: AbortSignal }): Promise<Float32Array[]>
  /** For a query: one short text, latency counts. */
  embedQuery(text: string): Promise<Float32Array>
  close(): Promise<void>
}

/** Where a model's files are on this machine, verified. */
export interface InstalledModel {
  id: string
  /** Folder with `model.onnx` and `tokenizer.json`. */
  folder: string
  bytes: number
  /** Where it came from, for people. */
  source: string
}
