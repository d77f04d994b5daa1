import type { FileRecord, FindingRecord } from '@tlc/core/document/records'
import { countFiles, countFindings } from '@tlc/core/engine/overview'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite('core/engine/overview')

function aRecord(part: Partial<FileRecord>): FileRecord {
  return {
    language: 'python',
    bytes: 100,
    lines: 10,
    code: 7,
    comments: 2,
    functions: 1,
    complexity: 3,
    maintainability: 60,
    findings: [0, 0, 0],
    ...part,
  }
}

function aFinding(rule: string, severity: FindingRecord['severity'], fingerprint = rule): FindingRecord {
  return { rule, severity, line: 1, column: 1, endLine: 1, endColumn: 2, message: '', cwe: [], fingerprint }
}

test('files are summed, what was skipped by its number and bytes alone', () => {
  const { totals } = countFiles([aRecord({}), aRecord({}), aRecord({ skipped: 'binary', maintainability: null })])
  assert.equal(totals, {
    files: 3,
    analysed: 2,
    skipped: 1,
    lines: 20,
    code: 14,
    comments: 4,
    functions: 2,
    bytes: 300,
  })
})

test('languages come by their code, equal ones by name, and files of no type are in none', () => {
  const { languages } = countFiles([
    aRecord({ language: 'ruby' }),
    aRecord({ language: 'go' }),
    aRecord({ language: 'python', code: 9 }),
    aRecord({ language: '', code: 500 }),
  ])
  assert.equal(
    languages.map(({ language }) => language),
    ['python', 'go', 'ruby'],
  )
})

test('a file under 20 is hard to maintain, one of plain text is not', () => {
  const files = [19.9, 20, null].map((maintainability) => aRecord({ maintainability }))
  assert.is(countFiles(files).hardToMaintain, 1)
})

test('findings count by severity and rule, those that people decided on left out', () => {
  const lists = [
    [aFinding('a', 'error', 'decided'), aFinding('b', 'warning')],
    [aFinding('b', 'warning'), aFinding('c', 'info')],
  ]
  assert.equal(countFindings(lists, { has: (fingerprint) => fingerprint === 'decided' }), {
    error: 0,
    warning: 2,
    info: 1,
    byRule: [
      { rule: 'b', severity: 'warning', count: 2 },
      { rule: 'c', severity: 'info', count: 1 },
    ],
  })
})

test.run()
