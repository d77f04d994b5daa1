import { join } from 'node:path'
import { spawn } from 'node-pty'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { makeProject } from '../helpers/project.ts'
import { openScreen, type Screen } from '../helpers/screen.ts'

const test = suite<{ screens: Screen[]; project: ReturnType<typeof makeProject> }>('e2e/signals')
const RESTORED = '\x1b[?1049l'

test.before((context) => {
  context.screens = []
  context.project = makeProject({ 'app.py': 'print(1)\n' })
})

test.after(async ({ screens, project }) => {
  for (const screen of screens) await screen.close()
  await project.dispose()
})

for (const [signal, code] of [
  ['SIGTERM', 143],
  ['SIGHUP', 129],
  ['SIGINT', 130],
] as const) {
  test(`${signal} gives the terminal back and ends with its own exit code`, async ({ project, screens }) => {
    const screen = openScreen([project.root])
    screens.push(screen)
    await screen.until(/Analysed .* in/)
    process.kill(screen.pid, signal)
    assert.is((await screen.ended).exitCode, code)
    assert.match(screen.raw, RESTORED)
    assert.match(screen.raw.slice(screen.raw.lastIndexOf(RESTORED) - 200), '\x1b[?25h')
  })
}

test('Ctrl+Z gives the terminal back, and going on draws everything again', async ({ project, screens }) => {
  const screen = openScreen([project.root])
  screens.push(screen)
  await screen.until(/Analysed .* in/)
  const before = screen.raw.length
  screen.send('\x1a')
  await screen.until(() => screen.raw.slice(before).includes(RESTORED))
  const stopped = screen.raw.length
  // The terminal is given back before the process stops: what comes in between wakes nobody.
  const waking = setInterval(() => process.kill(screen.pid, 'SIGCONT'), 50)
  await screen.until(() => screen.raw.slice(stopped).includes('Overview')).finally(() => clearInterval(waking))
  await screen.until(/Analysed .* in/)
  await screen.press('4')
})

test('Ctrl+Z under a shell stops what stands between too, so that the shell has the terminal', async ({ project }) => {
  const main = join(import.meta.dirname, '../../tui/src/cli/main.ts')
  const { PS1, ...env } = process.env
  const shell = spawn('bash', ['--norc', '-i'], {
    cols: 80,
    rows: 24,
    name: 'xterm-256color',
    env: { ...env, TLC_E2E: '1' },
  })
  let raw = ''
  let wake = () => {}
  const ended = new Promise((resolve) => shell.onExit(resolve))
  shell.onData((data) => {
    raw += data
    wake()
  })
  const until = async (holds: () => boolean) => {
    while (!holds()) await new Promise<void>((resolve) => (wake = resolve))
  }
  const word = (text: string) => `'${text.replaceAll("'", "'\\''")}'`
  const command = [process.execPath, '--conditions=tlc-source', main, project.root].map(word).join(' ')
  shell.write(`sh -c ${word(`${command}; exit 3`)}\r`)
  await until(() => /Analysed .* in/.test(raw))
  shell.write('\x1a')
  await until(() => raw.includes(RESTORED) && raw.includes('Stopped'))
  const stopped = raw.length
  shell.write('fg\r')
  await until(() => raw.slice(stopped).includes('Overview'))
  shell.write('q')
  await until(() => raw.slice(stopped).includes(RESTORED))
  shell.write('exit $?\r')
  await ended
})

test('a project that is no folder ends with a message and no escape sequence', async ({ screens }) => {
  const screen = openScreen(['/nowhere/at/all'])
  screens.push(screen)
  assert.is((await screen.ended).exitCode, 2)
  // Its last words may still be on their way through the terminal.
  for (let look = 0; look < 100 && !screen.text().includes('nowhere'); look++) {
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  assert.not.match(screen.raw, '\x1b[?1049h')
  assert.match(screen.text(), 'nowhere')
})

test('a terminal that cannot place its cursor gets plain text', async ({ project, screens }) => {
  const screen = openScreen([project.root], { env: { TERM: 'dumb' } })
  screens.push(screen)
  assert.is((await screen.ended).exitCode, 0)
  assert.not.match(screen.raw, '\x1b[')
  assert.match(screen.text(), 'plain report')
})

test.run()
