import { join } from 'node:path'
import type { PageFacts } from '@tlc/core/pages/contract'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { engineOn, type RunningEngine } from '../_engine.ts'

const test = suite<RunningEngine>('core/engine/requests/pages-list')

test.before(async (context) => {
  Object.assign(context, await engineOn({ 'docs/a.txt': 'a', 'docs/b.txt': 'b', 'docs/c.txt': 'c' }))
})
test.after((context) => context.dispose())

test('what was learnt comes in parts, in the order of ids, without the texts', async ({ ask, engine, root }) => {
  const list = (input: object) => ask<{ pages: PageFacts[]; next: string | null }>('pages.list', input)
  assert.equal(await list({}), { pages: [], next: null })
  await (await engine.actions.pages()).learn({ source: join(root, 'docs') })
  const first = await list({ limit: 2 })
  assert.equal(
    first.pages.map(({ title }) => title),
    ['a.txt', 'b.txt'],
  )
  assert.is(first.next, first.pages[1]!.id)
  const rest = await list({ limit: 2, after: first.next })
  assert.equal([rest.pages.map(({ title }) => title), rest.next], [['c.txt'], null])
  assert.not('text' in rest.pages[0]!)
})

test.run()
