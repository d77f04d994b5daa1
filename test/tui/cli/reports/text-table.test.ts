import { textTable } from '@tlc/tui/cli/reports/text-table'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite('tui/cli/reports/text-table')

test('numbers stand right with separators, all else left', () => {
  assert.equal(
    textTable(
      ['Name', 'Lines'],
      [
        ['go', 12],
        ['python', 34567],
      ],
    ),
    ['Name     Lines', 'go          12', 'python  34,567'],
  )
})

test('letters outside of the basic plane keep the columns straight', () => {
  assert.equal(
    textTable(
      ['Name', 'N'],
      [
        ['😀', 1],
        ['ab', 2],
      ],
    ),
    ['Name  N', '😀     1', 'ab    2'],
  )
})

test.run()
