import runs from '@tlc/core/document/collections/runs'
import type { FixRow } from '@tlc/core/engine/requests/learning-fixes'
import type { Execution, Learnt } from '@tlc/core/learning/contract'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { ANN } from '../../helpers/records.ts'
import { engineOn, type RunningEngine } from './_engine.ts'

const ERROR =
  'Traceback (most recent call last):\n  File "app.py", line 2, in <module>\nTypeError: \'NoneType\' object is not iterable\n'
const test = suite<RunningEngine>('core/engine/learner')

test.before.each(async (context) => {
  Object.assign(context, await engineOn({ 'app.py': 'rows = load()\nlist(rows)\n' }, { commit: true }))
})
test.after.each((context) => context.dispose())

test('a fix is told from the files on disk and from git, also what the watcher has not seen yet', async (on) => {
  await record(on, { output: ERROR })
  on.write('app.py', 'rows = load() or []\nlist(rows)\n')
  on.write('fresh.py', 'x = 1\n')
  const { learnt } = await record(on, {})
  assert.is(learnt.length, 1)
  const { fixes, total } = await on.ask<{ fixes: FixRow[]; total: number }>('learning.fixes')
  assert.is(total, 1)
  assert.equal(
    fixes[0]?.files.map(({ path, excerpt }) => [path, excerpt]),
    [
      ['app.py', '-rows = load()\n+rows = load() or []\n list(rows)'],
      ['fresh.py', '+x = 1'],
    ],
  )
})

test('runs are listed with those of the engine, with what failed', async (on) => {
  await record(on, { output: ERROR, exitCode: 3 })
  await record(on, { command: ['deploy', '--token', 'abcdefgh12345678'], cwd: 'web' })
  const shown = [...runs.entries(on.project)].map(([, run]) => run).filter(({ kind }) => kind === 'command')
  assert.equal(shown.map(({ outcome, summary }) => [outcome, summary]).sort(), [
    ['failed', 'python app.py: exit 3'],
    ['ok', 'deploy --token [redacted:secret] (in web)'],
  ])
})

test('a cancelled run is listed and teaches nothing', async (on) => {
  await record(on, { output: ERROR })
  const { learnt, advice } = await record(on, { outcome: 'cancelled', exitCode: 130 })
  assert.equal([learnt, advice], [[], null])
  on.write('app.py', 'rows = []\nlist(rows)\n')
  assert.is((await record(on, {})).learnt.length, 1)
})

test('advice is asked for, judged by people, listed and reset', async (on) => {
  await record(on, { output: ERROR })
  on.write('app.py', 'rows = load() or []\nlist(rows)\n')
  await record(on, {})
  const advice = () =>
    on.ask<NonNullable<Learnt['advice']>>('learning.advise', { output: ERROR.replace('app.py', 'b.py') })
  const [fix] = (await advice()).fixes
  const learning = await on.engine.actions.learning()
  await learning.vote({ target: `fix:${fix!.id}`, name: '', query: '', useful: true }, ANN, 5)
  await learning.vote({ target: 'a.py', name: 'f', query: 'password=hunter2hunter2', useful: false }, ANN, 6)
  const { votes } = await on.ask<{ votes: { target: string; query: string; factor: number }[] }>('feedback.list')
  assert.equal(
    votes.map(({ target, query, factor }) => [target, query, factor]),
    [
      ['a.py', 'password=[redacted:password]', 0.9],
      [`fix:${fix!.id}`, '', 1.125],
    ],
  )
  assert.ok((await advice()).fixes[0]!.confidence > fix!.confidence)
  await learning.resetVotes(null)
  assert.is((await advice()).fixes[0]?.confidence, fix!.confidence)
})

test('runs that end at once are learnt from one after the other', async (on) => {
  await Promise.all([record(on, { output: ERROR }), record(on, { output: ERROR, command: ['python', 'b.py'] })])
  on.write('app.py', 'rows = []\n')
  const both = await Promise.all([record(on, {}), record(on, { command: ['python', 'b.py'] })])
  assert.equal(
    both.map(({ learnt }) => learnt.length),
    [1, 1],
  )
})

let at = 1_700_000_000_000

async function record(on: RunningEngine, run: Partial<Execution>): Promise<Learnt> {
  const failed = run.output !== undefined
  at += 1_000
  const learning = await on.engine.actions.learning()
  return learning.record({
    kind: 'command',
    command: ['python', 'app.py'],
    cwd: '',
    startedAt: at,
    tookMs: 5,
    exitCode: failed ? 1 : 0,
    outcome: failed ? 'failed' : 'ok',
    output: '',
    ...run,
  })
}

test.run()
