import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
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

async function call(client: Client, name: string, input: Record<string, unknown>, _meta: Record<string, unknown> = {}) {
  const { content, isError = false, structuredContent } = await client.callTool({ name, arguments: input, _meta })
  const [first] = content as { type: string; text: string }[]
  return { text: first!.text, isError, details: structuredContent as Record<string, unknown> | undefined }
}

test('the tools are few, and listed in the same order each time', async () => {
  const client = await connected()
  const names = async () => (await client.listTools()).tools.map(({ name }) => name)
  assert.equal(await names(), [
    'context',
    'findings',
    'history',
    'learn-from-execution',
    'references',
    'search',
    'symbols',
  ])
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
})

test('an answer is its text alone, and facts for programs come beside it when they are asked for', async () => {
  const client = await connected()
  const task = { task: 'add a discount to the price of items', budget: 400 }
  assert.is((await call(client, 'context', task)).details, undefined)
  const { text, details } = await call(client, 'context', task, { 'tlc/details': true })
  assert.match(text, 'def price(items)')
  assert.ok((details!.tokens as number) <= 400)
})

test('a short answer says how to get more', async () => {
  const client = await connected()
  const cart = { path: 'shop/cart.py', limit: 1 }
  assert.match((await call(client, 'symbols', cart)).text, '1 more: offset 1')
  assert.match((await call(client, 'symbols', { ...cart, offset: 1 })).text, 'shop/cart.py:9-10 function run')
  const uses = { name: 'price', limit: 1 }
  const [first, second] = [
    await call(client, 'references', uses),
    await call(client, 'references', { ...uses, offset: 1 }),
  ]
  assert.match(first.text, 'more: offset 1')
  const placeOf = ({ text }: { text: string }) => /^\S+:\d+:\d+/.exec(text)![0]
  assert.is.not(placeOf(second), placeOf(first))
  const hottest = async (offset: number) => (await call(client, 'history', { limit: 1, offset })).text.split(' ')[0]
  assert.equal([await hottest(0), await hottest(1)].sort(), ['shop/cart.py', 'shop/view.py'])
})

test('a path that the project does not have is an error that names those near it', async () => {
  const client = await connected()
  for (const [tool, input] of [
    ['symbols', { path: 'src/cart.py' }],
    ['references', { name: 'price', path: 'cart.py' }],
    ['findings', { path: 'shop/cart.js' }],
    ['history', { path: 'lib/cart.py' }],
  ] as const) {
    const { isError, text } = await call(client, tool, input)
    assert.ok(isError, tool)
    assert.match(text, `got \`${input.path}\``)
    assert.match(text, 'Near it: shop/cart.py')
  }
  assert.match((await call(client, 'findings', { path: './shop/' })).text, 'security/eval-call')
  const { text } = await call(client, 'search', { query: 'price', paths: ['src/cart.py'] })
  assert.match(
    text,
    'Nothing found with these filters.\nNo file of the project is at `src/cart.py`. Near it: shop/cart.py.',
  )
})

test('a cell that failed and then passed teaches its fix, which the next such error is shown, and no secret stays', async () => {
  const client = await connected()
  const token = `ghp_${'k9J8h7G6f5'.repeat(4).slice(0, 36)}`
  const output = `token ${token}\nTraceback (most recent call last):\n  File "<cell>", line 1, in <module>\nModuleNotFoundError: No module named 'shop.tax' (token ${token})\n`
  const cell = { kind: 'cell', command: ['report.ipynb', 'cell 3'] }
  const failed = await call(client, 'learn-from-execution', { ...cell, outcome: 'failed', output })
  assert.match(failed.text, 'Recorded')
  writeFileSync(join(project.root, 'shop/tax.py'), 'RATE = 0.2\n')
  const passed = await call(client, 'learn-from-execution', { ...cell, outcome: 'ok', output: '' })
  assert.match(passed.text, /^Learnt: .*tax\.py/)
  const other = { kind: 'tool', command: ['run_cell', 'other.ipynb'], outcome: 'failed' }
  const advised = await call(client, 'learn-from-execution', { ...other, output })
  assert.match(advised.text, /^Known fix .*worked 1 of 1/)
  const state = join(project.root, '.tlc')
  for (const entry of readdirSync(state, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const bytes = readFileSync(join(entry.parentPath, entry.name))
    assert.is(bytes.indexOf(token), -1, `${entry.name} holds the secret`)
  }
})

test('a run that is none is refused with what was expected', async () => {
  const client = await connected()
  const run = { kind: 'cell', command: ['a'], outcome: 'ok' }
  const told = async (input: object) => (await call(client, 'learn-from-execution', { ...run, ...input })).text
  assert.match(await told({ kind: 'dream' }), 'one of command, test, cell, tool, got "dream"')
  assert.match(await told({ outcome: 'perhaps' }), 'one of ok, failed, cancelled')
  assert.match(await told({ output: 'x'.repeat(60_000) }), 'of 0 to 50000 characters')
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
  assert.match((await call(client, 'symbols', { name: 'r', limit: 1 })).text, 'offset 1, or give more of the name')
})

test('the process ends by itself when its input ends', async () => {
  const args = ['--conditions=tlc-source', MAIN, 'mcp', project.root]
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'ignore', 'ignore'] })
  child.stdin.end()
  // The SDK's own `close` would send signals to a process that stays.
  assert.equal(await once(child, 'exit'), [0, null])
})

test.run()
