import { privateAddress } from '@tlc/core/pages/addresses'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite('core/pages/addresses')

test('addresses of this machine, its networks and clouds are not public, in either family', () => {
  const refused = [
    ...['127.0.0.1', '127.255.0.3', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1', '169.254.169.254'],
    ...[
      '100.64.0.1',
      '100.127.255.255',
      '0.0.0.0',
      '0.1.2.3',
      '192.0.0.8',
      '198.18.0.1',
      '224.0.0.1',
      '255.255.255.255',
    ],
    ...['192.0.2.1', '198.51.100.7', '203.0.113.9', '240.0.0.1', '192.88.99.1'],
    ...['::1', '::', 'fc00::1', 'fdff::1', 'fe80::1', 'fe80::1%eth0', 'fec0::1', 'ff02::1', 'fd00:ec2::254'],
    ...['2001:db8::1', '2001::1', '3fff::1', '100::1', '4000::1', '64:ff9b:1::1', '5f00::1'],
  ]
  for (const address of refused) assert.ok(privateAddress(address), address)
})

test('an IPv4 address inside of an IPv6 address counts as what it is, however it is written', () => {
  const refused = [
    ...['::ffff:127.0.0.1', '::ffff:7f00:1', '0:0:0:0:0:ffff:a00:1', '::FFFF:192.168.0.1', '::ffff:0:127.0.0.1'],
    ...['64:ff9b::127.0.0.1', '64:ff9b::a9fe:a9fe', '2002:7f00:1::', '2002:c0a8:101::1', '::127.0.0.1', '::7f00:1'],
  ]
  for (const address of refused) assert.ok(privateAddress(address), address)
  for (const address of ['::ffff:1.1.1.1', '64:ff9b::101:101', '2002:101:101::1']) {
    assert.is(privateAddress(address), null, address)
  }
})

test('public addresses are public, and what is no address is not', () => {
  for (const address of ['1.1.1.1', '93.184.216.34', '172.32.0.1', '100.128.0.1', '192.0.1.1', '2606:2800:220:1::1']) {
    assert.is(privateAddress(address), null, address)
  }
  for (const text of ['', 'localhost', '127.1', '1.2.3', '::g']) assert.is(privateAddress(text), 'no address', text)
})

test.run()
