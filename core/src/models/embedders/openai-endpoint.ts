import { defineEmbedder } from '../define-embedder.ts'

/** Chosen by `TLC_EMBEDDER=openai-endpoint`; the rest of the settings are in `open`. */
export default defineEmbedder({
  id: 'openai-endpoint',
  title: 'A server on the local network with an OpenAI-compatible embeddings endpoint',
  model: null,
  async open({ env }) {
    const { openEndpoint } = await import('../endpoint.ts')
    return openEndpoint({
      url: env.TLC_EMBEDDER_URL ?? '',
      model: env.TLC_EMBEDDER_MODEL ?? '',
      key: env.TLC_EMBEDDER_KEY,
      textPrefix: env.TLC_EMBEDDER_TEXT_PREFIX,
      queryPrefix: env.TLC_EMBEDDER_QUERY_PREFIX,
      allowPublic: env.TLC_EMBEDDER_PUBLIC === 'allow',
    })
  },
})
