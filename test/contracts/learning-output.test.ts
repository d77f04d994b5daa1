import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { makeProject } from '../helpers/project.ts'
import { runTlc } from '../helpers/run-tlc.ts'
import { schemaProblems } from '../helpers/schemas.ts'

const project = makeProject({}, [{ 'app.cjs': "require('./config.cjs')\nconsole.log('done')\n" }])
const test = suite('contracts/learning-output')
const tlc = (words: string[], input?: string) =>
  runTlc(words, { cwd: project.root, ...(input !== undefined && { input }) })

test.after(async () => {
  await tlc(['stop'])
  project.dispose()
})

test('run hands on output and exit code, and with --json tells what it learnt', async () => {
  const plain = await runTlc(
    ['run', '--', 'node', '-e', 'process.stdout.write("a\\u001b[1mb");process.stderr.write("c");process.exit(7)'],
    {
      cwd: project.root,
    },
  )
  assert.equal([plain.out, plain.err, plain.code], ['a\u001b[1mb', 'c', 7])
  const failed = await tlc(['run', '--json', '--', 'node', 'app.cjs'])
  assert.is(failed.code, 1)
  assert.match(failed.err, 'Cannot find module')
  const report = JSON.parse(failed.out)
  assert.equal(schemaProblems('run', report), [])
  assert.equal([report.recorded, report.advice.fixes], [true, []])
  writeFileSync(join(project.root, 'config.cjs'), 'module.exports = {}\n')
  const mended = JSON.parse((await tlc(['run', '--json', '--', 'node', 'app.cjs'])).out)
  assert.equal(schemaProblems('run', mended), [])
  assert.is(mended.learnt.length, 1)
})

test('advise shows the fix of a like error, and says by its exit code when there is none', async () => {
  const error = "Error: Cannot find module '../config.cjs'\n    at app.cjs:1:1\n  code: 'MODULE_NOT_FOUND'\n"
  const known = await tlc(['advise', '--json'], error)
  assert.is(known.code, 0, known.err)
  const report = JSON.parse(known.out)
  assert.equal(schemaProblems('advise', report), [])
  assert.is(report.advice.fixes[0].summary, 'Add config.cjs')
  assert.is((await tlc(['advise'], 'RangeError: Invalid array length\n')).code, 3)
})

test('fixes are listed, judged and forgotten', async () => {
  const list = JSON.parse((await tlc(['advise', '--list', '--json'])).out)
  assert.equal(schemaProblems('advise', list), [])
  const { id } = list.fixes[0]
  assert.is((await tlc(['advise', '--useful', id])).out, 'Noted\n')
  const reset = JSON.parse((await tlc(['advise', '--reset', id, '--json'])).out)
  assert.equal([schemaProblems('advise', reset), reset.reset], [[], 1])
  assert.is((await tlc(['advise', '--forget', id])).out, 'Forgot 1 fix\n')
  assert.is((await tlc(['advise', '--forget', id])).code, 1)
})

test('the value of a secret variable is not told to the daemon', async () => {
  const { out, err } = await runTlc(
    ['run', '--json', '--', 'node', '-e', 'throw new Error(`no ${process.env.MAIL_TOKEN}`)'],
    {
      cwd: project.root,
      env: { MAIL_TOKEN: 'tulip-garden-may' },
    },
  )
  assert.match(err, 'no tulip-garden-may')
  assert.is(JSON.parse(out).advice.error.message, 'no [redacted:environment]')
})

test('a program that is not there is 127, one that may not be run 126, a signal 128 and its number', async () => {
  assert.is((await tlc(['run', '--', 'no-such-program'])).code, 127)
  assert.is((await tlc(['run', '--', './app.cjs'])).code, 126)
  assert.is((await tlc(['run', '--', 'node', '-e', 'process.kill(process.pid, "SIGKILL")'])).code, 137)
})

test('a reader that goes away ends the command as it would without tlc', async () => {
  const script = '"$1" "$2" "$3" run -- yes | head -1'
  const { code, out } = await runTlc([], { cwd: project.root, through: ['sh', '-c', script, 'sh'] })
  assert.equal([code, out], [0, 'y\n'])
})

test.run()
