import type { KnowledgeDocument, SearchAnswer } from '@tlc/core/index/contract'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { engineOn, type RunningEngine } from '../_engine.ts'

process.env.TLC_MODELS = 'off'

const test = suite<RunningEngine>('core/engine/knowledge-sources/packages')

test.before(async (context) => {
  Object.assign(
    context,
    await engineOn({
      '.gitignore': 'node_modules\n',
      'package.json': '{"dependencies": {"padder": "1.0.0"}}\n',
      'node_modules/padder/package.json': '{"name": "padder", "version": "1.0.0", "description": "Pads wombats."}\n',
      'node_modules/padder/README.md': '# Padder\n\nCall `pad(wombat)` before they sleep.\n',
      'node_modules/other/package.json': '{"name": "other", "version": "1.0.0", "description": "Sorts wombats."}\n',
    }),
  )
  await context.ask('index.progress', { wait: true })
})
test.after((context) => context.dispose())

test('what an installed package says of itself is found, of those that the project names alone', async ({ ask }) => {
  const { hits } = await ask<SearchAnswer>('search.query', { query: 'wombats', kinds: ['package'] })
  assert.equal([...new Set(hits.map(({ path }) => path))], ['package:npm/padder'])
})

test('the whole text of a package is told by its id', async ({ ask, refused }) => {
  const { text } = await ask<KnowledgeDocument>('knowledge.text', { id: 'package:npm/padder' })
  assert.match(text, 'before they sleep')
  assert.is(await refused('knowledge.text', { id: 'package:npm/other' }), 'knowledge/unknown')
})

test.run()
