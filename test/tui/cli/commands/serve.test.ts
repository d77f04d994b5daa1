import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { makeProject } from '../../../helpers/project.ts'
import { runTlc, startTlc } from '../../../helpers/run-tlc.ts'

const test = suite<{ project: ReturnType<typeof makeProject> }>('tui/cli/commands/serve')
/** A module that says something on the console of the first thread again and again, as a library in trouble would. */
const TALKATIVE = `data:text/javascript,${encodeURIComponent(
  "import{isMainThread}from'node:worker_threads';isMainThread&&setInterval(()=>console.warn('in trouble'),20).unref()",
)}`

test.before((context) => {
  context.project = makeProject({ 'a.py': 'x = 1\n' })
})
test.after(({ project }) => project.dispose())

test('a daemon in the foreground keeps what libraries say in its log, and says itself only that it serves', async ({
  project,
}) => {
  const daemon = startTlc(['serve', project.root, '--foreground'], { env: { NODE_OPTIONS: `--import=${TALKATIVE}` } })
  let out = ''
  daemon.stdout!.on('data', (chunk) => {
    out += chunk
  })
  while (!out.includes('Serving')) await once(daemon.stdout!, 'data')
  let err = ''
  daemon.stderr!.on('data', (chunk) => {
    err += chunk
  })
  // Two answers of the daemon are more than one tick of the talkative module apart.
  await runTlc(['status', project.root])
  const before = err
  await runTlc(['status', project.root])
  assert.is(err, before)
  assert.match(readFileSync(join(project.root, '.tlc/daemon.log'), 'utf8'), 'warn: in trouble')
  assert.is((await runTlc(['stop', project.root])).code, 0)
  const [code] = daemon.exitCode === null ? await once(daemon, 'exit') : [daemon.exitCode]
  assert.is(code, 0)
  assert.equal(out.trimEnd().split('\n').length, 1, out)
})

test.run()
