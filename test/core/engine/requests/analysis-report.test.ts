import type { ReportPage } from '@tlc/core/engine/answers'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { engineOn, type RunningEngine } from '../_engine.ts'

const test = suite<RunningEngine>('core/engine/requests/analysis-report')

test.before(async (context) => {
  Object.assign(
    context,
    await engineOn({
      'a.py': 'def f(text):\n    return eval(text)\n',
      'b.py': 'def g():\n    pass\n',
      'logo.png': '\0\0PNG',
    }),
  )
})
test.after((context) => context.dispose())

test('the report has every file with its functions and findings, and names what was skipped', async ({ ask }) => {
  const page = await ask<ReportPage>('analysis.report')
  assert.equal(
    page.files.map(({ path, functions }) => [path, functions.map(({ name }) => name)]),
    [
      ['a.py', ['f']],
      ['b.py', ['g']],
    ],
  )
  assert.equal(
    page.findings.map(({ path, rule, line }) => [path, rule, line]),
    [['a.py', 'security/eval-call', 2]],
  )
  assert.equal(page.skipped, [{ path: 'logo.png', reason: 'binary' }])
  assert.equal([page.message, page.next, page.parsed], ['', null, 3])
})

test('pages join without a gap or an overlap', async ({ ask }) => {
  const paths: string[] = []
  let after: string | null = null
  do {
    const page: ReportPage = await ask('analysis.report', { after, limit: 1 })
    paths.push(...page.files.map(({ path }) => path), ...page.skipped.map(({ path }) => path))
    after = page.next
  } while (after !== null)
  assert.equal(paths, ['a.py', 'b.py', 'logo.png'])
})

test('a page of no or of too many files is refused', async ({ refused }) => {
  for (const limit of [0, 5001, 1.5]) assert.is(await refused('analysis.report', { limit }), 'input/invalid')
})

test.run()
