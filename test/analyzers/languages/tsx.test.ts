import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { analyzerWith, factsOf, functionLines, importLines, outline, usesOf } from '../../helpers/outline.ts'

const test = suite('analyzers/languages/tsx')

const SOURCE = `import { useState } from 'react'

/** A button that counts. */
export function Counter({ start = 0 }: { start?: number }) {
  const [count, setCount] = useState(start)
  const add = () => setCount((n) => n + 1)
  return count > 3 ? <p title="many">{count}</p> : <button onClick={add}>Add</button>
}

export const Page = () => (
  <main>
    <Counter start={2} />
  </main>
)
`

const facts = await factsOf(await analyzerWith(), 'a.tsx', SOURCE)

test('TSX: a file is parsed without an error', () => {
  assert.is(facts.language, 'tsx')
  assert.is(facts.syntaxErrors, 0)
  assert.equal([facts.lines, facts.code, facts.comments, facts.blank], [14, 11, 1, 2])
})

test('TSX: definitions have their kind, container, head, comment and visibility', () => {
  assert.equal(outline(facts), [
    'function Counter 4-8 | function Counter({ start = 0 }: { start?: number }) | A button that counts.',
    '-function Counter.add 6-6 | const add = () =>',
    'function Page 10-14 | const Page = () =>',
  ])
})

test('TSX: imports name the module and what they bind', () => {
  assert.equal(importLines(facts), ['1 react: useState'])
})

test('TSX: functions have the figures that were counted by hand', () => {
  assert.equal(functionLines(facts), [
    'Counter 4-8: cyclomatic 2, cognitive 1, nesting 0, 1 parameters, 5 lines',
    'Counter.add 6-6: cyclomatic 1, cognitive 0, nesting 0, 0 parameters, 1 lines',
    'Counter.add.(anonymous) 6-6: cyclomatic 1, cognitive 0, nesting 0, 1 parameters, 1 lines',
    'Page 10-14: cyclomatic 1, cognitive 0, nesting 0, 0 parameters, 5 lines',
  ])
})

test('TSX: every use of a name has its place, and none of those in comments', () => {
  assert.equal(usesOf(facts, 'Counter'), ['4:17', '12:6'])
  assert.equal(usesOf(facts, 'start'), ['4:27', '4:42', '5:38', '12:14'])
})

test.run()
