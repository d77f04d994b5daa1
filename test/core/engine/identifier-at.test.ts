import { identifierAt } from '@tlc/core/engine/identifier-at'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite('core/engine/identifier-at')

test('a column inside a name finds the whole name', () => {
  assert.equal(identifierAt('  return total_count + 1', 15), { name: 'total_count', column: 10 })
})

test('a column right behind a name still means that name', () => {
  assert.equal(identifierAt('foo(bar)', 4), { name: 'foo', column: 1 })
})

test('a column on an operator finds nothing', () => {
  assert.is(identifierAt('a  +  b', 4), null)
})

test('a mark of a Ruby method belongs to its name, an operator does not', () => {
  assert.equal(identifierAt('list.empty?', 7), { name: 'empty?', column: 6 })
  assert.equal(identifierAt('a!=b', 1), { name: 'a', column: 1 })
})

test.run()
