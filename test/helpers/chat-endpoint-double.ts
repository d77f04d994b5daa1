import type { IncomingMessage, ServerResponse } from 'node:http'
import { sendJson } from './embeddings-endpoint-double.ts'
import { pageServer } from './page-server.ts'

export interface ChatRequest {
  model: string
  messages: { role: string; content: string }[]
  max_tokens: number
}

export interface ChatDouble {
  /** What `TLC_CHAT_URL` would be. */
  url: string
  port: number
  requests: ChatRequest[]
  headers(): IncomingMessage['headers']
  /** Resolves when the next request has come whole. */
  asked: Promise<void>
  close(): Promise<void>
}

/**
 * A double of an OpenAI-compatible chat server: no model thinks here, it says what the test tells it to. Its answers have
 * the form of https://platform.openai.com/docs/api-reference/chat. Instead of a text, `answer` may write the whole response.
 */
export async function chatEndpointDouble(
  answer: string | ((response: ServerResponse, request: ChatRequest) => void),
): Promise<ChatDouble> {
  const requests: ChatRequest[] = []
  const came = Promise.withResolvers<void>()
  const server = await pageServer({
    '/v1/chat/completions': async (response, request) => {
      let text = ''
      for await (const part of request) text += part
      const asked: ChatRequest = JSON.parse(text)
      requests.push(asked)
      came.resolve()
      if (typeof answer === 'function') answer(response, asked)
      else sendSaying(response, answer)
    },
  })
  return {
    url: `${server.url}/v1`,
    port: server.port,
    requests,
    headers: () => server.headers,
    asked: came.promise,
    close: server.close,
  }
}

export function sendSaying(response: ServerResponse, content: unknown): void {
  sendJson(response, { object: 'chat.completion', choices: [{ index: 0, message: { role: 'assistant', content } }] })
}
