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

test('files that are gone are told when they are asked for, under their last name; what is only ignored is not', async ({
  ask,
  engine,
  write,
  git,
}) => {
  write('old.py', 'one = 1\ntwo = 2\nthree = 3\n')
  write('hidden.py', 'x = 1\n')
  git('add', '.')
  git('commit', '-qm', 'old')
  git('mv', 'old.py', 'later.py')
  git('commit', '-qm', 'renamed')
  git('rm', '-q', 'later.py')
  git('commit', '-qm', 'gone')
  write('.tlcignore', 'hidden.py\n')
  engine.actions.rerun({ fresh: false })
  const { deletedFiles, files } = await ask<HistoryReport>('history.report', { deleted: true })
  assert.equal(
    deletedFiles?.map((each) => [each.path, each.revisions, each.added, each.deleted, each.authors, each.mainAuthor]),
    [['later.py', 3, 3, 3, 1, 'Ada']],
  )
  assert.not(files.some(({ path }) => path === 'later.py'))
  assert.is((await ask<HistoryReport>('history.report')).deletedFiles, undefined)
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
