import { type EndpointOptions, openEndpoint } from '@tlc/core/models/endpoint'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { type EndpointDouble, embeddingsEndpointDouble, sendJson } from '../../helpers/embeddings-endpoint-double.ts'
import { pageServer } from '../../helpers/page-server.ts'

const test = suite('core/models/endpoint')

async function on(
  answer: Parameters<typeof embeddingsEndpointDouble>[0],
  act: (double: EndpointDouble, options: EndpointOptions) => Promise<void>,
): Promise<void> {
  const double = await embeddingsEndpointDouble(answer)
  await act(double, { url: double.url, model: 'Nomic/embed-text:v1.5' }).finally(() => double.close())
}

async function codeOf(promise: Promise<unknown>): Promise<string> {
  const fault = await promise.then(
    () => assert.unreachable('Expected it to reject'),
    (error) => error,
  )
  return fault.code ?? fault.message
}

test('texts are sent in batches, in the form of OpenAI, with the token', () =>
  on(undefined, async (double, options) => {
    const embedder = await openEndpoint({ ...options, key: 'secret' })
    const vectors = await embedder.embed(Array.from({ length: 70 }, (_, i) => `text ${i}`))
    assert.is(vectors.length, 70)
    assert.equal(
      double.requests.map(({ input }) => input.length),
      [1, 32, 32, 6],
    )
    assert.is(double.requests[1]!.model, 'Nomic/embed-text:v1.5')
    assert.is(double.headers().authorization, 'Bearer secret')
  }))

test('the id fits a file name, and is another for another model or server', () =>
  on(undefined, async (_, options) => {
    const first = await openEndpoint(options)
    assert.match(first.id, /^endpoint-nomic-embed-text-v1\.5-[0-9a-f]{8}-16$/)
    assert.is(first.dimensions, 16)
    assert.is((await openEndpoint(options)).id, first.id)
    assert.is.not((await openEndpoint({ ...options, model: 'nomic-embed-text-v1.5' })).id, first.id)
  }))

test('prefixes stand before texts and queries, and only the beginning of a long text is sent', () =>
  on(undefined, async ({ requests }, options) => {
    const embedder = await openEndpoint({ ...options, textPrefix: 'passage: ', queryPrefix: 'query: ' })
    await embedder.embed([`find ${'x'.repeat(1_000_000)}`])
    await embedder.embedQuery('find')
    assert.match(requests[1]!.input[0]!, /^passage: find x+$/)
    assert.is(requests[1]!.input[0]!.length, 1500)
    assert.equal(requests[2]!.input, ['query: find'])
  }))

for (const [what, answer] of [
  ['fewer vectors than texts', { data: [] }],
  ['two vectors for one text', { data: [0, 0].map((index) => ({ index, embedding: [1] })) }],
  ['words in a vector', { data: [0, 1].map((index) => ({ index, embedding: ['a'] })) }],
  ['other dimensions than before', { data: [0, 1].map((index) => ({ index, embedding: [1, 2] })) }],
  ['a vector of zeros', { data: [0, 1].map((index) => ({ index, embedding: new Array(16).fill(0) })) }],
  ['no list', { error: { message: 'this model does not embed' } }],
] as const) {
  test(`an answer with ${what} is refused`, () =>
    on(
      (response) => sendJson(response, answer),
      async (_, options) => {
        const embedder = await openEndpoint(options)
        assert.is(await codeOf(embedder.embed(['a', 'b'])), 'model/endpoint')
      },
    ))
}

test('statuses are told apart, and the token is in no message', async () => {
  for (const [status, code] of [
    [401, 'model/refused'],
    [404, 'model/endpoint'],
    [302, 'model/endpoint'],
  ] as const) {
    await on(
      (response) => response.writeHead(status, { location: 'http://example.org/' }).end('no such model'),
      async (_, options) => {
        const embedder = await openEndpoint({ ...options, key: 'secret' })
        const fault = await embedder.embedQuery('a').catch((error) => error)
        assert.is(fault.code, code)
        assert.not.match(`${fault.message} ${fault.hint}`, 'secret')
      },
    )
  }
})

test('a public address is refused before anything is sent, unless it is allowed', async () => {
  const options = { url: 'http://1.1.1.1:9/v1', model: 'm' }
  assert.is(await codeOf(openEndpoint(options)), 'model/public-address')
  assert.is(
    await codeOf(openEndpoint({ ...options, url: 'http://[2606:4700:4700::1111]:9/v1' })),
    'model/public-address',
  )
})

test('a server that is not there or does not answer is said to be so', async () => {
  const gone = await pageServer({})
  await gone.close()
  assert.is(await codeOf(openEndpoint({ url: gone.url, model: 'm' })), 'model/offline')
  const silent = await pageServer({ '/v1/embeddings': () => {} })
  try {
    assert.is(await codeOf(openEndpoint({ url: `${silent.url}/v1`, model: 'm', timeoutMs: 50 })), 'model/stalled')
  } finally {
    await silent.close()
  }
})

test('an abort rejects with its reason', () =>
  on(
    () => {},
    async (_, options) => {
      const embedder = await openEndpoint(options)
      const aborted = new AbortController()
      const embedding = embedder.embed(['a'], { signal: aborted.signal })
      aborted.abort(new Error('enough'))
      assert.is(await codeOf(embedding), 'enough')
    },
  ))

test('without settings it says which there are', async () => {
  for (const options of [
    { url: '', model: 'm' },
    { url: 'http://127.0.0.1', model: '' },
    { url: 'ftp://127.0.0.1', model: 'm' },
    { url: 'localhost:11434/v1', model: 'm' },
  ]) {
    assert.is(await codeOf(openEndpoint(options)), 'model/unset')
  }
})

test.run()
