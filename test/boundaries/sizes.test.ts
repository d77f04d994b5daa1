import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { sourceFiles, textOf } from '../helpers/sources.ts'

const MOST_LINES = 400

/** File → why it is long. */
const REASONS: Record<string, string> = {}

const test = suite('boundaries/sizes')

test(`a source file of more than ${MOST_LINES} lines has a reason`, () => {
  const long = sourceFiles().filter((file) => !file.endsWith('.generated.ts') && lines(file) > MOST_LINES)
  assert.equal(
    long.filter((file) => REASONS[file] === undefined).map((file) => `${file}: ${lines(file)}`),
    [],
  )
})

test('a reason ends with the need for it', () => {
  assert.equal(
    Object.keys(REASONS).filter((file) => lines(file) <= MOST_LINES),
    [],
  )
})

function lines(file: string): number {
  return (textOf(file) ?? '').split('\n').length - 1
}

test.run()
