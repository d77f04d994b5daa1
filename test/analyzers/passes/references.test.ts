import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { analyzerWith, factsOf, usesOf } from '../../helpers/outline.ts'

const test = suite('analyzers/passes/references')

const analyzer = await analyzerWith()

test('names in comments and strings are no uses, those in interpolations are', async () => {
  const facts = await factsOf(analyzer, 'a.py', 'name = 1  # name\nx = "name"\ny = f"name {name}"\n')
  assert.equal(usesOf(facts, 'name'), ['1:1', '3:13'])
})

test('names are unique, and their counts add up to the positions', async () => {
  const { references } = await factsOf(analyzer, 'a.js', 'a.b(a, b.a); const { a: c } = b\n')
  assert.equal(references.names, ['a', 'b', 'c'])
  assert.equal([...references.counts], [4, 3, 1])
  assert.is(references.positions.length, 2 * 8)
})

test('columns count UTF-16 code units', async () => {
  assert.equal(usesOf(await factsOf(analyzer, 'a.ts', 'f("😀é", late)\n'), 'late'), ['1:10'])
})

test('names that differ only beyond ASCII are kept apart', async () => {
  const facts = await factsOf(analyzer, 'a.py', 'größe = größen = ĝröße\n')
  assert.equal(facts.references.names, ['größe', 'größen', 'ĝröße'])
})

test('a file with more names than the table is made for is complete, and so is the next one', async () => {
  const count = 140_000
  const twice = 50_000
  const names = Array.from({ length: count }, (_, i) => `n${i}`)
  const large = await factsOf(analyzer, 'a.py', [...names, ...names.slice(0, twice), ''].join('\n'))
  assert.is(large.references.names.length, count)
  assert.ok(large.references.counts.every((uses, i) => uses === (i < twice ? 2 : 1)))
  const next = await factsOf(analyzer, 'b.py', `${names.join('\n')}\nfresh = fresh\n`)
  assert.is(next.references.names.length, count + 1)
  assert.equal(usesOf(next, 'fresh'), [`${count + 1}:1`, `${count + 1}:9`])
})

test.run()
