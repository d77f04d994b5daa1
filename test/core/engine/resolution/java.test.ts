import * as assert from 'uvu/assert'
import { answersSuite } from '../_places.ts'

const FILES = {
  'src/main/store/Store.java': [
    'package org.example.store;',
    '',
    'public class Store extends Base {',
    '  private int size = 1;',
    '  public int size() { return size; }',
    '  public String find(int id) {',
    '    int size = size();',
    '    for (String row : rows) { if (row != null) return row; }',
    '    try { open(); } catch (RuntimeException size2) { throw size2; }',
    '    Runnable later = () -> { int id2 = id; };',
    '    return new Object() { public String find(int id) { return "" + id; } }.find(1001) + size + this.size;',
    '  }',
    '  public static Store limit(int most) { return new Store(); }',
    '}',
    '',
  ].join('\n'),
  'src/test/store/Base.java': 'package org.example.store;\n\nclass Base {\n  String[] rows;\n  void open() {}\n}\n',
  'src/main/shelf/Shelf.java': [
    'package org.example.shelf;',
    '',
    'class Base {}',
    '',
    'class Shelf extends Base {',
    '  String find(int id) { return null; }',
    '  void add(int one) {}',
    '  void add(int one, int two) {}',
    '  record Row(int key) {}',
    '  void twice() { this.add(3); }',
    '}',
    '',
  ].join('\n'),
  'src/main/Main.java': [
    'package org.example;',
    '',
    'import org.example.store.Store;',
    'import static org.example.store.Store.limit;',
    'import org.example.shelf.*;',
    '',
    'class Main {',
    '  void main(Store store, Shelf shelf) {',
    '    store.find(1);',
    '    shelf.find(2);',
    '    limit(3).size();',
    '    shelf.add(4);',
    '    if (shelf instanceof Deep store2) store2.find(5);',
    '    Shelf.Row row = new Shelf.Row(6);',
    '    row.key();',
    '    each(store -> store.go());',
    '    store.go();',
    '  }',
    '}',
    '',
  ].join('\n'),
}

const test = answersSuite('core/engine/resolution/java', FILES)

test('a local, a field and a method of one name are three things', async ({ definition, references }) => {
  assert.equal(await definition('src/main/store/Store.java:5:31'), ['src/main/store/Store.java:4:15 certain'])
  assert.equal(await definition('src/main/store/Store.java:7:17'), ['src/main/store/Store.java:5:14 certain'])
  assert.equal(await definition('src/main/store/Store.java:11:89'), ['src/main/store/Store.java:7:9 certain'])
  assert.equal(await references('src/main/store/Store.java:4:15'), [
    'src/main/store/Store.java:4:15 certain',
    'src/main/store/Store.java:5:30 certain',
    'src/main/store/Store.java:11:101 certain',
  ])
})

test('a parameter is known in its method and in the lambdas of that, an anonymous class has its own', async ({
  definition,
  references,
}) => {
  assert.equal(await references('src/main/store/Store.java:6:26'), [
    'src/main/store/Store.java:6:26 certain',
    'src/main/store/Store.java:10:40 certain',
  ])
  assert.equal(await definition('src/main/store/Store.java:11:77'), ['src/main/store/Store.java:11:41 certain'])
  assert.equal(await definition('src/main/Main.java:16:19'), ['src/main/Main.java:16:10 certain'])
  assert.equal(await definition('src/main/Main.java:17:5'), ['src/main/Main.java:8:19 certain'])
})

test('a package is what the files say, wherever they are', async ({ definition }) => {
  assert.equal(await definition('src/main/store/Store.java:3:30'), ['src/test/store/Base.java:3:7 certain'])
  assert.equal(await definition('src/main/store/Store.java:8:24'), ['src/test/store/Base.java:4:12 certain'])
  assert.equal(await definition('src/main/store/Store.java:9:12'), ['src/test/store/Base.java:5:8 certain'])
  assert.equal(await definition('src/main/shelf/Shelf.java:5:22'), ['src/main/shelf/Shelf.java:3:7 certain'])
})

test('imports name classes, packages and static methods', async ({ definition, references }) => {
  assert.equal(await definition('src/main/Main.java:8:14'), ['src/main/store/Store.java:3:14 certain'])
  assert.equal(await definition('src/main/Main.java:8:29'), ['src/main/shelf/Shelf.java:5:7 certain'])
  assert.equal(await definition('src/main/Main.java:4:40'), ['src/main/store/Store.java:13:23 certain'])
  assert.equal(await references('src/main/store/Store.java:13:23'), [
    'src/main/Main.java:4:39 certain',
    'src/main/Main.java:11:5 certain',
    'src/main/store/Store.java:13:23 certain',
  ])
})

test('methods of one name are told apart by what their receiver is', async ({ definition, references }) => {
  assert.equal(await references('src/main/shelf/Shelf.java:6:10'), [
    'src/main/shelf/Shelf.java:6:10 certain',
    'src/main/Main.java:10:11 likely',
  ])
  assert.equal(await references('src/main/store/Store.java:6:17'), [
    'src/main/store/Store.java:6:17 certain',
    'src/main/Main.java:9:11 likely',
  ])
  assert.equal(await definition('src/main/Main.java:11:14'), ['src/main/store/Store.java:5:14 likely'])
  assert.equal(await definition('src/main/Main.java:15:9'), ['src/main/shelf/Shelf.java:9:18 likely'])
})

test('which of two overloads is meant is not told', async ({ definition }) => {
  assert.equal(await definition('src/main/shelf/Shelf.java:10:23'), [
    'src/main/shelf/Shelf.java:7:8 likely',
    'src/main/shelf/Shelf.java:8:8 likely',
  ])
  assert.equal(await definition('src/main/Main.java:12:11'), [
    'src/main/shelf/Shelf.java:7:8 likely',
    'src/main/shelf/Shelf.java:8:8 likely',
  ])
})

test.run()
