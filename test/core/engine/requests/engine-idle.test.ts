import overview from '@tlc/core/document/collections/overview'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { engineOn, type RunningEngine } from '../_engine.ts'

const test = suite<RunningEngine>('core/engine/requests/engine-idle')

test.before(async (context) => {
  Object.assign(context, await engineOn({ 'a.py': 'def f(text):\n    return eval(text)\n' }))
})
test.after((context) => context.dispose())

test('history and plan have followed when the answer comes', async ({ ask, engine, write, git, project }) => {
  write('b.py', 'def g(text):\n    return eval(text)\n')
  git('init', '-q')
  git('add', '.')
  git('commit', '-q', '-m', 'first')
  engine.actions.rerun({ fresh: false })
  assert.equal(await ask('engine.idle'), {})
  assert.is(overview.get(project, 'history')?.commits, 1)
  const { steps } = await ask<{ steps: unknown[] }>('plan.list', { session: 'main' })
  assert.ok(steps.length > 0)
})

test.run()
