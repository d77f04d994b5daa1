import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { runTlc } from '../../helpers/run-tlc.ts'

const test = suite('tui/cli/completion')
const folder = mkdtempSync(join(tmpdir(), 'tlc-completion-'))

test.after(() => rmSync(folder, { recursive: true }))

/** What bash offers for the last word, once it has read the script. */
async function bash() {
  const { out: script } = await runTlc(['completion', 'bash'])
  const program = `${script}\nCOMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _tlc; printf '%s\\n' "\${COMPREPLY[@]}"`
  return (...words: string[]) => {
    const out = execFileSync('bash', ['-c', program, 'bash', 'tlc', ...words], { cwd: folder, encoding: 'utf8' })
    return out.trim().split('\n')
  }
}

test('bash completes commands, options and words of an argument', async () => {
  const complete = await bash()
  assert.equal(complete('ana'), ['analyze'])
  assert.equal(complete('analyze', '--js'), ['--json'])
  assert.equal(complete('analyze', '--fail-on', 'e'), ['error'])
  assert.equal(complete('completion', ''), ['bash', 'zsh', 'fish'])
  assert.equal(complete('help', 'vers'), ['version'])
  assert.equal(complete('version', ''), [''])
})

test('bash completes a name with blanks as one word', async () => {
  mkdirSync(join(folder, 'odd dir'))
  writeFileSync(join(folder, 'odd dir', 'na me 🎉.py'), '')
  const complete = await bash()
  assert.equal(complete('odd'), ['odd dir'])
  assert.equal(complete('analyze', 'od'), ['odd dir'])
  assert.equal(complete('analyze', 'odd dir/'), ['odd dir/na me 🎉.py'])
})

for (const shell of ['zsh', 'fish']) {
  const installed = spawnSync(shell, ['--version']).status === 0
  if (!installed) console.log(`NOT RUN: ${shell} is not installed.`)
  const check = installed ? test : test.skip
  check(`${shell} can read its completion`, async () => {
    const { out: script } = await runTlc(['completion', shell])
    const file = join(folder, shell)
    writeFileSync(file, script)
    assert.is(spawnSync(shell, ['-n', file]).status, 0)
  })
}

test('another shell is refused with those that are known', async () => {
  const { code, err } = await runTlc(['completion', 'tcsh'])
  assert.is(code, 2)
  assert.match(err, 'one of bash, zsh, fish')
})

test.run()
