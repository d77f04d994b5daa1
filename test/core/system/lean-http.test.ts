import { execFileSync } from 'node:child_process'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite('core/system/lean-http')

/** Whether undici is loaded in a process that did this. */
function loadsUndici(work: string): boolean {
  const program = `${work}; console.log(process.moduleLoadList.some((name) => name.includes('undici')))`
  const words = [...process.execArgv, '--input-type=module', '-e', program]
  return execFileSync(process.execPath, words, { encoding: 'utf8' }).trim() === 'true'
}

const LEAN = "(await import('@tlc/core/system/lean-http')).leaveUndiciOut()"

test('an ES module that imports http loads undici, and does not when it was left out', () => {
  assert.ok(loadsUndici("await import('node:http')"), 'Node does this no more: the module can go')
  assert.not(loadsUndici(`${LEAN}; await import('node:http')`))
})

test('the same for Hocuspocus', () => {
  const serve = "await import('@hocuspocus/server')"
  assert.ok(loadsUndici(serve), 'Hocuspocus does this no more: its adapter can stay')
  assert.not(loadsUndici(`${LEAN}; ${serve}`))
})

test('fetch and WebSocket are there all the same', () => {
  assert.ok(loadsUndici(`${LEAN}; if (typeof fetch !== 'function' || typeof WebSocket !== 'function') process.exit(1)`))
})

test.run()
