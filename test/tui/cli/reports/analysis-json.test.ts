import { analysisJson } from '@tlc/tui/cli/reports/analysis-json'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { inTurn, reportPages } from '../../../helpers/report-pages.ts'
import { schemaProblems } from '../../../helpers/schemas.ts'

const test = suite('tui/cli/reports/analysis-json')

test('the pages become one JSON text that fits the schema', async () => {
  const pages = reportPages()
  const report = JSON.parse(await joined(pages))
  assert.equal(schemaProblems('analyze', report), [])
  assert.is(report.schemaVersion, 1)
  assert.equal(report.files, [...pages[0]!.files, ...pages[1]!.files])
  assert.equal(report.findings, [...pages[0]!.findings, ...pages[1]!.findings])
  assert.equal(report.skipped, pages[0]!.skipped)
  assert.is(report.elapsedMs, 1234.5)
})

test('what the analysis could not do is said', async () => {
  const report = JSON.parse(await joined(reportPages().map((page) => ({ ...page, message: 'a "limit"' }))))
  assert.equal(schemaProblems('analyze', report), [])
  assert.is(report.message, 'a "limit"')
})

test('an empty project is a report too', async () => {
  const [page] = reportPages()
  const empty = { ...page!, project: { name: 'new', languages: [] }, files: [], findings: [], skipped: [], next: null }
  const report = JSON.parse(await joined([empty]))
  assert.equal(schemaProblems('analyze', report), [])
  assert.equal(report.files, [])
})

test('a page without files between two others leaves no stray comma', async () => {
  const [first, last] = reportPages()
  const report = JSON.parse(await joined([first!, { ...first!, files: [], findings: [] }, last!]))
  assert.is(report.files.length, 2)
})

async function joined(pages: ReturnType<typeof reportPages>): Promise<string> {
  let text = ''
  for await (const piece of analysisJson(inTurn(pages))) text += piece
  return text
}

test.run()
