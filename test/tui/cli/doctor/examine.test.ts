import { fail, ok } from '@tlc/tui/cli/doctor/check'
import { examine } from '@tlc/tui/cli/doctor/examine'
import { gitCheck, nodeCheck } from '@tlc/tui/cli/doctor/programs'
import { stateCheck } from '@tlc/tui/cli/doctor/state'
import { colourCheck, localeCheck } from '@tlc/tui/cli/doctor/terminal'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite('tui/cli/doctor/examine')
const here = { root: import.meta.dirname, env: process.env }

test('one check that throws is a failure and leaves the others alone', async () => {
  const broken = { name: 'broken', look: () => Promise.reject(new Error('no such module')) }
  const fine = { name: 'fine', look: async () => ok('well') }
  const [first, second] = await examine(here, [broken, fine])
  assert.is(first?.state, 'fail')
  assert.is(first?.detail, 'no such module')
  assert.equal(second, { name: 'fine', ...ok('well') })
})

test('every part of this installation is in order', async () => {
  const found = await examine(here)
  assert.equal(
    found.filter(({ state }) => state === 'fail'),
    [],
  )
  assert.ok(found.some(({ name, detail }) => name === 'grammars' && /^\d+ languages load$/.test(detail)))
})

test('a machine without git is told what it goes without', async () => {
  const { state, advice } = await gitCheck.look({ ...here, env: { PATH: '/nowhere' } })
  assert.is(state, 'warn')
  assert.match(advice, 'no history')
})

test('the Node that runs the tests is new enough', async () => {
  assert.equal(await nodeCheck.look(here), ok(process.versions.node))
})

test('a locale that is not UTF-8 is warned of', async () => {
  assert.is((await localeCheck.look({ ...here, env: { LC_ALL: 'C', LANG: 'en_US.UTF-8' } })).state, 'warn')
  assert.is((await localeCheck.look({ ...here, env: { LANG: 'en_US.UTF-8' } })).state, 'ok')
})

test('a terminal that cannot place the cursor is warned of', async () => {
  assert.is((await colourCheck.look({ ...here, env: { TERM: 'dumb' } })).state, 'warn')
  assert.match((await colourCheck.look({ ...here, env: { TERM: 'xterm', COLORTERM: 'truecolor' } })).detail, '24 bits')
})

test('the state folder is looked for beside the project, also before there is one', async () => {
  const { state, detail } = await stateCheck.look(here)
  assert.is(state, 'ok')
  assert.match(detail, `${import.meta.dirname}/.tlc`)
})

test('a failed check says what to do', () => {
  assert.equal(fail('broken', 'mend it'), { state: 'fail', detail: 'broken', advice: 'mend it' })
})

test.run()
