import {
  flag,
  integer,
  integerOf,
  list,
  nullable,
  oneOf,
  optional,
  shape,
  text,
  textOf,
  tuple,
} from '@tlc/core/document/check'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite('core/document/check')

test('what fits has no problem', () => {
  const check = shape({
    path: text,
    line: integerOf(1),
    kind: oneOf('a', 'b'),
    at: tuple(integer, text),
    gone: optional(flag),
    by: nullable(text),
  })
  assert.is(check.problem({ path: 'a.ts', line: 1, kind: 'b', at: [1, 'x'], by: null }), null)
  assert.is(list(check, 2).problem([]), null)
})

test('a problem says where, what was expected and what came', () => {
  const check = shape({ places: list(shape({ path: text, line: integerOf(1) }), 3) })
  const problems: [unknown, string][] = [
    [7, 'value: expected an object with places, got 7'],
    [{ places: 'x' }, 'places: expected a list of at most 3, got "x"'],
    [{ places: [{ path: 1, line: 1 }] }, 'places[0].path: expected text, got 1'],
    [{ places: [{ path: 'a', line: 0 }] }, 'places[0].line: expected a whole number from 1, got 0'],
    [
      { places: [{ path: 'a', line: 1, x: 1 }] },
      'places[0]: no field "x" is known, expected an object with path, line',
    ],
    [{ places: Array(4).fill({ path: 'a', line: 1 }) }, 'places: expected a list of at most 3, got a list of 4'],
    [{}, 'places: expected a list of at most 3, got nothing'],
  ]
  for (const [value, problem] of problems) assert.is(check.problem(value), problem)
})

test('names that every object inherits are not taken for fields', () => {
  assert.match(shape({ a: text }).problem(JSON.parse('{"a":"x","__proto__":1}'))!, '__proto__')
  assert.match(shape({ constructor: text }).problem({})!, 'constructor: expected text')
})

test('text is counted without the blanks around it, and long values are clipped in messages', () => {
  assert.is.not(textOf(1, 10).problem('   '), null)
  assert.ok(textOf(1, 10).problem('x'.repeat(5_000))!.length < 200)
})

test.run()
