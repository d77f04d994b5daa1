import { TlcError } from '@tlc/core/system/error'
import { nodeProcesses } from '@tlc/core/system/node-processes'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite('core/system/node-processes')

test('a program that takes too long is ended, also when a child of it keeps the pipe open', async () => {
  for (const script of ['exec sleep 60', 'sleep 5 & wait']) {
    const thrown = await nodeProcesses.run('sh', ['-c', script], { timeoutMs: 50 }).catch((fault) => fault)
    assert.ok(thrown instanceof TlcError && thrown.code === 'process/timeout', String(thrown))
  }
})

test('an abort ends a running program with the reason of the signal', async () => {
  const abort = new AbortController()
  const reason = new Error('not wanted any more')
  const run = nodeProcesses.stream('sh', ['-c', 'echo begun; exec sleep 60'], {
    signal: abort.signal,
    onOutput: () => abort.abort(reason),
  })
  assert.is(await run.catch((thrown) => thrown), reason)
})

test('endless output stops at the limit', async () => {
  const thrown = await nodeProcesses.run('yes', [], { maxBytes: 100_000 }).catch((fault) => fault)
  assert.ok(thrown instanceof TlcError && thrown.code === 'process/too-much-output', String(thrown))
})

test('a fault of the reader ends the program and comes through', async () => {
  const fault = new Error('disk full')
  const run = nodeProcesses.stream('yes', [], {
    onOutput() {
      throw fault
    },
  })
  assert.is(await run.catch((thrown) => thrown), fault)
})

test('a program that does not read its input is no fault', async () => {
  const { code } = await nodeProcesses.run('true', [], { input: 'x'.repeat(1_000_000) })
  assert.is(code, 0)
})

test('only the end of the error output is kept', async () => {
  const { stderr } = await nodeProcesses.run('sh', ['-c', 'seq 1 100000 >&2'])
  assert.ok(stderr.length <= 64 * 1024)
  assert.ok(stderr.endsWith('100000\n'))
})

test.run()
