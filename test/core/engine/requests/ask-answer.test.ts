import { rmSync } from 'node:fs'
import { join } from 'node:path'
import findings from '@tlc/core/document/collections/findings'
import triage from '@tlc/core/document/collections/triage'
import type { AskAnswer } from '@tlc/core/engine/requests/ask-answer'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
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
  assert.match(text, /^Nothing certain was found for this question\. This comes nearest:\n`save_session`/)
})

test('a question that nothing fits is answered with that', async ({ ask }) => {
  const answer = await ask<AskAnswer>('ask.answer', { question: 'how do I bake a chocolate cake?' })
  assert.equal(answer.citations, [])
  assert.is(answer.text, 'Nothing that is known of the project fits this question.')
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
