import { fuzzyFilter } from '@tlc/tui/app/fuzzy'
import { editText, renderInput, textInput } from '@tlc/tui/app/prompt'
import { scrollTo } from '@tlc/tui/app/scroll'
import type { Key } from '@tlc/tui/screen/keys'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite('tui/app/typing')

function press(...names: string[]): Key[] {
  return names.map((name) => ({ name, text: [...name].length === 1 ? name : '', sequence: name }))
}

test('typed text, moves and deletions end in the text that a person expects', () => {
  let input = textInput('wide 漢')
  for (const key of press('x', 'home', 'A', 'end', 'backspace', 'left', 'delete')) input = editText(input, key) ?? input
  assert.equal(input, { text: 'Awide ', cursor: 6 })
})

test('Ctrl+W takes the word before the cursor', () => {
  assert.equal(editText(textInput('one two'), press('C-w')[0]!), { text: 'one ', cursor: 4 })
})

test('the cursor stands behind wide letters by their columns', () => {
  assert.is(renderInput(':', textInput('漢字')).cursor, 6)
})

test('the nearest command comes first', () => {
  const found = fuzzyFilter('op fi', ['Stop the fire', 'Open file', 'Nothing'], (each) => each)
  assert.equal(found, ['Open file', 'Stop the fire'])
})

test('a list scrolls only when the selected row would leave it', () => {
  assert.is(scrollTo({ selected: 5, top: 0 }, 100, 10), 0)
  assert.is(scrollTo({ selected: 10, top: 0 }, 100, 10), 1)
  assert.is(scrollTo({ selected: 3, top: 20 }, 100, 10), 3)
  assert.is(scrollTo({ selected: 99, top: 0 }, 100, 10), 90)
  assert.is(scrollTo({ selected: 0, top: 50 }, 1, 10), 0)
})

test.run()
