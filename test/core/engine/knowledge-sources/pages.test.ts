import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SourceContext } from '@tlc/core/engine/define-knowledge-source'
import source from '@tlc/core/engine/knowledge-sources/pages'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { engineOn, type RunningEngine } from '../_engine.ts'

process.env.TLC_MODELS = 'off'

const test = suite<RunningEngine>('core/engine/knowledge-sources/pages')

test.before(async (context) => {
  Object.assign(context, await engineOn({ 'a.py': 'a = 1\n' }))
})
test.after((context) => context.dispose())

test('each page that was learnt is listed with its version and read by its id', async ({ engine, root }) => {
  const pages = await engine.actions.pages()
  const context = { pages: async () => pages } as unknown as SourceContext
  const note = join(root, 'note.txt')
  writeFileSync(note, 'The warehouse closes at noon.\n')
  await pages.learn({ source: note })
  const [first, ...others] = await source.list(context)
  assert.equal(others, [])
  assert.match(first!.id, /^page:/)
  const [document] = await source.read(context, [first!.id])
  assert.equal([document!.kind, document!.id, document!.version], ['page', first!.id, first!.version])
  assert.match(document!.text, 'closes at noon')
  writeFileSync(note, 'The warehouse closes at one.\n')
  await pages.learn({ source: note })
  const [again] = await source.list(context)
  assert.is(again!.id, first!.id)
  assert.is.not(again!.version, first!.version)
  rmSync(note)
  await pages.forget(first!.id)
  assert.equal([await source.list(context), await source.read(context, [first!.id])], [[], []])
})

test('a secret in a page is taken out before it is searched or shown', async ({ engine, root }) => {
  const pages = await engine.actions.pages()
  const context = { pages: async () => pages } as unknown as SourceContext
  const token = `ghp_${'k9J8h7G6f5'.repeat(4).slice(0, 36)}`
  writeFileSync(join(root, 'note.txt'), `Log in with ${token} at noon.\n`)
  await pages.learn({ source: join(root, 'note.txt') })
  const [entry] = await source.list(context)
  const [document] = await source.read(context, [entry!.id])
  assert.match(document!.text, /^Log in with \[redacted:[\w-]+\] at noon/)
  await pages.forget(entry!.id)
})

test.run()
