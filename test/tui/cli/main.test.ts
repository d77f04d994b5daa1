import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { commands } from '@tlc/tui/cli/commands.generated'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { runTlc, startTlc } from '../../helpers/run-tlc.ts'

const test = suite('tui/cli/main')

test('--version, -v and version print the version of the package', async () => {
  const manifest = JSON.parse(readFileSync(join(import.meta.dirname, '../../../tui/package.json'), 'utf8'))
  for (const word of ['--version', '-v', 'version']) {
    assert.equal(await runTlc([word]), { code: 0, out: `${manifest.version}\n`, err: '' })
  }
})

test('the help names every command and every exit code', async () => {
  const { code, out } = await runTlc(['--help'])
  assert.is(code, 0)
  for (const name of Object.keys(commands)) assert.match(out, new RegExp(`^  ${name} `, 'm'))
  for (const exit of [0, 1, 2, 3, 130]) assert.match(out, new RegExp(`^  ${exit} `, 'm'))
})

test('every command explains itself with examples that name it', async () => {
  for (const [name, load] of Object.entries(commands)) {
    const { default: command } = await load()
    const { code, out } = await runTlc(['help', name])
    assert.is(code, 0, name)
    assert.match(out, 'Usage: tlc')
    assert.ok(command.examples.length > 0, `${name} has no example`)
    for (const { run } of command.examples) assert.ok(out.includes(run), `${name} does not show \`${run}\``)
  }
})

test('`tlc <command> --help` is `tlc help <command>`', async () => {
  assert.equal(await runTlc(['version', '--help']), await runTlc(['help', 'version']))
})

test('a misspelt command exits with 2 and names the one that was meant', async () => {
  const { code, out, err } = await runTlc(['versoin'])
  assert.is(code, 2)
  assert.is(out, '')
  assert.match(err, '`tlc version`')
})

test('an unknown option exits with 2, without a stack', async () => {
  const { code, err } = await runTlc(['version', '--jsno'])
  assert.is(code, 2)
  assert.match(err, '`--jsno`')
  assert.not.match(err, /\n\s+at /)
})

test('--debug and TLC_DEBUG show the stack and the code of an error', async () => {
  for (const run of [runTlc(['nothing-here', '--debug']), runTlc(['nothing-here'], { env: { TLC_DEBUG: '1' } })]) {
    const { err } = await run
    assert.match(err, '[usage/unknown-command]')
    assert.match(err, /\n\s+at /)
  }
})

test('a folder that is not there is refused with what was expected', async () => {
  const { code, err } = await runTlc(['analyze', './not/there'])
  assert.is(code, 2)
  assert.match(err, 'Expected a folder, got `./not/there`')
})

test('a reader that goes away early ends the command quietly', async () => {
  const child = startTlc(['help'])
  child.stdout!.destroy()
  let err = ''
  child.stderr!.on('data', (chunk) => {
    err += chunk
  })
  const code = await new Promise((resolve) => child.on('close', resolve))
  assert.is(err, '')
  assert.is(code, 0)
})

test.run()
