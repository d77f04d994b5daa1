import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { chatEndpointDouble } from '../../../helpers/chat-endpoint-double.ts'
import { makeProject } from '../../../helpers/project.ts'
import { runTlc } from '../../../helpers/run-tlc.ts'

const test = suite('tui/cli/commands/ask')
const project = makeProject({
  'shop/cart.py': 'def total_price(items):\n    """Adds up the price of all items."""\n    return sum(items)\n',
  'shop/view.py': 'from shop.cart import total_price\n\nprint(total_price([1]))\n',
})
const WORDS = ['ask', 'how is the total price of the items added up?', '--project', project.root]

test.after(async () => {
  await runTlc(['stop', project.root])
  project.dispose()
})

test('the answer is followed by the places that its numbers stand for', async () => {
  await runTlc(['index', project.root, '--wait'])
  const { code, out, err } = await runTlc(WORDS)
  assert.equal([code, err], [0, ''])
  assert.match(out, '`total_price` is a function in shop/cart.py: `def total_price(items)` [1]. ')
  assert.match(out, '\n\n[1] shop/cart.py:1-3  code total_price\n')
})

test('a model that was named after the daemon had started is not asked, and that is said', async () => {
  const { code, err } = await runTlc(WORDS, { env: { TLC_CHAT_MODEL: 'small:1b', TLC_MODELS: 'local' } })
  assert.is(code, 0)
  assert.match(err, 'The daemon was started without TLC_CHAT_MODEL: run `tlc stop`, then ask again.')
  const { err: unasked } = await runTlc([...WORDS, '--no-model'], { env: { TLC_CHAT_MODEL: 'small:1b' } })
  assert.is(unasked, '')
})

test('a model that the daemon knows words the answer; what has no evidence is left out, and that is said', async () => {
  const double = await chatEndpointDouble('\x1b]0;owned\x07It adds up the prices [1]. It never fails [8].')
  try {
    await runTlc(['stop', project.root])
    const env = { TLC_CHAT_URL: double.url, TLC_CHAT_MODEL: 'small:1b', TLC_MODELS: 'local' }
    const { code, out, err } = await runTlc(WORDS, { env })
    assert.is(code, 0, err)
    assert.match(out, /^\]0;ownedIt adds up the prices \[1\]\.\n\n\[1\] shop\/cart\.py:1-3 {2}code total_price\n/)
    assert.match(out, /Worded by small:1b at 127\.0\.0\.1:\d+;/)
    assert.is(err, '1 sentence without evidence was left out.\n')
    const plain = await runTlc([...WORDS, '--no-model'], { env })
    assert.match(plain.out, '`total_price` is a function')
    assert.is(double.requests.length, 1)
  } finally {
    await double.close()
  }
})

test('a question is needed', async () => {
  const { code, err } = await runTlc(['ask', '--project', project.root])
  assert.is(code, 2)
  assert.match(err, 'Expected <question>')
})

test.run()
