import { join } from 'node:path'
import type { KnowledgeText } from '@tlc/core/engine/requests/knowledge-text'
import type { PageFacts } from '@tlc/core/pages/contract'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { engineOn, type RunningEngine } from '../_engine.ts'

const test = suite<RunningEngine>('core/engine/requests/knowledge-text')
const LONG = Array.from({ length: 30_000 }, (_, i) => `line ${i}`).join('\n')

test.before(async (context) => {
  Object.assign(context, await engineOn({ 'docs/a.txt': LONG }))
})
test.after((context) => context.dispose())

test('the text of what was learnt comes in parts that make the whole', async ({ ask, engine, root }) => {
  await (await engine.actions.pages()).learn({ source: join(root, 'docs') })
  const { pages } = await ask<{ pages: PageFacts[] }>('pages.list', {})
  const { id } = pages[0]!
  const parts: KnowledgeText[] = []
  for (let from: number | null = 0; from !== null; from = parts.at(-1)!.next) {
    parts.push(await ask<KnowledgeText>('knowledge.text', { id, from }))
  }
  assert.ok(parts.length > 1)
  assert.is(
    parts
      .map(({ text }) => text)
      .join('')
      .trim(),
    LONG,
  )
  assert.equal([parts[0]!.id, parts[0]!.kind, parts[0]!.title], [id, 'page', 'a.txt'])
})

test('what is not known, or gone, is refused with what to do', async ({ ask }) => {
  for (const id of ['page:https://example.org/gone', 'src/app.py', 'nothing:1'])
    await ask('knowledge.text', { id }).then(
      () => assert.unreachable(),
      (fault) => assert.is(fault.code, 'knowledge/unknown'),
    )
})

test.run()
