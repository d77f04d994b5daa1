import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { engineOn, type RunningEngine } from '../_engine.ts'

const test = suite<RunningEngine>('core/engine/requests/analysis-wait')

test.before(async (context) => {
  Object.assign(context, await engineOn({ 'a.py': 'x = 1\n' }))
})
test.after((context) => context.dispose())

test('what was written before a rerun is asked for is analysed when the answer comes', async ({
  ask,
  engine,
  write,
}) => {
  const before = await ask<{ revision: number }>('analysis.wait')
  write('b.py', 'def f():\n    pass\n')
  engine.actions.rerun({ fresh: false })
  const after = await ask<{ revision: number }>('analysis.wait')
  assert.ok(after.revision > before.revision)
  assert.is((await ask<{ functions: unknown[] }>('file.outline', { path: 'b.py' })).functions.length, 1)
})

test.run()
