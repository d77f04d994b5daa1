import * as assert from 'uvu/assert'
import { answersSuite } from '../_places.ts'

const FILES = {
  'shop/__init__.py': 'from .cart import Cart as Basket\nfrom .prices import *\n',
  'shop/cart.py': [
    'from .prices import total',
    '',
    '',
    'class Base:',
    '    def clear(self):',
    '        self.items = []',
    '',
    '',
    'class Cart(Base):',
    '    limit = 3',
    '',
    '    def __init__(self, items, *, owner=None):',
    '        self.items = items',
    '        self.owner = owner',
    '',
    '    def add(self, item):',
    '        self.items.append(item)',
    '        self.clear()',
    '        return total(self.items)',
    '',
  ].join('\n'),
  'shop/prices.py':
    'RATE = 2\n\n\ndef total(items):\n    total = 0\n    for item in items:\n        total += item * RATE\n    return total\n',
  'shop/queue.py': 'class Queue:\n    def add(self, item):\n        pass\n',
  'main.py': [
    'import shop.cart as carts',
    'from shop import Basket, total',
    '',
    'cart = Basket([], owner=1)',
    'cart.add(1)',
    'carts.Cart([]).add(2)',
    'total([])',
    'unknown.add(3)',
    '',
    '',
    'def show(one: Basket):',
    '    one.add(4)',
    '',
  ].join('\n'),
  'scopes.py': [
    'value = 1',
    '',
    '',
    'def outer(value):',
    '    def inner():',
    '        nonlocal value',
    '        value = 2',
    '        return [value for value in range(value)]',
    '    return inner, value',
    '',
    '',
    'def change():',
    '    global value',
    '    value = 3',
    '',
    '',
    'def branches(flag):',
    '    if flag:',
    '        found = 1',
    '    else:',
    '        found = 2',
    '    print(found)',
    '    found = 3',
    '    return found',
    '',
  ].join('\n'),
  'notes.ipynb': JSON.stringify({
    metadata: { kernelspec: { language: 'python' } },
    cells: [
      { cell_type: 'code', source: ['from shop.prices import RATE\n', 'rate = RATE\n'] },
      { cell_type: 'markdown', source: ['rate'] },
      { cell_type: 'code', source: ['print(rate)\n'] },
    ],
  }),
}

const test = answersSuite('core/engine/resolution/python', FILES)

test('an import leads through a package to where the thing is, by any name', async ({ definition }) => {
  assert.equal(await definition('main.py:4:8'), ['shop/cart.py:9:7 certain'])
  assert.equal(await definition('main.py:2:18'), ['shop/cart.py:9:7 certain'])
  assert.equal(await definition('main.py:7:1'), ['shop/prices.py:4:5 certain'])
  assert.equal(await definition('main.py:6:7'), ['shop/cart.py:9:7 certain'])
})

test('an imported module is its file', async ({ definition }) => {
  assert.equal(await definition('main.py:6:1'), ['shop/cart.py:1:1 certain'])
})

test('a class is used under each name that it was imported by', async ({ references }) => {
  assert.equal(await references('shop/cart.py:9:7'), [
    'main.py:2:18 certain',
    'main.py:4:8 certain',
    'main.py:6:7 certain',
    'main.py:11:15 certain',
    'shop/__init__.py:1:19 certain',
    'shop/__init__.py:1:27 certain',
    'shop/cart.py:9:7 certain',
  ])
})

test('a method is known by its receiver, and methods of other classes are left out', async ({ references }) => {
  assert.equal(await references('shop/cart.py:16:9'), [
    'main.py:6:16 certain',
    'shop/cart.py:16:9 certain',
    'main.py:5:6 likely',
    'main.py:12:9 likely',
  ])
  assert.equal(await references('shop/queue.py:2:9'), ['shop/queue.py:2:9 certain'])
})

test('a member is found in a base class', async ({ definition }) => {
  assert.equal(await definition('shop/cart.py:18:14'), ['shop/cart.py:5:9 certain'])
})

test('the name of an argument is the parameter of what is called', async ({ definition }) => {
  assert.equal(await definition('main.py:4:20'), ['shop/cart.py:12:34 certain'])
})

test('a local hides what is around it', async ({ definition, references }) => {
  assert.equal(await references('shop/prices.py:5:5'), [
    'shop/prices.py:5:5 certain',
    'shop/prices.py:7:9 certain',
    'shop/prices.py:8:12 certain',
  ])
  assert.equal(await definition('shop/cart.py:19:16'), ['shop/prices.py:4:5 certain'])
})

test('nonlocal, global and comprehensions have the scopes of the language', async ({ references }) => {
  assert.equal(await references('scopes.py:4:11'), [
    'scopes.py:4:11 certain',
    'scopes.py:6:18 certain',
    'scopes.py:7:9 certain',
    'scopes.py:8:42 certain',
    'scopes.py:9:19 certain',
  ])
  assert.equal(await references('scopes.py:8:17'), ['scopes.py:8:17 certain', 'scopes.py:8:27 certain'])
  assert.equal(await references('scopes.py:1:1'), [
    'scopes.py:1:1 certain',
    'scopes.py:13:12 certain',
    'scopes.py:14:5 certain',
  ])
})

test('a use has the assignments that reach it', async ({ definition }) => {
  assert.equal((await definition('scopes.py:22:11')).sort(), ['scopes.py:19:9 certain', 'scopes.py:21:9 certain'])
  assert.equal(await definition('scopes.py:24:12'), ['scopes.py:23:5 certain'])
})

test('a place on a definition is that definition', async ({ definition }) => {
  assert.equal(await definition('scopes.py:23:5'), ['scopes.py:23:5 certain'])
})

test('the cells of a notebook are one scope, counted over their joined lines', async ({ definition, references }) => {
  assert.equal(await definition('notes.ipynb:3:7'), ['notes.ipynb:2:1 certain'])
  assert.equal(await references('shop/prices.py:1:1'), [
    'notes.ipynb:1:25 certain',
    'notes.ipynb:2:8 certain',
    'shop/prices.py:1:1 certain',
    'shop/prices.py:7:25 certain',
  ])
})

test.run()
