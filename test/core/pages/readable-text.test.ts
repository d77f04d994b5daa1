import { readableText } from '@tlc/core/pages/readable-text'
import { nodeSystem as system } from '@tlc/core/system/node-system'
import type { RunOptions, System } from '@tlc/core/system/system'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const url = 'https://example.org/'
const test = suite('core/pages/readable-text')

test('the text of a page comes from a process of its own, which may not write and may not start anything', async () => {
  const started: { command: string; args: readonly string[] }[] = []
  const watched: System = {
    ...system,
    processes: {
      ...system.processes,
      run(command: string, args: readonly string[], options?: RunOptions) {
        started.push({ command, args })
        return system.processes.run(command, args, options)
      },
    },
  }
  const found = await readableText('<title>T</title><p>words – 日本', { system: watched, url })
  assert.equal(found, { title: 'T', text: '# T\n\nwords – 日本', licence: '' })
  assert.is(started.length, 1)
  assert.is(started[0]!.command, process.execPath)
  assert.ok(started[0]!.args.includes('--permission'))
})

test('a page that takes too long is ended and refused', async () => {
  const fault = await faultOf('<div>'.repeat(400_000), { timeoutMs: 300 })
  assert.is(fault.code, 'page/too-complex')
  assert.match(fault.message, /https:\/\/example\.org\/ could not be found within the limits/)
})

test('a page without readable text is refused', async () => {
  const fault = await faultOf('<script>document.write("all of it")</script><div id="root"></div>')
  assert.is(fault.code, 'page/no-text')
  assert.match(fault.message, /Nothing was stored/)
})

test('an abort ends the process with its reason', async () => {
  const abort = new AbortController()
  const reading = readableText('<div>'.repeat(400_000), { system, url, signal: abort.signal }).catch((thrown) => thrown)
  abort.abort('enough')
  assert.is(await reading, 'enough')
})

function faultOf(html: string, options: { timeoutMs?: number } = {}) {
  return readableText(html, { system, url, ...options }).then(
    ({ text }) => assert.unreachable(`it was read: ${text}`),
    (fault) => fault,
  )
}

test.run()
