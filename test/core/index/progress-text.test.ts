import { isPartial, pendingText } from '@tlc/core/index/progress-text'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite('core/index/progress-text')

test('what is pending is counted as what it is', () => {
  for (const [pendingFiles, pendingDocuments, text] of [
    [0, 0, ''],
    [1, 0, '1 file pending'],
    [0, 2, '2 other texts pending'],
    [1_200, 1, '1,200 files and 1 other text pending'],
  ] as const) {
    assert.is(pendingText({ pendingFiles, pendingDocuments }), text)
    assert.is(isPartial({ pendingFiles, pendingDocuments }), text !== '')
  }
})

test.run()
