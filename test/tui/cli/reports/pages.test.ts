import { allPages } from '@tlc/tui/cli/reports/pages'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite('tui/cli/reports/pages')

test('pages come in order, and the next one is asked for while a page is worked on', async () => {
  const asked: (string | undefined)[] = []
  const ask = async (after: string | undefined) => {
    asked.push(after)
    return { at: after, next: after === undefined ? 'b' : after === 'b' ? 'c' : null }
  }
  const seen: [string | undefined, number][] = []
  for await (const page of allPages(ask)) seen.push([page.at, asked.length])
  assert.equal(seen, [
    [undefined, 2],
    ['b', 3],
    ['c', 3],
  ])
})

test('a page that fails ends the walk with its error', async () => {
  const ask = (after: string | undefined) =>
    after === undefined ? Promise.resolve({ next: 'b' }) : Promise.reject(new Error('gone'))
  let pages = 0
  try {
    for await (const _ of allPages(ask)) pages++
    assert.unreachable()
  } catch (thrown) {
    assert.is((thrown as Error).message, 'gone')
  }
  assert.is(pages, 1)
})

test('a reader that stops early leaves no failure behind', async () => {
  const ask = (after: string | undefined) =>
    after === undefined ? Promise.resolve({ next: 'b' }) : Promise.reject(new Error('gone'))
  for await (const _ of allPages(ask)) break
  await new Promise((resolve) => setImmediate(resolve))
})

test.run()
