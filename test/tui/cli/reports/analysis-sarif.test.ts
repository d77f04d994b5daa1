import { analysisSarif } from '@tlc/tui/cli/reports/analysis-sarif'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { reportPages } from '../../../helpers/report-pages.ts'
import { sarifProblems } from '../../../helpers/schemas.ts'

const test = suite('tui/cli/reports/analysis-sarif')
const place = { root: '/srv/my shop', version: '1.2.3' }

test('findings become a SARIF 2.1.0 log that fits the published schema', () => {
  const log = JSON.parse(
    analysisSarif(
      reportPages().flatMap((page) => page.findings),
      place,
    ),
  )
  assert.equal(sarifProblems(log), [])
  const [run] = log.runs
  assert.equal(
    run.results.map((one: { level: string }) => one.level),
    ['note', 'error'],
  )
  assert.is(run.tool.driver.rules.length, 1)
  assert.equal(run.tool.driver.rules[0].properties.tags, ['external/cwe/cwe-95'])
})

test('paths are URIs relative to the project, with what a URI reserves escaped', () => {
  const log = JSON.parse(analysisSarif(reportPages()[0]!.findings, place))
  const [run] = log.runs
  assert.is(run.originalUriBaseIds.PROJECT.uri, 'file:///srv/my%20shop/')
  assert.is(run.results[0].locations[0].physicalLocation.artifactLocation.uri, 'shop/a%20b%23.py')
})

test('a log without findings is valid', () => {
  assert.equal(sarifProblems(JSON.parse(analysisSarif([], place))), [])
})

test('the schema refuses a log of another shape', () => {
  assert.ok(sarifProblems({ version: '2.1.0', runs: [{ results: [{}] }] }).length > 0)
})

test.run()
