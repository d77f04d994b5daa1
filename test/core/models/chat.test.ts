import { type ChatOptions, chatFrom, openChat } from '@tlc/core/models/chat'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { type ChatDouble, chatEndpointDouble, sendSaying } from '../../helpers/chat-endpoint-double.ts'
import { sendJson } from '../../helpers/embeddings-endpoint-double.ts'
import { pageServer } from '../../helpers/page-server.ts'

const test = suite('core/models/chat')
const QUESTION = [{ role: 'user' as const, content: 'What?' }]
const TOKENS = { mostTokens: 50 }
const KEY = 'very-secret-key'

async function on(
  answer: Parameters<typeof chatEndpointDouble>[0],
  act: (double: ChatDouble, options: ChatOptions) => Promise<void>,
): Promise<void> {
  const double = await chatEndpointDouble(answer)
  await act(double, { url: double.url, model: 'small:1b' }).finally(() => double.close())
}

async function faultOf(promise: Promise<unknown>): Promise<{ code?: string; message: string; hint?: string }> {
  return promise.then(
    () => assert.unreachable('Expected it to reject'),
    (error) => error,
  )
}

test('messages are sent in the form of OpenAI with the key, and the text comes back', () =>
  on('The cart [1].', async (double, options) => {
    const chat = openChat({ ...options, key: KEY })
    assert.is(await chat.complete(QUESTION, TOKENS), 'The cart [1].')
    assert.equal(double.requests[0]!.messages, QUESTION)
    assert.equal([double.requests[0]!.model, double.requests[0]!.max_tokens], ['small:1b', 50])
    assert.is(double.headers().authorization, `Bearer ${KEY}`)
    assert.is(chat.title, `small:1b at 127.0.0.1:${double.port}`)
  }))

for (const [what, answer] of [
  ['no choice', { choices: [] }],
  ['no text', { choices: [{ message: { content: '  ' } }] }],
  ['parts for a text', { choices: [{ message: { content: [{ type: 'text' }] } }] }],
  ['null', null],
  ['an error', { error: { message: 'no such model' } }],
] as const) {
  test(`an answer with ${what} is refused`, () =>
    on(
      (response) => sendJson(response, answer),
      async (_, options) => {
        assert.is((await faultOf(openChat(options).complete(QUESTION, TOKENS))).code, 'model/endpoint')
      },
    ))
}

test('what is no JSON is refused', () =>
  on(
    (response) => response.end('{"choices": [{"mess'),
    async (_, options) => {
      assert.is((await faultOf(openChat(options).complete(QUESTION, TOKENS))).code, 'model/endpoint')
    },
  ))

test('statuses are told apart, and the key is in no message though the server repeats it', async () => {
  for (const [status, code] of [
    [401, 'model/refused'],
    [500, 'model/endpoint'],
    [302, 'model/endpoint'],
  ] as const) {
    await on(
      (response) => response.writeHead(status, { location: 'http://example.org/' }).end(`wrong key: ${KEY}`),
      async (_, options) => {
        const fault = await faultOf(openChat({ ...options, key: KEY }).complete(QUESTION, TOKENS))
        assert.is(fault.code, code)
        assert.not.match(`${fault.message} ${fault.hint} ${JSON.stringify(fault)}`, KEY)
      },
    )
  }
})

test('a server that says nothing is given up, and one that is cancelled at once', () =>
  on(
    () => {},
    async (double, options) => {
      assert.is(
        (await faultOf(openChat({ ...options, timeoutMs: 30 }).complete(QUESTION, TOKENS))).code,
        'model/stalled',
      )
      const controller = new AbortController()
      const answer = openChat(options).complete(QUESTION, { ...TOKENS, signal: controller.signal })
      await double.asked
      controller.abort(new Error('enough'))
      assert.is((await faultOf(answer)).message, 'enough')
    },
  ))

test('an answer without end is cut off', () =>
  on(
    (response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      const more = () => {
        while (!response.destroyed && response.write('x'.repeat(64 * 1024)));
        response.once('drain', more)
      }
      more()
    },
    async (_, options) => {
      assert.is((await faultOf(openChat(options).complete(QUESTION, TOKENS))).code, 'model/endpoint')
    },
  ))

test('nobody there is told with what to do', async () => {
  const server = await pageServer({})
  await server.close()
  const fault = await faultOf(openChat({ url: `${server.url}/v1`, model: 'm' }).complete(QUESTION, TOKENS))
  assert.is(fault.code, 'model/offline')
  assert.match(fault.hint!, 'TLC_CHAT_URL')
})

test('an address outside of the local network is refused before anything is sent', async () => {
  const chat = openChat({ url: 'http://203.0.114.7/v1', model: 'm' })
  const fault = await faultOf(chat.complete(QUESTION, TOKENS))
  assert.is(fault.code, 'model/public-address')
  assert.match(fault.hint!, 'TLC_CHAT_PUBLIC=allow')
})

test('no model is configured unless one is named, nor with models switched off', () => {
  assert.is(chatFrom({}), null)
  assert.is(chatFrom({ OLLAMA_HOST: '127.0.0.1', OPENAI_API_KEY: 'x' }), null)
  assert.is(chatFrom({ TLC_MODELS: 'off', TLC_CHAT_URL: 'http://127.0.0.1/v1', TLC_CHAT_MODEL: 'm' }), null)
})

test('half a configuration and odd addresses are refused with an example', () => {
  for (const env of [
    { TLC_CHAT_MODEL: 'm' },
    { TLC_CHAT_URL: 'http://127.0.0.1/v1' },
    { TLC_CHAT_URL: 'ftp://127.0.0.1', TLC_CHAT_MODEL: 'm' },
    { OLLAMA_HOST: 'http://[', TLC_CHAT_MODEL: 'm' },
  ]) {
    assert.throws(() => chatFrom(env), /TLC_CHAT_URL/)
  }
})

for (const [host, address] of [
  ['127.0.0.1', '127.0.0.1:11434'],
  ['0.0.0.0:8080', '127.0.0.1:8080'],
  [':7000', '127.0.0.1:7000'],
  ['http://box.lan', 'box.lan'],
  ['box.lan:80', 'box.lan'],
] as const) {
  test(`OLLAMA_HOST=${host} is ${address}`, () => {
    assert.is(chatFrom({ OLLAMA_HOST: host, TLC_CHAT_MODEL: 'm' })?.title, `m at ${address}`)
  })
}

test('the key for another program goes to this machine, not in the clear to others', async () => {
  const asked = await chatEndpointDouble((response) => sendSaying(response, 'yes'))
  try {
    const env = { TLC_CHAT_URL: asked.url, TLC_CHAT_MODEL: 'm', OPENAI_API_KEY: 'general' }
    await chatFrom(env)!.complete(QUESTION, TOKENS)
    assert.is(asked.headers().authorization, 'Bearer general')
    await chatFrom({ ...env, TLC_CHAT_KEY: 'own' })!.complete(QUESTION, TOKENS)
    assert.is(asked.headers().authorization, 'Bearer own')
    // The same machine by a name that does not say so.
    const elsewhere = asked.url.replace('127.0.0.1', '[::ffff:127.0.0.1]')
    await chatFrom({ ...env, TLC_CHAT_URL: elsewhere })!.complete(QUESTION, TOKENS)
    assert.is(asked.headers().authorization, undefined)
  } finally {
    await asked.close()
  }
})

test('who waits for a slow model longer says so, and one that takes longer still is told with what to do', () =>
  on(
    () => {},
    async (double, options) => {
      const env = { TLC_CHAT_URL: options.url, TLC_CHAT_MODEL: 'm', TLC_CHAT_SECONDS: '1' }
      const fault = await faultOf(chatFrom(env)!.complete(QUESTION, TOKENS))
      assert.equal([fault.code, double.requests.length], ['model/stalled', 1])
      assert.match(fault.message, 'within 1 s')
      assert.match(fault.hint!, 'TLC_CHAT_SECONDS')
      for (const TLC_CHAT_SECONDS of ['0', 'soon', '1.5', '1e9'])
        assert.throws(() => chatFrom({ ...env, TLC_CHAT_SECONDS }), /whole number from 1 to 3600/)
    },
  ))

test.run()
