import { oneLine } from '@tlc/tui/cli/reports/one-line'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite('tui/cli/reports/one-line')

test('control characters are written out, and everything else stays as it is', () => {
  assert.is(oneLine('new\nline\tand\x1b[2J\x7f\u2028'), 'new\\nline\\tand\\u001b[2J\\u007f\\u2028')
  assert.is(oneLine('a\u202egnp.exe\u2066'), 'a\\u202egnp.exe\\u2066')
  assert.is(oneLine('na me 🎉 漢字 "q" \\ é'), 'na me 🎉 漢字 "q" \\ é')
})

test.run()
