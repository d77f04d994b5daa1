import { mock } from 'node:test'
import { createPasteGatherer, pastedLine } from '@tlc/tui/screen/paste'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite('tui/screen/paste')

function gathered() {
  const texts: string[] = []
  const { take } = createPasteGatherer((text) => texts.push(text))
  return { texts, take: (...sequences: string[]) => sequences.map(take) }
}

test('what stands between the marks is one text, and no key', () => {
  const { texts, take } = gathered()
  assert.equal(take('\x1b[200~', 'q', '\r', 'd', '\x1b[201~'), [true, true, true, true, true])
  assert.equal(texts, ['q\nd'])
  assert.equal(take('q'), [false])
})

test('a paste whose end never comes ends by itself, and keys are keys again', () => {
  mock.timers.enable({ apis: ['setTimeout'] })
  try {
    const { texts, take } = gathered()
    take('\x1b[200~', 'a')
    mock.timers.tick(900)
    take('b')
    mock.timers.tick(900)
    assert.equal(texts, [])
    mock.timers.tick(200)
    assert.equal(texts, ['ab'])
    assert.equal(take('q'), [false])
  } finally {
    mock.timers.reset()
  }
})

test('an end without a beginning, and an empty paste, are nothing', () => {
  const { texts, take } = gathered()
  assert.equal(take('\x1b[201~'), [true])
  take('\x1b[200~', '\x1b[201~')
  assert.equal(texts, [])
})

test('a prompt of one line gets lines joined by blanks, without what commands a terminal', () => {
  assert.is(pastedLine('  Error:\n\tat app.js\x1b[2J\n'), 'Error: at app.js[2J')
})

test.run()
