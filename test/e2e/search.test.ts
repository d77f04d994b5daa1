import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { makeProject } from '../helpers/project.ts'
import { KEYS, openScreen, type Screen, type ScreenOptions } from '../helpers/screen.ts'

interface Context {
  screens: Screen[]
  project: ReturnType<typeof makeProject>
}

const test = suite<Context>('e2e/search')
const FIND = '\x06'
const BASKET = `class Basket:
    """What a customer is about to buy."""

    def add_coupon(self, code):
        """Takes a discount off the price, once for each code."""
        if code in self.coupons:
            raise ValueError('used before')
        self.coupons.append(code)
`

test.before((context) => {
  context.screens = []
  context.project = makeProject({}, [
    {
      'shop/basket.py': BASKET,
      'shop/mail.py': 'def send_receipt(order):\n    return order.address\n',
      'tests/test_basket.py': 'def test_add_coupon_twice():\n    basket.add_coupon("A")\n',
      'docs/価格.md': '# Discounts 割引\n\nA coupon takes a part of the price off.\n',
    },
  ])
})

test.after(async ({ screens, project }) => {
  for (const screen of screens) await screen.close()
  await project.dispose()
})

async function opened({ screens, project }: Context, options: ScreenOptions = {}): Promise<Screen> {
  const screen = openScreen([project.root], options)
  screens.push(screen)
  await screen.until(/Analysed .* in/)
  return screen
}

test('hits come while one types, with the lines of the first in colours, and Enter opens it', async (context) => {
  const screen = await opened(context)
  screen.send(FIND)
  await screen.until('For example')
  screen.send('where is a discount taken off the price')
  await screen.until(/method +add_coupon +Basket +shop\/basket\.py:4-8/)
  await screen.until(/4 │ +def add_coupon/)
  const y = screen.rows().findIndex((row) => row.includes('def add_coupon'))
  assert.ok(screen.cell(screen.rows()[y]!.indexOf('def'), y).coloured)
  await screen.press(KEYS.enter)
  await screen.press(KEYS.enter)
  await screen.until(/\d+\/\d+/)
})

test('filters narrow it down at 80 columns without colours and beyond ASCII, and wrong ones are explained', async (context) => {
  const screen = await opened(context, {
    width: 80,
    height: 24,
    env: { NO_COLOR: '1', LC_ALL: 'C', TLC_ASCII: '1' },
  })
  screen.send(FIND)
  screen.send('coupon kind:test')
  await screen.until(/function +test_add_coupon_twice +tests\/test_basket\.py/)
  await screen.until((text) => !text.includes('shop/basket.py:4-8'))
  screen.send('s')
  await screen.until('kind:tests is unknown; there is code, test')
  assert.match(screen.text(), /^[\x20-\x7e\n]*$/)
})

test('wide letters keep the columns straight', async (context) => {
  const screen = await opened(context, { width: 80, height: 24 })
  screen.send(FIND)
  screen.send('割引 kind:doc')
  await screen.until(/document +Discounts 割引 +docs\/価格\.md/)
  await screen.until(() => screen.cursor().x === 3 + '割引'.length * 2 + ' kind:doc'.length)
})

test('a saved file is found by what it says now, without another key', async (context) => {
  const screen = await opened(context)
  screen.send(FIND)
  screen.send('zeppelin')
  await screen.until(/\d hits? in|Nothing so far|Nothing found/)
  assert.not.match(screen.text(), 'mail.py:5')
  appendFileSync(join(context.project.root, 'shop/mail.py'), '\n\ndef zeppelin():\n    return 1\n')
  await screen.until(/function +zeppelin +shop\/mail\.py:5-6/)
})

test.run()
