import type { FileFacts } from '@tlc/analyzers/facts'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { analyzerWith, factsOf } from '../../helpers/outline.ts'

const test = suite('analyzers/passes/blocks')

const analyzer = await analyzerWith()
const statements = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => `value_${from + i} = compute(${from + i})`)
const shared = (a: FileFacts, b: FileFacts) => {
  const hashes = new Set(b.blocks.map((block) => block.hash))
  return a.blocks.filter((block) => hashes.has(block.hash))
}

test('a copy of twenty lines shares a window with its source wherever it stands', async () => {
  const copied = statements(0, 20)
  for (const shift of [0, 1, 7, 33]) {
    const a = await factsOf(
      analyzer,
      'a.py',
      `${[...statements(100, 140), ...copied, ...statements(200, 230)].join('\n')}\n`,
    )
    const other = [...statements(300, 300 + shift), ...copied, ...statements(400, 440)]
    const b = await factsOf(analyzer, 'b.py', `${other.join('\n')}\n`)
    const [first] = shared(b, a)
    assert.ok(first, `shifted by ${shift}`)
    assert.ok(first!.line > shift && first!.endLine <= shift + 20)
  }
})

test('white space, blank lines and comments make no difference', async () => {
  const a = await factsOf(analyzer, 'a.js', `${statements(0, 12).join('\n')}\n`)
  const b = await factsOf(
    analyzer,
    'b.js',
    `${statements(0, 12)
      .map((line) => `  ${line.replace(' ', '   ')}\n\n// note`)
      .join('\n')}\n`,
  )
  assert.equal(shared(a, b).length, a.blocks.length)
})

test('files without a common passage share nothing, and short ones have no windows', async () => {
  const a = await factsOf(analyzer, 'a.py', `${statements(0, 300).join('\n')}\n`)
  const b = await factsOf(analyzer, 'b.py', `${statements(500, 800).join('\n')}\n`)
  assert.equal(shared(a, b), [])
  assert.equal((await factsOf(analyzer, 'c.py', `${statements(0, 9).join('\n')}\n`)).blocks, [])
})

test('few windows are kept', async () => {
  const { blocks } = await factsOf(analyzer, 'a.py', `${statements(0, 1000).join('\n')}\n`)
  assert.ok(blocks.length < 300, `${blocks.length} of 991`)
})

test.run()
