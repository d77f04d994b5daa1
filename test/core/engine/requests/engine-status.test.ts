import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { engineOn, type RunningEngine } from '../_engine.ts'

const test = suite<RunningEngine>('core/engine/requests/engine-status')

test.before(async (context) => {
  Object.assign(context, await engineOn({ 'a.py': 'def f(text):\n    return eval(text)\n', 'logo.png': '\0\0PNG' }))
})
test.after((context) => context.dispose())

test('the counts are those of the project, and the costs those of this process', async ({ ask }) => {
  const status = await ask<Record<string, number | string>>('engine.status')
  assert.equal([status.pid, status.version, status.files, status.indexed], [process.pid, '1.2.3', 2, 1])
  assert.is(status.findings, 1)
  assert.ok((status.rssMb as number) > 0 && (status.peakRssMb as number) > 0)
})

test.run()
