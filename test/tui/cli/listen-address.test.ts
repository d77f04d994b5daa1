import { hostNames, listenAddress } from '@tlc/tui/cli/listen-address'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite('tui/cli/listen-address')

test('a port alone, a host with a port and IPv6 in brackets are understood', () => {
  assert.equal(listenAddress('4711'), { port: 4711 })
  assert.equal(listenAddress('127.0.0.1:0'), { host: '127.0.0.1', port: 0 })
  assert.equal(listenAddress('[::1]:80'), { host: '::1', port: 80 })
  assert.equal(listenAddress('my-host.example:80'), { host: 'my-host.example', port: 80 })
})

test('anything else is refused with examples', () => {
  for (const text of ['', ':', 'host', 'host:', '::1:80', '70000', '1.2.3.4:99999', '-1', '80x']) {
    assert.throws(
      () => listenAddress(text),
      (error: Error) => error.message.includes(`got \`${text}\``),
    )
  }
})

test('names of hosts are taken apart; ports, schemes and nothing at all are refused', () => {
  assert.equal(hostNames('build.example, other-host'), ['build.example', 'other-host'])
  for (const text of ['', 'a,,b', 'a:80', 'http://a', '*', 'a b', '.a']) {
    assert.throws(
      () => hostNames(text),
      (error: Error) => error.message.includes(`got \`${text}\``),
    )
  }
})

test.run()
