import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { makeProject } from '../helpers/project.ts'
import { runTlc } from '../helpers/run-tlc.ts'

// As the system refuses when all of fs.inotify.max_user_watches are taken, by an editor for instance; really taking them
// all would starve whatever else runs on the machine.
const REFUSING = `
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
fs.watch = (path) => {
  throw Object.assign(new Error('ENOSPC: System limit for number of file watchers reached, watch ' + path), { code: 'ENOSPC' })
}
syncBuiltinESMExports()
`
const env = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(REFUSING)}` }

const test = suite<{ project: ReturnType<typeof makeProject> }>('faults/no-watches')

test.before((context) => {
  context.project = makeProject({ 'src/a.py': 'def first():\n    pass\n' }, [
    { 'src/a.py': 'def first():\n    pass\n' },
  ])
})
test.after(({ project }) => project.dispose())

test('where nothing can be watched the project opens, says so everywhere, and whoever asks gets what is there', async ({
  project,
}) => {
  const run = async (...words: string[]) => {
    const { code, out, err } = await runTlc([...words, project.root], { env })
    return { code, out, err }
  }
  const names = async () => {
    const { out, err } = await run('symbols', '--json')
    assert.is(err, '')
    return out
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { name: string }).name)
      .sort()
  }
  assert.equal(await names(), ['first'])
  project.put('src/b.py', 'def second():\n    pass\n')
  assert.equal(await names(), ['first', 'second'])
  const status = await run('status')
  assert.match(status.out, /notice .*seen every \d+ s only.*ENOSPC.*max_user_watches/)
  assert.match((await run('status', '--json')).out, 'max_user_watches')
  const doctor = await run('doctor')
  assert.match(doctor.out, /warn +file watches .*all in use/)
  assert.match(doctor.out, /warn +daemon .*seen every \d+ s only/)
})

test.run()
