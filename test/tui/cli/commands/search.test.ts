import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { makeProject } from '../../../helpers/project.ts'
import { runTlc } from '../../../helpers/run-tlc.ts'

const test = suite('tui/cli/commands/search')

test('options that mean nothing are called wrong, with what there is, before any daemon is asked', async () => {
  const project = makeProject({ 'a.py': 'x = 1\n' })
  try {
    for (const [words, said] of [
      [['x', '--kind', 'code,nonsense'], /`--kind` to be of code, test, .*got `nonsense`/],
      [['x', '--limit', '0'], /`--limit` to be a whole number from 1 to 50, got `0`/],
      [[], /either a query or `--batch`, got neither/],
    ] as const) {
      const { code, err } = await runTlc(['search', ...words], { cwd: project.root })
      assert.is(code, 2, err)
      assert.match(err, said)
    }
    assert.is((await runTlc(['status'], { cwd: project.root })).code, 3)
  } finally {
    await project.dispose()
  }
})

test.run()
