import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite('analyzers/heavy-grammars')

test('a shell script does not cost hundreds of megabytes', () => {
  const main = fileURLToPath(new URL('./_bash-memory.ts', import.meta.url))
  const { functions, peakMb } = JSON.parse(
    execFileSync(process.execPath, [...process.execArgv, main], { encoding: 'utf8' }),
  )
  assert.is(functions, 2000)
  assert.ok(peakMb < 350, `Expected a peak under 350 MB, got ${peakMb}`)
})

test.run()
