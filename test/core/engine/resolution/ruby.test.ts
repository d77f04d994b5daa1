import * as assert from 'uvu/assert'
import { answersSuite } from '../_places.ts'

const FILES = {
  'lib/tool/store.rb': [
    "require_relative 'base'",
    "require 'tool/rows'",
    '',
    'module Tool',
    '  class Store < Base',
    '    include Rows',
    '    LIMIT = 3',
    '    attr_reader :size',
    '',
    '    def initialize(size, id: 1)',
    '      @size = size',
    '      @row = Row.new(size)',
    '    end',
    '',
    '    def find(id)',
    '      found = load_row(id)',
    '      [1].each { |row; id| found = row + id; inner = LIMIT }',
    '      row = id if found',
    '      inner + row + size + each_row',
    '    end',
    '',
    '    def self.open(size)',
    '      @size = size',
    '      store = new(size)',
    '      store.find(@size)',
    '    end',
    '',
    '    def load_row(id) = @size + @row.key',
    '  end',
    'end',
    '',
  ].join('\n'),
  'lib/tool/base.rb': [
    'module Tool',
    '  LIMIT = 1',
    '  class Base',
    '    def close; @open = false; end',
    '    def find; end',
    '  end',
    'end',
    '',
  ].join('\n'),
  'lib/tool/rows.rb': [
    "require 'tool/store'",
    'module Tool',
    '  module Rows',
    '    def each_row; close; end',
    '  end',
    '  class Row',
    '    def initialize(key) = @key = key',
    '    def key = @key',
    '    def close; LIMIT; end',
    '  end',
    'end',
    '',
  ].join('\n'),
  'lib/tool/more.rb': [
    'class Tool::Store',
    '  def more; find(1); close; Row; end',
    'end',
    'module Tool',
    '  class Store',
    '    def again; load_row(1); LIMIT; @open; end',
    '  end',
    'end',
    '',
  ].join('\n'),
  'main.rb': [
    "require 'tool/store'",
    'size = 1',
    'def helper(x) = size',
    'store = Tool::Store.new(size, id: 2)',
    'store.find(helper(3))',
    'store.close',
    'Tool::Row.new(1).close',
    'Tool::Store.open(4)',
    'unknown.each_row',
    'case store',
    'in { size: Integer => many, id: }',
    '  many + id',
    'in [first, *rest] then first + rest.size',
    'end',
    'begin',
    '  helper 5',
    'rescue Tool::Missing => error',
    '  raise error',
    'end',
    '',
  ].join('\n'),
  'lib/tool/sides.rb': [
    "require 'tool/class'",
    'module Tool',
    '  class Sides',
    '    def self.make; build; other; end',
    '    def self.build; self.make; end',
    '    def other; build; Sides.build; Sides.other; end',
    '    class << self',
    '      def inside; build; end',
    '    end',
    '    alias again other',
    '    def last; again; Class; end',
    '    make',
    '  end',
    'end',
    '',
  ].join('\n'),
  'lib/tool/class.rb': 'class Class; end\n',
  // What leads to itself, and what is broken.
  'lib/loop.rb': [
    "require_relative 'loop'",
    "require_relative 'tool/store'",
    'class Ring < Round; include Ring; def turn; spin; lost; end; end',
    'class Round < Ring; def spin; X; end; end',
    'X = X',
    '',
  ].join('\n'),
  'lib/broken.rb': 'class Half\n  def one(a\n    a + @b\n  def two; one(1)\n    end if\n',
  'lib/deep.rb': `${'module M\n'.repeat(400)}def deep; deep; Deep; end\n${'end\n'.repeat(400)}`,
}

const test = answersSuite('core/engine/resolution/ruby', FILES)

test('a variable belongs to its method and the blocks that know it', async ({ definition, references }) => {
  assert.equal(await definition('lib/tool/store.rb:17:28'), ['lib/tool/store.rb:17:28 certain'])
  assert.equal(await definition('lib/tool/store.rb:17:36'), ['lib/tool/store.rb:17:19 certain'])
  assert.equal(await definition('lib/tool/store.rb:17:42'), ['lib/tool/store.rb:17:24 certain'])
  assert.equal(await definition('lib/tool/store.rb:18:13'), ['lib/tool/store.rb:15:14 certain'])
  assert.equal(await definition('lib/tool/store.rb:19:7'), [])
  assert.equal(await definition('lib/tool/store.rb:19:15'), ['lib/tool/store.rb:18:7 certain'])
  assert.equal(await definition('main.rb:3:17'), [])
  assert.equal(await references('lib/tool/store.rb:10:20'), [
    'lib/tool/store.rb:10:20 certain',
    'lib/tool/store.rb:11:15 certain',
    'lib/tool/store.rb:12:22 certain',
  ])
})

test('patterns and rescues give names', async ({ definition }) => {
  assert.equal(await definition('main.rb:12:3'), ['main.rb:11:23 certain'])
  assert.equal(await definition('main.rb:12:10'), ['main.rb:11:29 certain'])
  assert.equal(await definition('main.rb:13:32'), ['main.rb:13:13 certain'])
  assert.equal(await definition('main.rb:18:9'), ['main.rb:17:25 certain'])
})

test('a constant is that of what is around, then of what the class derives from', async ({
  definition,
  references,
}) => {
  assert.equal(await definition('lib/tool/store.rb:17:55'), ['lib/tool/store.rb:7:5 certain'])
  assert.equal(await definition('lib/tool/rows.rb:9:16'), ['lib/tool/base.rb:2:3 likely'])
  assert.equal(await definition('lib/tool/store.rb:5:17'), ['lib/tool/base.rb:3:9 likely'])
  assert.equal(await definition('main.rb:4:16'), ['lib/tool/store.rb:5:9 certain'])
  assert.equal(await references('lib/tool/store.rb:5:9'), [
    'lib/tool/store.rb:5:9 certain',
    'main.rb:4:15 certain',
    'main.rb:8:7 certain',
    'lib/tool/more.rb:1:13 likely',
    'lib/tool/more.rb:5:9 likely',
  ])
})

test('a call without a receiver is a method of the class, of one that it derives from or that is mixed in', async ({
  definition,
  references,
}) => {
  assert.equal(await definition('lib/tool/store.rb:16:15'), ['lib/tool/store.rb:28:9 certain'])
  assert.equal(await definition('lib/tool/store.rb:19:28'), ['lib/tool/rows.rb:4:9 likely'])
  assert.equal(await definition('main.rb:5:12'), ['main.rb:3:5 certain'])
  assert.equal(await references('lib/tool/rows.rb:4:9'), [
    'lib/tool/rows.rb:4:9 certain',
    'lib/tool/store.rb:19:28 likely',
    'main.rb:9:9 by-name',
  ])
})

test('methods of one name are told apart by what `new` made', async ({ definition, references }) => {
  assert.equal(await definition('main.rb:5:7'), ['lib/tool/store.rb:15:9 likely'])
  assert.equal(await definition('lib/tool/store.rb:25:13'), ['lib/tool/store.rb:15:9 likely'])
  assert.equal(await definition('main.rb:8:13'), ['lib/tool/store.rb:22:14 certain'])
  assert.equal(await definition('main.rb:4:31'), ['lib/tool/store.rb:10:26 certain'])
  assert.equal(await references('lib/tool/rows.rb:9:9'), ['lib/tool/rows.rb:9:9 certain', 'main.rb:7:18 likely'])
})

test('variables of an object are those of its methods, and none of its class', async ({ definition, references }) => {
  assert.equal(await references('lib/tool/store.rb:11:7'), [
    'lib/tool/store.rb:11:7 certain',
    'lib/tool/store.rb:28:24 certain',
  ])
  assert.equal(await definition('lib/tool/store.rb:25:18'), ['lib/tool/store.rb:23:7 certain'])
  assert.equal(await definition('lib/tool/store.rb:28:37'), ['lib/tool/rows.rb:8:9 likely'])
  assert.equal(await references('lib/tool/store.rb:8:17'), [
    'lib/tool/store.rb:8:17 certain',
    'lib/tool/store.rb:19:21 certain',
  ])
})

test('a method of the class that is called as one of its objects is likely, and so the other way round', async ({
  definition,
}) => {
  assert.equal(await definition('lib/tool/sides.rb:4:20'), ['lib/tool/sides.rb:5:14 certain'])
  assert.equal(await definition('lib/tool/sides.rb:4:27'), ['lib/tool/sides.rb:6:9 likely'])
  assert.equal(await definition('lib/tool/sides.rb:5:26'), ['lib/tool/sides.rb:4:14 certain'])
  assert.equal(await definition('lib/tool/sides.rb:6:16'), ['lib/tool/sides.rb:5:14 likely'])
  assert.equal(await definition('lib/tool/sides.rb:6:29'), ['lib/tool/sides.rb:5:14 certain'])
  assert.equal(await definition('lib/tool/sides.rb:6:42'), ['lib/tool/sides.rb:6:9 likely'])
  assert.equal(await definition('lib/tool/sides.rb:8:19'), ['lib/tool/sides.rb:5:14 certain'])
  assert.equal(await definition('lib/tool/sides.rb:11:15'), ['lib/tool/sides.rb:10:11 certain'])
  assert.equal(await definition('lib/tool/sides.rb:12:5'), ['lib/tool/sides.rb:4:14 certain'])
})

test('what the language has too is never certain', async ({ definition }) => {
  assert.equal(await definition('lib/tool/sides.rb:11:22'), ['lib/tool/class.rb:1:7 likely'])
})

test('a class that is opened again has all that is added, which is never called certain', async ({ definition }) => {
  assert.equal(await definition('lib/tool/more.rb:2:13'), ['lib/tool/store.rb:15:9 likely'])
  assert.equal(await definition('lib/tool/more.rb:2:22'), ['lib/tool/base.rb:4:9 likely'])
  assert.equal(await definition('lib/tool/more.rb:6:29'), ['lib/tool/store.rb:7:5 likely'])
  assert.equal(await definition('lib/tool/more.rb:6:36'), ['lib/tool/base.rb:4:16 likely'])
})

test('what leads to itself ends, and so does what is broken or nested deeply', async ({ definition }) => {
  assert.equal(await definition('lib/loop.rb:3:45'), ['lib/loop.rb:4:25 certain'])
  assert.equal(await definition('lib/loop.rb:3:51'), [])
  assert.equal(await definition('lib/loop.rb:5:5'), ['lib/loop.rb:5:1 certain'])
  assert.equal(await definition('lib/broken.rb:3:9'), [])
  assert.equal(await definition('lib/deep.rb:401:11'), ['lib/deep.rb:401:5 certain'])
  assert.equal(await definition('lib/deep.rb:401:17'), [])
})

test.run()
