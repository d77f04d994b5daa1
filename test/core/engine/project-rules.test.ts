import { defineRule } from '@tlc/analyzers/define-rule'
import files from '@tlc/core/document/collections/files'
import { PROJECT_ROOM } from '@tlc/core/document/rooms'
import { storedFacts } from '@tlc/core/engine/facts/stored-facts'
import { createProjectRules } from '@tlc/core/engine/project-rules'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { memoryHost } from '../../helpers/room.ts'
import { type AnalysisBench, analysisBench, BLOCK } from './_analysis.ts'

const test = suite<{ bench: AnalysisBench }>('core/engine/project-rules')
const DUPLICATE = 'maintainability/duplicated-block'
const source = (name: string) => `def ${name}(prices, amounts, total):\n${BLOCK}    return total\n`

test.before.each(async (context) => {
  context.bench = await analysisBench()
})

test.after.each(({ bench }) => bench.dispose())

test('a block in two files is found in both, and goes from both when one of them changes', async ({ bench }) => {
  const { write, shown, doc } = bench
  const { round } = bench.process()
  write('a.py', source('f'))
  write('b.py', source('g'))
  await round()
  assert.equal([shown('a.py'), shown('b.py')], [[DUPLICATE], [DUPLICATE]])
  assert.is(
    files.get(doc, 'a.py')?.findings.reduce((sum, each) => sum + each),
    1,
  )
  write('b.py', 'def g():\n    pass\n')
  await round({ changed: new Set(['b.py']) })
  assert.equal([shown('a.py'), shown('b.py')], [[], []])
  assert.equal(files.get(doc, 'a.py')?.findings, [0, 0, 0])
})

test('a rule that throws is told by name, and the others go on', async ({ bench: { store } }) => {
  const docs = { what: '', why: '', instead: '' }
  const broken = defineRule({
    id: 'test/broken',
    severity: 'info',
    docs,
    on: {},
    project() {
      throw new Error('of undefined')
    },
  })
  let ran = 0
  const sound = defineRule({ id: 'test/sound', severity: 'info', docs, on: {}, project: () => void ran++ })
  const rules = createProjectRules({
    project: await memoryHost().open(PROJECT_ROOM),
    rules: [broken, sound],
  })
  assert.equal(rules.failures(), [])
  await rules.refresh(storedFacts(store))
  assert.equal(rules.failures(), ['The rule test/broken failed on the project: of undefined'])
  assert.is(ran, 1)
})

test.run()
