import { TlcError } from '../system/error.ts'
import { modelsSwitch } from './ensure-model.ts'
import { postJson } from './post-json.ts'

export interface ChatMessage {
  role: 'system' | 'user'
  content: string
}

export interface ChatOptions {
  /** Up to and without `/chat/completions`: `http://127.0.0.1:11434/v1`. */
  url: string
  /** The name that the server knows the model by. */
  model: string
  /** Sent as bearer token. */
  key?: string
  /** Texts may leave the local network. */
  allowPublic?: boolean
  /** ms that an answer may take. Default 120,000: a server may have to load the model first, and think. */
  timeoutMs?: number
}

/** A language model that answers in words. */
export interface Chat {
  /** The model and its server, for people. */
  title: string
  /**
   * What the model says; never empty. Rejects with `TlcError` `model/…`, and with the signal's reason. No message has the
   * key in it.
   */
  complete(messages: ChatMessage[], options: { mostTokens: number; signal?: AbortSignal }): Promise<string>
}

type Env = Readonly<Record<string, string | undefined>>

const TIMEOUT_MS = 120_000
const MOST_SECONDS = 3_600
const MAX_ANSWER_BYTES = 1024 * 1024
const OLLAMA_PORT = '11434'

/**
 * The server that the environment names: `TLC_CHAT_URL`, or `OLLAMA_HOST` as Ollama reads it, and `TLC_CHAT_MODEL`. Null
 * when no model is named, or with `TLC_MODELS=off`. Throws `TlcError` `model/unset` when one of the two, or TLC_CHAT_SECONDS,
 * is missing or odd.
 */
export function chatFrom(env: Env): Chat | null {
  if (modelsSwitch(env) === 'off' || (!env.TLC_CHAT_MODEL && !env.TLC_CHAT_URL)) return null
  const url = env.TLC_CHAT_URL || ollamaUrl(env.OLLAMA_HOST)
  return openChat({
    url,
    model: env.TLC_CHAT_MODEL ?? '',
    key: env.TLC_CHAT_KEY || generalKey(env.OPENAI_API_KEY, url),
    allowPublic: env.TLC_CHAT_PUBLIC === 'allow',
    ...(env.TLC_CHAT_SECONDS && { timeoutMs: secondsOf(env.TLC_CHAT_SECONDS) * 1000 }),
  })
}

function secondsOf(value: string): number {
  const seconds = Number(value)
  if (Number.isInteger(seconds) && seconds >= 1 && seconds <= MOST_SECONDS) return seconds
  const text = `Expected TLC_CHAT_SECONDS to be a whole number from 1 to ${MOST_SECONDS}, got ${JSON.stringify(value)}`
  throw new TlcError('model/unset', text)
}

/**
 * A server that answers `POST …/chat/completions` as OpenAI's does (https://platform.openai.com/docs/api-reference/chat):
 * Ollama, llama.cpp, vLLM, LM Studio and others. Nothing is asked before `complete`. Only addresses of this machine and of
 * private networks are spoken to unless `allowPublic`. Throws `TlcError` `model/unset`.
 */
export function openChat(options: ChatOptions): Chat {
  const { model, key, allowPublic, timeoutMs = TIMEOUT_MS } = options
  const url = chatUrl(options)
  return {
    title: `${model} at ${url.host}`,
    async complete(messages, { mostTokens, signal }) {
      const { status, text } = await postJson({
        url,
        body: { model, messages, temperature: 0, max_tokens: mostTokens, stream: false },
        key,
        allowPublic: allowPublic === true,
        publicSwitch: 'TLC_CHAT_PUBLIC',
        timeoutMs,
        mostBytes: MAX_ANSWER_BYTES,
        whenOffline: 'Start that server, or unset TLC_CHAT_URL and TLC_CHAT_MODEL.',
        whenSlow: 'Take a smaller model, or give it longer: TLC_CHAT_SECONDS.',
        signal,
      })
      if (status === 401 || status === 403) {
        throw new TlcError('model/refused', `${url.host} answered ${status}`, { hint: 'Set TLC_CHAT_KEY.' })
      }
      if (status !== 200) throw wrong(url, `status ${status}: ${said(text, key)}`)
      const content = contentOf(text)
      if (content === null) throw wrong(url, said(text, key) || 'nothing')
      return content
    },
  }
}

function chatUrl({ url, model }: ChatOptions): URL {
  if (url === '' || model === '') {
    throw new TlcError(
      'model/unset',
      `Expected TLC_CHAT_URL and TLC_CHAT_MODEL, got no ${url === '' ? 'address' : 'model'}`,
      {
        hint: 'Example: TLC_CHAT_URL=http://127.0.0.1:11434/v1 TLC_CHAT_MODEL=<name>',
      },
    )
  }
  const parsed = URL.parse(`${url.replace(/\/+$/, '')}/chat/completions`)
  if (parsed?.protocol === 'http:' || parsed?.protocol === 'https:') return parsed
  throw new TlcError('model/unset', 'Expected an http or https address in TLC_CHAT_URL or OLLAMA_HOST')
}

/** `host`, `host:port` or an address; the one that a server listens on everywhere by is asked on this machine. */
function ollamaUrl(host: string | undefined): string {
  if (!host) return ''
  const hasScheme = host.includes('://')
  const url = URL.parse(hasScheme ? host : `http://${host.startsWith(':') ? '127.0.0.1' : ''}${host}`)
  if (!url) return host
  if (url.hostname === '0.0.0.0' || url.hostname === '[::]') url.hostname = '127.0.0.1'
  if (!hasScheme && url.port === '' && !host.endsWith(':80')) url.port = OLLAMA_PORT
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}/v1`
}

/** A key that was set for another program is not sent in the clear to whoever is named. */
function generalKey(key: string | undefined, url: string): string | undefined {
  const { protocol, hostname } = URL.parse(url) ?? { protocol: '', hostname: '' }
  return protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname) ? key : undefined
}

/** Null for everything but an answer with text. */
function contentOf(text: string): string | null {
  try {
    const content: unknown = JSON.parse(text)?.choices?.[0]?.message?.content
    return typeof content === 'string' && content.trim() !== '' ? content : null
  } catch {
    return null
  }
}

/** The beginning of what a server said; some repeat the key. */
function said(text: string, key: string | undefined): string {
  const clean = key ? text.replaceAll(key, '…') : text
  return clean.slice(0, 200)
}

function wrong(url: URL, what: string): TlcError {
  return new TlcError('model/endpoint', `Expected an answer of a language model from ${url.host}, got ${what}`, {
    hint: 'Look whether TLC_CHAT_MODEL is a model of that server, and TLC_CHAT_URL ends where /chat/completions begins.',
  })
}
