import { PassThrough } from 'node:stream'
import type { WriteStream } from 'node:tty'
import { standardOutput } from '@tlc/tui/cli/output'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite('tui/cli/output')

test('colour follows the terminal, NO_COLOR, FORCE_COLOR and TERM=dumb', () => {
  assert.is(standardOutput(terminal(), {}).colour, true)
  assert.is(standardOutput(terminal(), { NO_COLOR: '1' }).colour, false)
  assert.is(standardOutput(terminal(), { NO_COLOR: '' }).colour, true)
  assert.is(standardOutput(terminal(), { TERM: 'dumb' }).colour, false)
  assert.is(standardOutput(pipe(), {}).colour, false)
  assert.is(standardOutput(pipe(), { FORCE_COLOR: '1' }).colour, true)
  assert.is(standardOutput(pipe(), { FORCE_COLOR: '1', NO_COLOR: '1' }).colour, false)
})

test('after the reader has gone nothing is written and nothing is thrown', async () => {
  const stream = pipe()
  const out = standardOutput(stream, {})
  stream.emit('error', Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }))
  assert.is(out.closed, true)
  await out.write('lost')
  assert.is(stream.read(), null)
})

function pipe(): WriteStream {
  return new PassThrough() as unknown as WriteStream
}

function terminal(): WriteStream {
  return Object.assign(new PassThrough(), { isTTY: true }) as unknown as WriteStream
}

test.run()
