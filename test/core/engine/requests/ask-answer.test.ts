import { rmSync } from 'node:fs'
import { join } from 'node:path'
import findings from '@tlc/core/document/collections/findings'
import triage from '@tlc/core/document/collections/triage'
import type { AskAnswer } from '@tlc/core/engine/requests/ask-answer'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { chatEndpointDouble } from '../../../helpers/chat-endpoint-double.ts'
import { engineOn, type RunningEngine } from '../_engine.ts'

const test = suite<RunningEngine>('core/engine/requests/ask-answer')

const CART = `class Cart:
    """The things that somebody wants to buy. Nothing is paid yet."""

    def total_price(self, items):
        """Adds up the price of all items. Discounts are left out."""
        return sum(item.price for item in items)

    def run(self, text):
        return eval(text)
`
const VIEW = `from shop.cart import Cart


def show(items):
    print(Cart().total_price(items))
`
const STORAGE = `def save_session(session):
    """Writes the session to disk."""
    open(session.name, 'w').write(session.text)
`

test.before(async (context) => {
  Object.assign(
    context,
    await engineOn(
      {
        'shop/cart.py': CART,
        'shop/view.py': VIEW,
        'shop/storage.py': STORAGE,
        'docs/prices.md': '# Prices\n\nAll prices are in cents. Taxes are added by the view.\n',
      },
      { commit: true },
    ),
  )
  const { engine } = context
  await engine.request('index.progress', { wait: true }, new AbortController().signal)
})
test.after((context) => context.dispose())

const lineOf = ({ text }: AskAnswer, name: string) =>
  text.split('\n').find((line) => line.startsWith(`\`${name}\``)) ?? ''

test('what fits is told with its comment, its uses, its changes and its findings, each with its source', async ({
  ask,
}) => {
  const answer = await ask<AskAnswer>('ask.answer', { question: 'how is the total price of the items added up?' })
  const [first] = answer.citations
  assert.equal([first?.n, first?.path, first?.startLine, first?.name], [1, 'shop/cart.py', 4, 'Cart.total_price'])
  const line = lineOf(answer, 'Cart.total_price')
  assert.match(line, '`Cart.total_price` is a method in shop/cart.py: `def total_price(self, items)` [1].')
  assert.match(line, 'described as “Adds up the price of all items.” [1].')
  assert.match(line, 'The name `total_price` is used in 1 other place: shop/view.py:5 [1].')
  assert.match(line, /shop\/cart\.py was changed in 1 commit, last by Ada on \d{4}-\d\d-\d\d \[1\]\./)
  assert.is(answer.certain, true)
  assert.is(answer.wordedBy, null)
  const risky = await ask<AskAnswer>('ask.answer', { question: 'where is eval run on text' })
  assert.match(lineOf(risky, 'Cart.run'), '1 finding in it: security/eval-call in line 9 [')
})

test('every statement ends with the number of a citation', async ({ ask }) => {
  const { text, citations } = await ask<AskAnswer>('ask.answer', { question: 'prices of items in the view' })
  const numbers = citations.map(({ n }) => n)
  for (const line of text.split('\n')) {
    const cited = Array.from(line.matchAll(/\[(\d+)\]\./g), ([, n]) => Number(n))
    assert.ok(cited.length > 0 && cited.every((n) => numbers.includes(n)), line)
    assert.match(line, /\[\d+\]\.$/)
  }
})

test('what only comes nearest is said to be no more than that', async ({ ask }) => {
  const { text, certain } = await ask<AskAnswer>('ask.answer', {
    question: 'which disk does the quantum scheduler of the mainframe prefer?',
  })
  assert.is(certain, false)
  assert.match(text, /^Nothing certain was found for this question\. This comes nearest:\n./)
})

test('a project in which there is nothing answers with that, and asks no model', async () => {
  const { ask, dispose } = await engineOn({})
  try {
    const answer = await ask<AskAnswer>('ask.answer', { question: 'how do I bake a chocolate cake?' })
    assert.is(answer.text, 'Nothing that is known of the project fits this question.')
    assert.equal([answer.citations, answer.certain, answer.model], [[], false, 'unasked'])
  } finally {
    await dispose()
  }
})

test('a model that the environment names words the answer, what it cites stays, and what it made up goes', async ({
  ask,
}) => {
  const double = await chatEndpointDouble('`total_price` adds up [1]. So does `grand_total` [1]. It never fails.')
  const { TLC_MODELS } = process.env
  try {
    Object.assign(process.env, { TLC_CHAT_URL: double.url, TLC_CHAT_MODEL: 'small:1b', TLC_MODELS: 'local' })
    const question = 'how is the total price of the items added up?'
    const answer = await ask<AskAnswer>('ask.answer', { question })
    assert.is(answer.text, '`total_price` adds up [1]. So does `grand_total` (unverified) [1].')
    assert.equal([answer.model, answer.citations.map(({ n }) => n)], ['used', [1]])
    assert.equal(answer.notes, ['1 sentence without evidence was left out.', 'Not in what was found: grand_total.'])
    assert.match(double.requests[0]!.messages[1]!.content, 'Adds up the price of all items.')
    const plain = await ask<AskAnswer>('ask.answer', { question, model: false })
    assert.equal([plain.model, plain.wordedBy, double.requests.length], ['unasked', null, 1])
  } finally {
    delete process.env.TLC_CHAT_URL
    delete process.env.TLC_CHAT_MODEL
    delete process.env.TLC_MODELS
    if (TLC_MODELS !== undefined) process.env.TLC_MODELS = TLC_MODELS
    await double.close()
  }
})

test('a long function that calls itself, whose parts are found one by one, has no other use', async () => {
  const lines = Array.from({ length: 300 }, (_, i) => `    total += weight_of(item_${i})`)
  const text = `def weigh_all(items):\n${lines.join('\n')}\n    return weigh_all(items[1:])\n`
  const { ask, dispose } = await engineOn({ 'shop/scale.py': text })
  try {
    await ask('index.progress', { wait: true })
    const answer = await ask<AskAnswer>('ask.answer', { question: 'what does weigh_all do' })
    assert.match(lineOf(answer, 'weigh_all'), 'No other use of the name `weigh_all` was found')
  } finally {
    await dispose()
  }
})

test('a commit that fits is told by what it says', async ({ ask }) => {
  const answer = await ask<AskAnswer>('ask.answer', { question: 'first commit by Ada' })
  const commit = answer.citations.find(({ kind }) => kind === 'commit')
  assert.is(commit?.name, 'first')
  const hash = commit!.path.slice('commit:'.length)
  const line = answer.text.split('\n').find((each) => each.startsWith('“first”'))!
  assert.match(line, new RegExp(`“first” is commit ${hash.slice(0, 10)}, made by Ada on \\d{4}-\\d\\d-\\d\\d \\[`))
  assert.match(line, /It changed \S+, \S+ and 2 other files \[/)
  assert.not.match(line, 'It says')
})

test('what a commit says is its message, not the lines that it changed', async () => {
  const { ask, dispose, git, write, engine } = await engineOn({ 'a.py': 'LIMIT = 3\n' }, { commit: true })
  try {
    write('a.py', 'BUDGET = 3\n')
    git('commit', '-qam', 'Rename the limit\n\nIt was mistaken for a number of tries. More follows.')
    await engine.idle()
    let line = ''
    while (!line.includes('is commit')) {
      await ask('index.progress', { wait: true })
      const answer = await ask<AskAnswer>('ask.answer', { question: 'when was LIMIT removed and why' })
      line = answer.text.split('\n').find((each) => each.startsWith('“Rename')) ?? ''
    }
    assert.match(line, 'It says “It was mistaken for a number of tries.” [')
    assert.match(line, 'It changed a.py [')
  } finally {
    await dispose()
  }
})

test('a dismissed finding and a file that is gone are not told', async ({ ask, project, root }) => {
  const [finding] = findings.get(project, 'shop/cart.py') ?? []
  triage.put(project, finding!.fingerprint, {
    state: 'dismissed',
    reason: 'no',
    by: { id: 'a', name: 'A' },
    at: 1,
  })
  rmSync(join(root, 'shop/storage.py'))
  const { text } = await ask<AskAnswer>('ask.answer', { question: 'where is eval run on text' })
  assert.not.match(text, 'eval-call')
  assert.not.match(text, 'storage.py')
})

test.run()
