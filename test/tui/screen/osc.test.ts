import { clipboardSequence } from '@tlc/tui/screen/osc'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite('tui/screen/osc')

test('text for the clipboard goes as base64 of its UTF-8, so that nothing in it is a command', () => {
  assert.is(clipboardSequence('漢\x07'), '\x1b]52;c;5ryiBw==\x07')
})

test.run()
