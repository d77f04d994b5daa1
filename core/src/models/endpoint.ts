import { createHash } from 'node:crypto'
import { TlcError } from '../system/error.ts'
import type { Embedder } from './contract.ts'
import { postJson } from './post-json.ts'

export interface EndpointOptions {
  /** Up to and without `/embeddings`: `http://127.0.0.1:11434/v1`. */
  url: string
  /** The name that the server knows the model by. */
  model: string
  /** Sent as bearer token. */
  key?: string
  /** Put before what is embedded for the index, and before a query: some models were trained with such words. */
  textPrefix?: string
  queryPrefix?: string
  /** Texts may leave the local network. */
  allowPublic?: boolean
  /** ms that an answer may take. Default 60,000: a server may have to load the model first. */
  timeoutMs?: number
}

const TIMEOUT_MS = 60_000
const BATCH = 32
/** Some 500 tokens, which every embedding model takes. What a chunk is stands at its beginning. */
const MAX_CHARACTERS = 1_500
const MAX_ANSWER_BYTES = 64 * 1024 * 1024

/**
 * A server that answers `POST …/embeddings` as OpenAI's does (https://platform.openai.com/docs/api-reference/embeddings):
 * Ollama, llama.cpp, vLLM, LM Studio and others. Asks it once, for the number of dimensions. Only addresses of this machine
 * and of private networks are spoken to unless `allowPublic`; redirects are not followed. Rejects with `TlcError`
 * `model/unset`, `model/public-address`, `model/offline`, `model/refused`, `model/stalled` or `model/endpoint`.
 */
export async function openEndpoint(options: EndpointOptions): Promise<Embedder> {
  const url = endpointUrl(options)
  const ask = (texts: string[], signal?: AbortSignal) => embeddings(url, texts, options, signal)
  const [first] = await ask(['dimensions'])
  const dimensions = first!.length

  const embed = async (texts: string[], signal?: AbortSignal): Promise<Float32Array[]> => {
    const vectors: Float32Array[] = []
    for (let i = 0; i < texts.length; i += BATCH) {
      signal?.throwIfAborted()
      const batch = texts.slice(i, i + BATCH)
      for (const vector of await ask(batch, signal)) {
        if (vector.length !== dimensions) throw wrong(url, `${vector.length} dimensions, and ${dimensions} before`)
        vectors.push(normalised(vector, url))
      }
    }
    return vectors
  }

  return {
    id: idOf(url, options.model, dimensions),
    dimensions,
    batch: BATCH,
    embed: (texts, { signal } = {}) =>
      embed(
        texts.map((text) => cut(options.textPrefix, text)),
        signal,
      ),
    embedQuery: async (text) => (await embed([cut(options.queryPrefix, text)]))[0]!,
    close: () => Promise.resolve(),
  }
}

function endpointUrl({ url, model }: EndpointOptions): URL {
  if (url === '' || model === '') {
    throw new TlcError('model/unset', 'Expected the address and the model of an embeddings endpoint, got none', {
      hint: 'Set TLC_EMBEDDER_URL=http://127.0.0.1:11434/v1 and TLC_EMBEDDER_MODEL=<name>, or unset TLC_EMBEDDER.',
    })
  }
  const parsed = URL.parse(`${url.replace(/\/+$/, '')}/embeddings`)
  if (parsed?.protocol === 'http:' || parsed?.protocol === 'https:') return parsed
  throw new TlcError('model/unset', `Expected an http or https address in TLC_EMBEDDER_URL, got ${JSON.stringify(url)}`)
}

function cut(prefix: string | undefined, text: string): string {
  return `${prefix ?? ''}${text}`.slice(0, MAX_CHARACTERS)
}

/** Fit for a file's name; other servers and other models have other ids. */
function idOf(url: URL, model: string, dimensions: number): string {
  const digest = createHash('sha256').update(`${url.href}\n${model}`).digest('hex').slice(0, 8)
  const name = model.toLowerCase().replace(/[^a-z0-9.]+/g, '-')
  return `endpoint-${name}-${digest}-${dimensions}`
}

async function embeddings(
  url: URL,
  texts: string[],
  options: EndpointOptions,
  signal: AbortSignal | undefined,
): Promise<number[][]> {
  const { key, allowPublic, timeoutMs = TIMEOUT_MS } = options
  const { status, text } = await postJson({
    url,
    body: { model: options.model, input: texts, encoding_format: 'float' },
    key,
    publicSwitch: 'TLC_EMBEDDER_PUBLIC',
    allowPublic: allowPublic === true,
    timeoutMs,
    mostBytes: MAX_ANSWER_BYTES,
    whenOffline: 'Start that server, or unset TLC_EMBEDDER.',
    signal,
  })
  if (status === 401 || status === 403) {
    throw new TlcError('model/refused', `${url.host} answered ${status}`, { hint: 'Set TLC_EMBEDDER_KEY.' })
  }
  if (status !== 200) throw wrong(url, `status ${status}: ${text.slice(0, 200)}`)
  return vectorsOf(text, texts.length, url)
}

function vectorsOf(text: string, count: number, url: URL): number[][] {
  const data = dataOf(text)
  if (data?.length !== count) throw wrong(url, `${data?.length ?? 'no'} vectors for ${count} texts`)
  // The order is the texts' own where the server does not say.
  const placed = new Array<number[] | undefined>(count)
  for (const [i, entry] of data.entries()) {
    const { index = i, embedding } = (entry ?? {}) as { index?: number; embedding?: unknown }
    if (!Array.isArray(embedding) || embedding.length === 0 || !embedding.every(Number.isFinite)) {
      throw wrong(url, 'a vector that is no list of numbers')
    }
    placed[index] = embedding
  }
  const whole = placed.filter((vector) => vector !== undefined)
  if (whole.length !== count) throw wrong(url, 'two vectors for one text')
  return whole
}

function dataOf(text: string): unknown[] | null {
  try {
    const { data } = JSON.parse(text)
    return Array.isArray(data) ? data : null
  } catch {
    return null
  }
}

/** Scaled to length 1. */
function normalised(vector: number[], url: URL): Float32Array {
  const length = Math.hypot(...vector)
  if (length === 0) throw wrong(url, 'a vector without length')
  return Float32Array.from(vector, (value) => value / length)
}

function wrong(url: URL, what: string): TlcError {
  return new TlcError('model/endpoint', `Expected embeddings from ${url.host}, got ${what}`, {
    hint: 'Look whether TLC_EMBEDDER_MODEL is an embedding model of that server.',
  })
}
