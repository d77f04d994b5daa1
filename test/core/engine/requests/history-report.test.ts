import type { HistoryReport } from '@tlc/core/engine/answers'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { engineOn, type RunningEngine } from '../_engine.ts'

const test = suite<RunningEngine>('core/engine/requests/history-report')

test.before(async (context) => {
  Object.assign(context, await engineOn({ 'a.py': 'x = 1\n' }, { commit: true }))
})
test.after((context) => context.dispose())

test('commits that came since are in the report', async ({ ask, engine, write, git }) => {
  write('a.py', 'x = 1\ny = 2\n')
  git('commit', '-qam', 'second')
  engine.actions.rerun({ fresh: false })
  const report = await ask<HistoryReport>('history.report')
  assert.equal([report.commits, report.authors, report.message], [2, [{ name: 'Ada', commits: 2 }], ''])
  const [file] = report.files
  assert.equal([file?.path, file?.revisions, file?.added, file?.mainAuthor], ['a.py', 2, 2, 'Ada'])
})

test('a project without git has an empty report that says why', async () => {
  const plain = await engineOn({ 'a.py': 'x = 1\n' })
  try {
    const report = await plain.ask<HistoryReport>('history.report')
    assert.equal([report.commits, report.files, report.message], [0, [], 'There is no git repository here.'])
  } finally {
    await plain.dispose()
  }
})

test.run()
