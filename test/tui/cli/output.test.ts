import { PassThrough, Writable } from 'node:stream'
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

test('a name can give a terminal no orders; colours and what is piped stay as they are', async () => {
  const text = '\x1b[31mred\x1b[0m a\x1b]52;c;cm0=\x07 b\x1b[2J c\x9b5n d\u0000\n\r\x1b[K'
  const screen = terminal()
  await standardOutput(screen, {}).write(text)
  assert.is(String(screen.read()), '\x1b[31mred\x1b[0m a�]52;c;cm0=� b�[2J c�5n d�\n\r\x1b[K')
  const piped = pipe()
  await standardOutput(piped, {}).write(text)
  assert.is(String(piped.read()), text)
})

test('a terminal that does not tell its width has that of COLUMNS, or room for a report', () => {
  const silent = Object.assign(terminal(), { columns: 0 })
  assert.is(standardOutput(silent, { COLUMNS: '60' }).columns, 60)
  assert.is(standardOutput(silent, {}).columns, 100)
})

test('after the reader has gone nothing is written and nothing is thrown', async () => {
  const stream = pipe()
  const out = standardOutput(stream, {})
  stream.emit('error', Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }))
  assert.is(out.closed, true)
  await out.write('lost')
  assert.is(stream.read(), null)
})

test('output that cannot be written is told with what to do, not by a trace', async () => {
  const full = new Writable({
    write: (_chunk, _encoding, done) => done(Object.assign(new Error('ENOSPC: no space left'), { code: 'ENOSPC' })),
  }) as unknown as WriteStream
  const fault = await standardOutput(full, {})
    .write('text')
    .catch((thrown) => thrown)
  assert.is(fault.code, 'output/failed')
  assert.match(fault.message, 'ENOSPC')
})

function pipe(): WriteStream {
  return new PassThrough() as unknown as WriteStream
}

function terminal(): WriteStream {
  return Object.assign(new PassThrough(), { isTTY: true }) as unknown as WriteStream
}

test.run()
