import { Readable } from 'node:stream'
import { answerBatch } from '@tlc/tui/cli/batch'
import type { Output } from '@tlc/tui/cli/define-command'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite('tui/cli/batch')

test('answers keep the order of the requests, however long each takes', async () => {
  const { out, lines } = collect()
  const later: (() => void)[] = []
  const answer = (request: unknown) =>
    new Promise<object>((resolve) => {
      later.push(() => resolve({ for: request }))
      // The third request is what lets the first two go, last one first.
      if (later.length === 3) for (const go of later.reverse()) go()
    })
  await answerBatch({ input: Readable.from(['1\n2\n3\n']), out, signal: new AbortController().signal }, answer)
  assert.equal(lines(), [{ for: 1 }, { for: 2 }, { for: 3 }])
})

test('a bad line and a failing request are answered in their place', async () => {
  const { out, lines } = collect()
  const answer = (request: unknown) =>
    request === 2 ? Promise.reject(new Error('no such thing')) : Promise.resolve({ for: request })
  const input = Readable.from(['1\n{oops\n\n{"id":7}\n2\n'])
  await answerBatch({ input, out, signal: new AbortController().signal }, answer)
  const [first, bad, third, failed] = lines() as Record<string, unknown>[]
  assert.equal(first, { for: 1 })
  assert.match(String(bad?.error), 'one JSON object a line')
  assert.equal(third, { for: { id: 7 } })
  assert.equal(failed, { error: 'no such thing' })
})

test('10,000 requests never run more than a bounded number at once', async () => {
  const { out, lines } = collect()
  let running = 0
  let most = 0
  const answer = async (request: unknown) => {
    running++
    most = Math.max(most, running)
    await new Promise((resolve) => setImmediate(resolve))
    running--
    return { for: request }
  }
  const input = Readable.from(Array.from({ length: 10_000 }, (_, i) => `${i}\n`))
  await answerBatch({ input, out, signal: new AbortController().signal }, answer)
  assert.equal(
    lines(),
    Array.from({ length: 10_000 }, (_, i) => ({ for: i })),
  )
  assert.ok(most <= 32, `${most} ran at once`)
})

function collect(): { out: Output; lines(): unknown[] } {
  let text = ''
  const write = (more: string) => {
    text += more
    return Promise.resolve()
  }
  const out = { isTerminal: false, columns: 80, colour: false, closed: false, write, pass: async () => {} }
  return {
    out,
    lines: () =>
      text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
  }
}

test.run()
