import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SearchAnswer } from '@tlc/core/index/contract'
import type { Execution } from '@tlc/core/learning/contract'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { engineOn, type RunningEngine } from '../_engine.ts'

process.env.TLC_MODELS = 'off'

const test = suite<RunningEngine>('core/engine/knowledge-sources/fixes')
const RUN: Execution = {
  kind: 'test',
  command: ['pytest'],
  cwd: '',
  startedAt: 1_700_000_000_000,
  tookMs: 5,
  exitCode: 1,
  outcome: 'failed',
  output:
    'Traceback (most recent call last):\n  File "shop.py", line 1, in <module>\nModuleNotFoundError: No module named \'levies\'\n',
}

test.before(async (context) => {
  Object.assign(context, await engineOn({ 'shop.py': 'import levies\n' }))
})
test.after((context) => context.dispose())

test('a fix is found by its error once it was learnt, and no more when it was forgotten', async (context) => {
  const { ask, engine, root } = context
  const learning = await engine.actions.learning()
  await learning.record(RUN)
  writeFileSync(join(root, 'levies.py'), 'RATE = 0.2\n')
  const { learnt } = await learning.record({
    ...RUN,
    startedAt: RUN.startedAt + 1_000,
    exitCode: 0,
    outcome: 'ok',
    output: '',
  })
  assert.is(learnt.length, 1)
  const found = async () => {
    await ask('index.progress', { wait: true })
    const query = "ModuleNotFoundError: No module named 'levies'"
    return (await ask<SearchAnswer>('search.query', { query, kinds: ['fix'] })).hits.map(({ path }) => path)
  }
  assert.equal(await found(), [`fix:${learnt[0]!.id}`])
  await learning.forget(learnt[0]!.id)
  assert.equal(await found(), [])
})

test.run()
