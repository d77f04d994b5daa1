import { hostname } from 'node:os'
import { servesHost } from '@tlc/collab-server/served-hosts'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite('collab-server/served-hosts')

test('loopback, addresses, the name of this machine and names that were allowed are served, with any port', () => {
  const own = ['localhost:4711', 'LocalHost', 'localhost.', 'app.localhost:1', '127.0.0.1:4711', '[::1]:4711', '[::]']
  for (const host of [...own, '192.168.1.7:80', hostname(), 'Build.Example:4711', 'build.example.'])
    assert.ok(servesHost(host, ['build.example']), host)
})

test('any other name is not, nor what only looks like one of ours', () => {
  const foreign = [undefined, '', 'evil.example', 'evil.example:4711', 'sub.build.example', 'localhost.evil.example']
  const odd = [
    '127.0.0.1.evil.example',
    'xlocalhost',
    'evil@127.0.0.1',
    'evil.example#localhost',
    '[evil.example]',
    ':80',
  ]
  for (const host of [...foreign, ...odd, '1.2.3', '127.0.0.1:x'])
    assert.not(servesHost(host, ['build.example']), `${host}`)
})

test.run()
