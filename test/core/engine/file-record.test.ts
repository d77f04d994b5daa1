import { fileRecord, findingRecord } from '@tlc/core/engine/file-record'
import { fileType } from '@tlc/core/system/file-type'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { aFile, aFinding, aFunction } from '../store/_store.ts'

const test = suite('core/engine/file-record')

test('a file shows its most complex function, and findings of its own and of the project', () => {
  const file = aFile('a.py', {
    functions: [aFunction('f', 3), aFunction('g', 12)],
    findings: [aFinding('own', { severity: 'error' })],
  })
  const record = fileRecord(file, [aFinding('project', { severity: 'info' })])
  assert.equal([record.functions, record.complexity, record.findings], [2, 12, [1, 0, 1]])
  assert.not.ok('skipped' in record)
})

test('a file without facts has its type by the extension and the reason', () => {
  const record = fileRecord({ ...aFile('img/Logo.PNG'), facts: null, skipped: 'binary' }, [])
  assert.equal([record.language, record.lines, record.maintainability, record.skipped], ['png', 0, null, 'binary'])
  assert.equal(['Makefile', '.gitignore', 'a.tar.gz'].map(fileType), ['', '', 'gz'])
})

test('in a notebook a finding counts its lines within the cell', () => {
  const cells = [
    { index: 0, firstLine: 1, lines: 4 },
    { index: 3, firstLine: 5, lines: 9 },
  ]
  const record = findingRecord(aFinding('rule', { line: 6, endLine: 7 }), cells)
  assert.equal([record.cell, record.line, record.endLine], [3, 2, 3])
  assert.not.ok('cell' in findingRecord(aFinding('rule')))
})

test.run()
