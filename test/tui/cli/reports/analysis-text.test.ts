import { analysisText } from '@tlc/tui/cli/reports/analysis-text'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { reportPages } from '../../../helpers/report-pages.ts'

const test = suite('tui/cli/reports/analysis-text')
const plain = (_format: string, text: string) => text

test('the report shows languages, the worst functions, and findings with the gravest first', () => {
  const text = analysisText(summary(), plain, { all: false })
  assert.match(text, /^shop: 2 files, 110 lines, 2 functions$/m)
  assert.match(text, /^python\s+2\s+120$/m)
  assert.match(text, /^\s+24\s+31\s+price\s+shop\/cart\.py:3$/m)
  assert.not.match(text, /tax/)
  assert.match(text, 'Findings: 1 error, 0 warning, 1 info')
  assert.ok(text.indexOf('error  ') < text.indexOf('info   '))
  assert.match(text, /^Not analysed:\n {2}1 binary: /m)
})

test('what was left out is counted by reason, with the first paths of each', () => {
  const skipped = ['a', 'b', 'c', 'd'].map((path) => ({ path, reason: 'too-large' as const }))
  const text = analysisText({ ...summary(), skipped: [...skipped, { path: 'e', reason: 'binary' }] }, plain, {
    all: false,
  })
  assert.match(text, 'Not analysed:\n  4 too-large: a, b, c, …\n  1 binary: e\n')
})

test('a long list of findings is cut and says how to see the rest', () => {
  const [finding] = reportPages()[0]!.findings
  const many = { ...summary(), findings: Array.from({ length: 1030 }, () => finding!) }
  assert.match(analysisText(many, plain, { all: false }), 'and 1,005 more: --all lists them')
  assert.not.match(analysisText(many, plain, { all: true }), '--all')
})

test('what the analysis could not do is said', () => {
  const text = analysisText({ ...summary(), message: 'The project has more files than 2.' }, plain, { all: false })
  assert.match(text, '\nThe project has more files than 2.\n')
})

function summary() {
  const [first, second] = reportPages()
  return { ...first!, files: [...first!.files, ...second!.files], findings: [...first!.findings, ...second!.findings] }
}

test.run()
