import { Calls } from '@tlc/core/link/calls'
import type { ClientFrame } from '@tlc/core/link/protocol'
import { TlcError } from '@tlc/core/system/error'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { faultCode } from '../../helpers/server.ts'

const test = suite('core/link/calls')
const ask = { method: 'request', params: { request: 'echo', input: 1 } } as const

test('an answer goes to the call that asked', async () => {
  const { calls, sent } = opened()
  const answers = [calls.call(ask), calls.call(ask)]
  calls.receive({ jsonrpc: '2.0', id: idOf(sent[1]!), result: 'second' })
  calls.receive({ jsonrpc: '2.0', id: 99, result: 'of nobody' })
  calls.receive({
    jsonrpc: '2.0',
    id: idOf(sent[0]!),
    error: { code: -32000, message: 'no', data: { code: 'a/b', hint: 'h' } },
  })
  assert.is(await answers[1], 'second')
  assert.is(await faultCode(answers[0]!), 'a/b')
})

test('what was not answered goes out again, word for word, when the connection is back', async () => {
  const { calls, sent } = opened()
  const answer = calls.call({ method: 'intent', params: { intent: 'x', input: {}, key: 'the key' } })
  calls.pause()
  const later = calls.call(ask)
  assert.is(sent.length, 1)
  calls.open((frame) => sent.push(frame))
  assert.equal(sent[1], sent[0])
  assert.is(sent.length, 3)
  calls.receive({ jsonrpc: '2.0', id: idOf(sent[0]!), result: 1 })
  calls.receive({ jsonrpc: '2.0', id: idOf(sent[2]!), result: 2 })
  assert.equal(await Promise.all([answer, later]), [1, 2])
})

test('patience ends, also for a call that came while nobody was there, with the reason', async () => {
  const { calls } = opened(20)
  const alive = setTimeout(() => {}, 1_000)
  const before = calls.call(ask)
  calls.pause()
  assert.is(await faultCode(before), 'link/offline')
  assert.is(await faultCode(calls.call(ask)), 'link/offline')
  calls.pause(new TlcError('storage/full', 'full'))
  assert.is(await faultCode(calls.call(ask)), 'storage/full')
  clearTimeout(alive)
})

test('an aborted call is cancelled on the other side and answered at once', async () => {
  const { calls, sent } = opened()
  const abort = new AbortController()
  const answer = calls.call(ask, abort.signal)
  abort.abort()
  assert.is(await faultCode(answer), 'link/cancelled')
  assert.equal(sent[1], { jsonrpc: '2.0', method: 'cancel', params: { id: idOf(sent[0]!) } })
  assert.is(await faultCode(calls.call(ask, abort.signal)), 'link/cancelled')
  assert.is(sent.length, 2)
})

test('after the end nothing is asked', async () => {
  const { calls } = opened()
  const waiting = calls.call(ask)
  calls.end(new TlcError('link/closed', 'closed'))
  assert.is(await faultCode(waiting), 'link/closed')
  assert.is(await faultCode(calls.call(ask)), 'link/closed')
})

function opened(patienceMs?: number): { calls: Calls; sent: ClientFrame[] } {
  const calls = new Calls(patienceMs)
  const sent: ClientFrame[] = []
  calls.open((frame) => sent.push(frame))
  return { calls, sent }
}

function idOf(frame: ClientFrame): number {
  return (frame as { id: number }).id
}

test.run()
