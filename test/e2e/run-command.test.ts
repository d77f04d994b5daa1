import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { spawn } from 'node-pty'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { runTlc } from '../helpers/run-tlc.ts'

const MAIN = join(import.meta.dirname, '../../tui/src/cli/main.ts')

interface Context {
  root: string
}

const test = suite<Context>('e2e/run-command')

test.before((context) => {
  context.root = realpathSync(mkdtempSync(join(tmpdir(), 'tlc-run-')))
})
test.after(async ({ root }) => {
  await runTlc(['stop', root])
  rmSync(root, { recursive: true, force: true })
})

test('in a terminal the command finds a terminal of the same size, and its colours and exit code come through', async ({
  root,
}) => {
  const script =
    'const { stdout, stderr } = process; console.log(`${stdout.isTTY} ${stderr.isTTY} ${stdout.columns} \u001b[31mred\u001b[0m`); process.exit(5)'
  const { code, output } = await inTerminal(root, ['node', '-e', script])
  assert.is(code, 5)
  assert.match(output, 'true true 91 \u001b[31mred\u001b[0m')
})

test('what is typed reaches the command', async ({ root }) => {
  const script =
    'process.stdout.write("name? "); process.stdin.once("data", (name) => { console.log(`hello ${name}`.trim()); process.exit(0) })'
  const { code, output } = await inTerminal(root, ['node', '-e', script], [['name? ', 'ann\r']])
  assert.is(code, 0)
  assert.match(output, 'hello ann')
})

test('Ctrl+C ends the command, and nothing is learnt from that', async ({ root }) => {
  const script = 'console.log("ready"); setInterval(() => {}, 1000)'
  const { code, output } = await inTerminal(root, ['node', '-e', script], [['ready', '\x03']])
  assert.is(code, 130)
  assert.not.match(output, 'known fix')
})

test('a command that asks the terminal nothing leaves it as it was', async ({ root }) => {
  const shell = `"$1" "$2" "$3" run -- true; stty -a | tr ';' '\\n' | grep -c -- '-icanon\\|-echo ' || true`
  const { output } = await inShell(root, shell)
  assert.match(output, /\b0\b/)
})

test('the next run of what was mended tells what was learnt, the next like failure its fix', async ({ root }) => {
  writeFileSync(join(root, 'app.cjs'), "require('./conf.cjs')\n")
  await inTerminal(root, ['node', 'app.cjs'])
  writeFileSync(join(root, 'conf.cjs'), '\n')
  assert.match((await inTerminal(root, ['node', 'app.cjs'])).output, /tlc: learnt: .*Add conf\.cjs/)
  const again = await inTerminal(root, ['node', '-e', 'require("./lib/conf.cjs")'])
  assert.match(again.output, 'known fix')
  assert.match(again.output, 'Add conf.cjs')
})

function inTerminal(root: string, command: string[], answers: [seen: string, typed: string][] = []) {
  return started(root, process.execPath, ['--conditions=tlc-source', MAIN, 'run', '--', ...command], answers)
}

function inShell(root: string, script: string) {
  return started(root, 'sh', ['-c', script, 'sh', process.execPath, '--conditions=tlc-source', MAIN], [])
}

function started(root: string, program: string, words: string[], answers: [seen: string, typed: string][]) {
  const { NO_COLOR, FORCE_COLOR, ...env } = process.env
  const pty = spawn(program, words, { cols: 91, rows: 30, cwd: root, env: { ...env, TERM: 'xterm-256color' } })
  let output = ''
  const waiting = [...answers]
  pty.onData((data) => {
    output += data
    while (waiting[0] && output.includes(waiting[0][0])) pty.write(waiting.shift()![1])
  })
  return new Promise<{ code: number; output: string }>((resolve) => {
    pty.onExit(({ exitCode }) => resolve({ code: exitCode, output }))
  })
}

test.run()
