import type { Citation } from '@tlc/core/engine/ask/evidence'
import type { AskAnswer } from '@tlc/core/engine/requests/ask-answer'
import { answerText } from '@tlc/tui/cli/reports/answer-text'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { indexProgress } from '../../../helpers/link-double.ts'

const test = suite('tui/cli/reports/answer-text')
const LOAD: Citation = { n: 1, path: 'rain.ipynb', startLine: 6, endLine: 8, name: 'load', kind: 'code', cell: 3 }

function shown(over: Partial<AskAnswer>): string {
  const answer: AskAnswer = {
    text: 'It loads [1].',
    citations: [],
    certain: true,
    wordedBy: null,
    model: 'none',
    notes: [],
    progress: indexProgress(),
  }
  return answerText({ ...answer, ...over }, (_, text) => text)
}

test('each number is a place with what stands there, and of a notebook the cell', () => {
  const note: Citation = { n: 2, path: 'a\nb.md', startLine: 4, endLine: 4, name: '', kind: 'documentation' }
  assert.is(
    shown({ citations: [LOAD, note] }),
    'It loads [1].\n\n[1] rain.ipynb:6-8  code load in cell 3\n[2] a\\nb.md:4  documentation\n',
  )
})

test('a text without sources stands alone, and a model that worded it is named', () => {
  assert.is(shown({}), 'It loads [1].\n')
  assert.match(shown({ wordedBy: 'small at localhost' }), 'Worded by small at localhost; every sentence')
})

test.run()
