import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { runTlc } from '../../helpers/run-tlc.ts'

const test = suite('tui/cli/completion')
const folder = mkdtempSync(join(tmpdir(), 'tlc-completion-'))

test.after(() => rmSync(folder, { recursive: true }))

test('bash completes commands, options and words of an argument', async () => {
  const { out: script } = await runTlc(['completion', 'bash'])
  const program = `${script}\nCOMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _tlc; printf '%s\\n' "\${COMPREPLY[@]}"`
  const complete = (...words: string[]) => {
    const out = execFileSync('bash', ['-c', program, 'bash', 'tlc', ...words], { cwd: folder, encoding: 'utf8' })
    return out.trim().split('\n')
  }
  assert.equal(complete('ana'), ['analyze'])
  assert.equal(complete('analyze', '--js'), ['--json'])
  assert.equal(complete('analyze', '--fail-on', 'e'), ['error'])
  assert.equal(complete('completion', ''), ['bash', 'zsh', 'fish'])
  assert.equal(complete('help', 'vers'), ['version'])
})

for (const shell of ['zsh', 'fish']) {
  const installed = spawnSync(shell, ['--version']).status === 0
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
