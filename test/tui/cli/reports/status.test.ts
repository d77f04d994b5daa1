import { statusOf, statusText } from '@tlc/tui/cli/reports/status'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { schemaProblems } from '../../../helpers/schemas.ts'

const test = suite('tui/cli/reports/status')
const health = {
  pid: 7,
  version: '1.2.3',
  rooms: 1,
  clients: 2,
  files: 1200,
  findings: 3,
  indexed: true,
  message: '',
  rssMb: 99.4,
  uptimeMs: 61_000,
}

test('a daemon that has analysed everything says so by saying nothing of it', () => {
  const text = statusText('/srv/shop', health)
  assert.match(text, '1,200 files, 3 findings\n')
  assert.not.match(text, 'notice')
  assert.match(statusText('/srv/shop', { ...health, indexed: false }), '3 findings, still being analysed\n')
})

test('a failed analysis is not called one that goes on, and its reason is told', () => {
  const text = statusText('/srv/shop', { ...health, indexed: false, message: 'No space left on the device' })
  assert.match(text, '3 findings, not all analysed\n  notice    No space left on the device\n')
})

test('what the analysis could not do is told', () => {
  assert.match(statusText('/srv/shop', { ...health, message: 'more files than 2' }), '  notice    more files than 2\n')
})

test('the JSON fits the schema, with a daemon and without', () => {
  for (const each of [health, null]) assert.equal(schemaProblems('status', statusOf(each)), [])
  assert.is(statusOf({ ...health, message: 'why' }).message, 'why')
  assert.is(statusOf(null).message, null)
})

test.run()
