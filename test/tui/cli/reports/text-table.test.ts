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

test('what takes two columns or none keeps the table straight, and a name never breaks its line', () => {
  assert.equal(
    textTable(
      ['Name', 'N'],
      [
        ['漢字😀', 1],
        ['e\u0301', 2],
        ['a\nb', 3],
      ],
    ),
    ['Name    N', '漢字😀  1', 'e\u0301       2', 'a\\nb    3'],
  )
})

test.run()
