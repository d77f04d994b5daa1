import { outlineByLines } from '@tlc/core/index/chunks/outline-by-lines'
import { SourceLines } from '@tlc/core/index/chunks/source-lines'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite('core/index/chunks/outline-by-lines')

function outline(text: string): string[] {
  return outlineByLines(new SourceLines(text)).map(
    ({ kind, container, name, line, endLine }) =>
      `${kind} ${container ? `${container}.` : ''}${name} ${line}-${endLine}`,
  )
}

test('Kotlin', () => {
  const text =
    'package a\n\ndata class Cart(val items: List<Item>) {\n    private fun total(): Int {\n        return 1\n    }\n}\n\nfun <T> List<T>.second() = this[1]\n'
  assert.equal(outline(text), ['class Cart 3-7', 'method Cart.total 4-6', 'function second 9-9'])
})

test('Swift', () => {
  assert.equal(outline('public protocol Store {\n    func load() -> Data\n}\n'), [
    'interface Store 1-3',
    'method Store.load 2-2',
  ])
})

test('Elixir, where definitions end with a word', () => {
  const text =
    'defmodule Shop.Cart do\n  def add(cart, item) do\n    [item | cart]\n  end\n\n  defp check(x), do: x\nend\n'
  assert.equal(outline(text), ['module Cart 1-7', 'function Cart.add 2-4', 'function Cart.check 6-6'])
})

test('Lua, by name and by assignment', () => {
  assert.equal(
    outline('local function read(path)\n  return path\nend\n\nM.write = function(path)\n  return 1\nend\n'),
    ['function read 1-3', 'function write 5-7'],
  )
})

test('Haskell, where the type stands above', () => {
  assert.equal(
    outline('total :: [Int] -> Int\ntotal xs = sum xs\n\ndata Cart = Cart\n  { items :: [Int]\n  }\n')[0],
    'function total 1-2',
  )
})

test('prose and comments define nothing', () => {
  assert.equal(outline('// class of its own\n# def nothing\nsome words\n'), [])
})

test.run()
