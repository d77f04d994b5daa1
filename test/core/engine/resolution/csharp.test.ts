import * as assert from 'uvu/assert'
import { answersSuite } from '../_places.ts'

const FILES = {
  'Store/Store.cs': [
    'namespace Tool.Store;',
    '',
    'public partial class Store : Base {',
    '  private int size = 1;',
    '  public Store(int size) { this.size = size; }',
    '  public string Find(int id) {',
    '    var found = this.Load(id);',
    '    foreach (var row in Rows) { Use(row); }',
    '    Each(id => id + 1); Use(id); Use(row);',
    '    if (found is Store size) return size.Find(2);',
    '    return new Store(size: 3) { size = 4 }.ToString();',
    '  }',
    '  public static Store Limit() { return new Store(1); }',
    '  Main row;',
    '}',
    '',
  ].join('\n'),
  'Other/Parts.cs': [
    'namespace Tool.Store {',
    '  public partial class Store { int Load(int id) { return size; } }',
    '  class Base { protected int[] Rows; }',
    '  class Outer { class Store { int Load() => 2; } }',
    '}',
    '',
  ].join('\n'),
  'Shelf/Shelf.cs': [
    'using System;',
    'namespace Tool.Shelf;',
    '',
    'class Base {}',
    'class Shelf : Base {',
    '  void Find(int id) {}',
    '  class Store { int Load() => 1; }',
    '}',
    '',
  ].join('\n'),
  'Main.cs': [
    'using Tool.Store;',
    'using static Tool.Store.Store;',
    'using Kept = Tool.Shelf.Shelf;',
    'namespace Tool;',
    '',
    'class Main {',
    '  void Run(Store store, Kept shelf, Other other) {',
    '    store.Find(id: 5);',
    '    shelf.Find(6);',
    '    Limit().Find(7);',
    '    other?.Run(8);',
    '  }',
    '}',
    'class Other { void Run(int x) {} }',
    '',
  ].join('\n'),
}

const test = answersSuite('core/engine/resolution/csharp', FILES)

test('`this` means the member, where a parameter is called alike', async ({ definition }) => {
  assert.equal(await definition('Store/Store.cs:5:33'), ['Store/Store.cs:4:15 certain'])
  assert.equal(await definition('Store/Store.cs:5:40'), ['Store/Store.cs:5:20 certain'])
})

test('lambdas, loops and patterns bind names of their own', async ({ definition, references }) => {
  assert.equal(await references('Store/Store.cs:6:26'), [
    'Store/Store.cs:6:26 certain',
    'Store/Store.cs:7:27 certain',
    'Store/Store.cs:9:29 certain',
  ])
  assert.equal(await definition('Store/Store.cs:9:16'), ['Store/Store.cs:9:10 certain'])
  assert.equal(await definition('Store/Store.cs:8:37'), ['Store/Store.cs:8:18 certain'])
  assert.equal(await definition('Store/Store.cs:9:38'), ['Store/Store.cs:14:8 certain'])
  assert.equal(await definition('Store/Store.cs:10:37'), ['Store/Store.cs:10:24 certain'])
})

test('the parts of a class are one, and none of a class of another namespace', async ({ definition }) => {
  assert.equal(await definition('Store/Store.cs:7:22'), ['Other/Parts.cs:2:36 certain'])
  assert.equal(await definition('Other/Parts.cs:2:58'), ['Store/Store.cs:4:15 certain'])
  assert.equal(await definition('Store/Store.cs:8:25'), ['Other/Parts.cs:3:32 certain'])
  assert.equal(await definition('Store/Store.cs:14:3'), ['Main.cs:6:7 certain'])
  assert.equal(await definition('Shelf/Shelf.cs:5:16'), ['Shelf/Shelf.cs:4:7 certain'])
})

test('usings name namespaces, classes and their static members', async ({ definition, references }) => {
  assert.equal(await definition('Main.cs:7:12'), ['Other/Parts.cs:2:24 certain', 'Store/Store.cs:3:22 certain'])
  assert.equal(await definition('Main.cs:10:6'), ['Store/Store.cs:13:23 certain'])
  assert.equal(await definition('Main.cs:3:7'), ['Shelf/Shelf.cs:5:7 certain'])
  assert.equal(await references('Shelf/Shelf.cs:6:8'), ['Shelf/Shelf.cs:6:8 certain', 'Main.cs:9:11 likely'])
  assert.equal(await references('Store/Store.cs:6:17'), [
    'Store/Store.cs:6:17 certain',
    'Main.cs:8:11 likely',
    'Main.cs:10:13 likely',
    'Store/Store.cs:10:42 likely',
  ])
})

test('a name of an argument is a parameter, a name in an initializer a member', async ({ definition }) => {
  assert.equal(await definition('Main.cs:8:16'), ['Store/Store.cs:6:26 certain'])
  assert.equal(await definition('Store/Store.cs:11:22'), ['Store/Store.cs:5:20 certain'])
  assert.equal(await definition('Store/Store.cs:11:33'), ['Store/Store.cs:4:15 likely'])
})

test('behind `?.` nothing is certain', async ({ definition }) => {
  assert.equal(await definition('Main.cs:11:12'), ['Main.cs:7:8 by-name', 'Main.cs:14:20 by-name'])
})

test.run()
