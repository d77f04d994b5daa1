import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SearchAnswer, SearchHit } from '@tlc/core/index/contract'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { engineOn, type RunningEngine } from '../_engine.ts'

process.env.TLC_MODELS = 'off'

const test = suite<RunningEngine>('core/engine/knowledge-sources/commits')
const TOKEN = `ghp_${'a1B2c3D4e5'.repeat(4).slice(0, 36)}`
const WITH_ZEBRA = 'def price(items):\n    apply_zebra_discount(items)\n    return sum(items)\n'

test.before(async (context) => {
  Object.assign(
    context,
    await engineOn({ 'shop/cart.py': WITH_ZEBRA, 'package-lock.json': '{"a": "quagga"}\n' }, { commit: true }),
  )
  const { write, git } = context
  write('shop/cart.py', 'def price(items):\n    return sum(items)\n')
  git('commit', '-qam', 'Drop the discount\n\nNobody asked for the okapi rule any more.')
  // The second stands where a long line is cut.
  write('shop/key.py', `KEY = "${TOKEN}"\n${'a = 1; '.repeat(40)}b = "${TOKEN}"\n`)
  write('shop/odd.sql', 'Above\n--\n```\n')
  git('add', '.')
  git('commit', '-qm', 'Add the key')
  // Gone before anybody looks: the history alone has it.
  git('rm', '-q', 'shop/key.py')
  git('commit', '-qm', 'Nothing to see')
  await context.engine.idle()
  await context.ask('index.progress', { wait: true })
})
test.after((context) => context.dispose())

async function commits({ ask }: RunningEngine, query: string): Promise<SearchHit[]> {
  return (await ask<SearchAnswer>('search.query', { query, kinds: ['commit'] })).hits
}

async function commitsUntil(context: RunningEngine, query: string, fits: (hits: SearchHit[]) => boolean) {
  let hits = await commits(context, query)
  while (!fits(hits)) {
    await context.engine.idle()
    hits = await commits(context, query)
  }
  return hits
}

test('a commit is found by a line that it took away, and shows that line', async (context) => {
  const hits = await commitsUntil(context, 'apply_zebra_discount', (found) => found.length > 1)
  const dropped = hits.find(({ name }) => name.startsWith('Drop the discount'))!
  assert.is(dropped.name, 'Drop the discount > shop/cart.py')
  const { text } = await context.ask<{ text: string }>('knowledge.text', { id: dropped.path })
  const shown = text.split('\n').slice(dropped.startLine - 1, dropped.endLine)
  assert.ok(shown.includes('    -    apply_zebra_discount(items)'), shown.join('\n'))
})

test('a commit is found by the body of its message', async (context) => {
  const [hit] = await commits(context, 'okapi rule')
  assert.match(hit!.name, /^Drop the discount/)
})

test('lines of a diff that Markdown would read otherwise are lines', async (context) => {
  const hits = await commitsUntil(context, 'Above', (found) => found.length > 0)
  assert.equal(
    hits.map(({ name }) => name).filter((name) => name.includes('odd.sql')),
    ['Add the key > shop/odd.sql'],
  )
})

test('lines of lock files are none of it', async (context) => {
  assert.equal(await commits(context, 'quagga'), [])
})

test('a secret that was committed is in no file of the index', async (context) => {
  await commitsUntil(context, 'Add the key', (found) => found[0]?.name.startsWith('Add the key') === true)
  const folder = join(context.root, '.tlc')
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const bytes = readFileSync(join(entry.parentPath, entry.name))
    assert.is(bytes.indexOf(TOKEN.slice(0, 12)), -1, `${entry.name} holds the secret`)
  }
  const [hit] = await commits(context, 'Add the key')
  const { text } = await context.ask<{ text: string }>('knowledge.text', { id: hit!.path })
  assert.not.match(text, TOKEN.slice(0, 12))
  assert.match(text, 'redacted')
})

test('a history that was rewritten is forgotten', async (context) => {
  context.git('reset', '-q', '--hard', 'HEAD~3')
  context.git('commit', '-q', '--allow-empty', '-m', 'Another past')
  await commitsUntil(context, 'Another past', (found) => found[0]?.name === 'Another past')
  const left = await commitsUntil(context, 'apply_zebra_discount', (found) => found.length < 2)
  assert.equal(
    left.map(({ name }) => name.replace(/ >.*/, '')),
    ['first'],
  )
})

test.run()
