import type { IncomingMessage, ServerResponse } from 'node:http'
import { pageServer } from './page-server.ts'

export interface EmbeddingsRequest {
  model: string
  input: string[]
}

export interface EndpointDouble {
  /** What `TLC_EMBEDDER_URL` would be. */
  url: string
  requests: EmbeddingsRequest[]
  headers(): IncomingMessage['headers']
  close(): Promise<void>
}

const DIMENSIONS = 16

/**
 * A double of an OpenAI-compatible embeddings server: no model computes here. A vector counts the words of its text by their
 * first letters, so texts with the same words are alike. Its answers have the form of
 * https://platform.openai.com/docs/api-reference/embeddings. `answer` puts another one in the place of all but the first.
 */
export async function embeddingsEndpointDouble(
  answer?: (response: ServerResponse, request: EmbeddingsRequest) => void,
): Promise<EndpointDouble> {
  const requests: EmbeddingsRequest[] = []
  const server = await pageServer({
    '/v1/embeddings': async (response, request) => {
      let text = ''
      for await (const part of request) text += part
      const asked: EmbeddingsRequest = JSON.parse(text)
      requests.push(asked)
      if (answer && requests.length > 1) return answer(response, asked)
      const data = asked.input.map((input, index) => ({ object: 'embedding', index, embedding: vectorOf(input) }))
      // Nothing promises an order.
      sendJson(response, { object: 'list', data: data.reverse(), model: asked.model })
    },
  })
  return { url: `${server.url}/v1`, requests, headers: () => server.headers, close: server.close }
}

export function sendJson(response: ServerResponse, value: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
}

function vectorOf(text: string): number[] {
  const vector = new Array<number>(DIMENSIONS).fill(0.1)
  for (const word of text.toLowerCase().match(/\w+/g) ?? []) vector[word.charCodeAt(0) % DIMENSIONS]! += 1
  return vector
}
