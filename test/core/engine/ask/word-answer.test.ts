import { wordAnswer } from '@tlc/core/engine/ask/word-answer'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { chatEndpointDouble, sendSaying } from '../../../helpers/chat-endpoint-double.ts'
import { anEvidence } from './_evidence.ts'

const test = suite('core/engine/ask/word-answer')

async function wordedBy(answer: Parameters<typeof chatEndpointDouble>[0], signal = new AbortController().signal) {
  const double = await chatEndpointDouble(answer)
  const env = { TLC_CHAT_URL: double.url, TLC_CHAT_MODEL: 'small:1b' }
  return wordAnswer('What adds up?', [anEvidence(1), anEvidence(2)], { env, signal }).finally(() => double.close())
}

test('a good answer is given as the model words it, with its name', async () => {
  const answer = await wordedBy('`Cart.total` adds up its items [1].')
  assert.ok(answer.state === 'used')
  assert.is(answer.checked.text, '`Cart.total` adds up its items [1].')
  assert.match(answer.wordedBy, /^small:1b at 127\.0\.0\.1:/)
})

test('of an answer with invented citations the rest is kept', async () => {
  const answer = await wordedBy('It adds up [2]. It is the best of its kind [12]. Buy it.')
  assert.ok(answer.state === 'used')
  assert.equal([answer.checked.text, answer.checked.left, answer.checked.cited], ['It adds up [2].', 2, [2]])
})

for (const [what, answer, said] of [
  ['has no evidence', 'It is the best. Trust me [99].', 'nothing that small:1b at .+ said had evidence'],
  ['fails', (response) => response.writeHead(500).end('boom'), 'status 500: boom'],
  ['talks garbage', (response) => response.end('<html>'), 'got <html>'],
  ['says nothing', (response) => sendSaying(response, ''), 'Expected an answer'],
  ['says far too much', (response) => response.end('x'.repeat(2 ** 21)), 'Expected at most'],
  ['hangs up', (response) => response.destroy(), 'Could not reach'],
] as [string, Parameters<typeof chatEndpointDouble>[0], string][]) {
  test(`a model that ${what} is not waited for, and the answer says why`, async () => {
    const unworded = await wordedBy(answer)
    assert.ok(unworded.state === 'failed')
    assert.match(unworded.reason, new RegExp(`^Made without a model: .*${said}`))
  })
}

test('whoever stops waiting for a server that hangs is not answered', async () => {
  const controller = new AbortController()
  const fault = await wordedBy(() => controller.abort(new Error('enough')), controller.signal).catch((error) => error)
  assert.is(fault.message, 'enough')
})

test('half a configuration is told, and none is nothing to tell', async () => {
  const { signal } = new AbortController()
  const half = await wordAnswer('What?', [], { env: { TLC_CHAT_MODEL: 'm' }, signal })
  assert.ok(half.state === 'failed')
  assert.match(half.reason, 'got no address')
  assert.equal(await wordAnswer('What?', [], { env: {}, signal }), { state: 'none' })
})

test.run()
