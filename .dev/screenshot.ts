// Draws README's image from the real workspace: `npm run screenshot -- <folder of a repository> [keys…]`.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { attachRequests } from '@tlc/core/link/requests'
import xterm from '@xterm/headless'
import { spawn } from 'node-pty'
import { terminalSvg } from './terminal-svg.ts'

const SIZE = { cols: 132, rows: 38 }
/** So long without a change, and the screen is drawn. */
const QUIET_MS = 700

const root = join(import.meta.dirname, '..')
const [given, ...keys] = process.argv.slice(2)
const folder = resolve(process.env.INIT_CWD ?? '.', given ?? '.')
const target = join(root, 'docs/workspace.svg')

const terminal = new xterm.Terminal({ ...SIZE, allowProposedApi: true })
const shell = spawn(join(root, 'tui/bin/tlc'), [folder], {
  ...SIZE,
  name: 'xterm-256color',
  env: { ...process.env, COLORTERM: 'truecolor', LANG: 'C.UTF-8', TERM: 'xterm-256color' } as Record<string, string>,
})
let quiet = Promise.withResolvers<void>()
let timer: NodeJS.Timeout | undefined
shell.onData((data) => {
  clearTimeout(timer)
  timer = setTimeout(() => quiet.resolve(), QUIET_MS)
  terminal.write(data)
})

await settled()
const daemon = await attachRequests({ root: folder })
await daemon.request('engine.idle', {})
await settled()
for (const key of keys) {
  shell.write(key)
  await settled()
}
await new Promise<void>((done) => terminal.write('', done))
mkdirSync(join(root, 'docs'), { recursive: true })
writeFileSync(target, terminalSvg(terminal))
console.log(`Wrote ${target}`)
shell.kill('SIGTERM')
process.exit(0)

/** Resolves once nothing was drawn for a while. */
async function settled(): Promise<void> {
  quiet = Promise.withResolvers<void>()
  timer = setTimeout(() => quiet.resolve(), QUIET_MS)
  await quiet.promise
}
