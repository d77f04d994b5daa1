import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { makeProject } from '../../../helpers/project.ts'
import { runTlc } from '../../../helpers/run-tlc.ts'

const MAIN = join(import.meta.dirname, '../../../../tui/src/cli/main.ts')
const CART = `def price(items):
    """Adds up what the items cost."""
    total = 0
    for item in items:
        total += item.price
    return total


def run(text):
    return eval(text)
`
const project = makeProject({}, [
  {
    'shop/cart.py': CART,
    'shop/view.py': 'from shop.cart import price\n\n\ndef show(cart):\n    return price(cart)\n',
  },
])
const open: Client[] = []
const test = suite('tui/cli/commands/mcp')

test.before(async () => {
  await runTlc(['index', project.root, '--wait'])
})

test.after.each(async () => {
  for (const client of open.splice(0)) await client.close()
})

test.after(async () => {
  await runTlc(['stop', project.root])
  project.dispose()
})

async function connected(): Promise<Client> {
  const client = new Client({ name: 'test', version: '1' })
  const args = ['--conditions=tlc-source', MAIN, 'mcp', project.root]
  const env = Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
  await client.connect(new StdioClientTransport({ command: process.execPath, args, env, stderr: 'pipe' }))
  open.push(client)
  return client
}

async function call(client: Client, name: string, input: Record<string, unknown>) {
  const { content, isError = false, structuredContent } = await client.callTool({ name, arguments: input })
  const [first] = content as { type: string; text: string }[]
  return { text: first!.text, isError, details: structuredContent as Record<string, unknown> | undefined }
}

test('the tools are few, and listed in the same order each time', async () => {
  const client = await connected()
  const names = async () => (await client.listTools()).tools.map(({ name }) => name)
  assert.equal(await names(), ['context', 'findings', 'history', 'references', 'search', 'symbols'])
  assert.equal(await names(), await names())
})

test('each tool answers on a real project', async () => {
  const client = await connected()
  const search = await call(client, 'search', { query: 'what do the items cost' })
  assert.match(search.text, 'shop/cart.py:1-6 function price')
  assert.match((await call(client, 'symbols', { name: 'price' })).text, 'shop/cart.py:1-6 function price')
  assert.match((await call(client, 'symbols', { path: 'shop/view.py' })).text, 'show')
  assert.match((await call(client, 'references', { name: 'price' })).text, 'shop/view.py:5:')
  assert.match((await call(client, 'findings', {})).text, 'security/eval-call')
  assert.match((await call(client, 'history', {})).text, 'shop/cart.py changed 1 times')
  const context = await call(client, 'context', { task: 'add a discount to the price of items', budget: 400 })
  assert.match(context.text, 'def price(items)')
  assert.ok((context.details!.tokens as number) <= 400)
})

test('a short answer says how to get more', async () => {
  const client = await connected()
  assert.match((await call(client, 'symbols', { path: 'shop/cart.py', limit: 1 })).text, '1 more: raise limit')
})

test('bad arguments and unknown tools are errors that say what was expected', async () => {
  const client = await connected()
  const missing = await call(client, 'search', {})
  assert.ok(missing.isError)
  assert.match(missing.text, 'Expected `query`, got nothing')
  assert.match((await call(client, 'search', { query: 'a', limit: 500 })).text, 'from 1 to 50, got 500')
  assert.match((await call(client, 'symbols', {})).text, 'either `name` or `path`')
  assert.match((await call(client, 'delete-everything', {})).text, 'Expected one of context, findings')
  assert.match((await call(client, 'search', { query: 'a', paths: ['x'.repeat(200_000)] })).text, 'at most 100 KB')
})

test('many calls at once are all answered', async () => {
  const client = await connected()
  const answers = await Promise.all(Array.from({ length: 40 }, () => call(client, 'search', { query: 'price' })))
  assert.ok(answers.every(({ isError, text }) => !isError && text.includes('price')))
})

test('a call that is cancelled is given up, and the next is answered', async () => {
  const client = await connected()
  const abort = new AbortController()
  const call_ = client.callTool({ name: 'history', arguments: {} }, undefined, { signal: abort.signal })
  abort.abort('enough')
  await call_.then(
    () => assert.unreachable(),
    (fault: Error) => assert.match(String(fault), 'enough'),
  )
  assert.match((await call(client, 'search', { query: 'price' })).text, 'price')
})

test('a daemon that was stopped is attached again', async () => {
  const client = await connected()
  await call(client, 'symbols', { name: 'price' })
  await runTlc(['stop', project.root])
  const again = await call(client, 'symbols', { name: 'price' })
  assert.not(again.isError, again.text)
  assert.match(again.text, 'price')
})

test('a search by name that shows a part of what it found says how to get more', async () => {
  const client = await connected()
  assert.match((await call(client, 'symbols', { name: 'r', limit: 1 })).text, 'raise limit')
})

test('the process ends by itself when its input ends', async () => {
  const args = ['--conditions=tlc-source', MAIN, 'mcp', project.root]
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'ignore', 'ignore'] })
  child.stdin.end()
  // The SDK's own `close` would send signals to a process that stays.
  assert.equal(await once(child, 'exit'), [0, null])
})

test.run()
