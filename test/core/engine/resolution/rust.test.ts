import * as assert from 'uvu/assert'
import { answersSuite } from '../_places.ts'

const FILES = {
  'src/main.rs': [
    'mod shelf;',
    'mod store;',
    '',
    'use crate::store::{Store, limit as most};',
    'use shelf::Shelf;',
    '',
    'fn main() {',
    '    let store = Store::new(1);',
    '    store.find(2);',
    '    Shelf {}.find(3);',
    '    most(4);',
    '    crate::store::inner::deep();',
    '    println!("{}", store.len);',
    '}',
    '',
    'fn other(store: &Store) { store.find(5); }',
    '',
  ].join('\n'),
  'src/store/mod.rs': [
    'use super::shelf;',
    '',
    'pub struct Store { len: usize }',
    '',
    'impl Store {',
    '    pub fn new(len: usize) -> Self { Self { len } }',
    '    pub fn len(&self) -> usize { self.len }',
    '    pub fn find(&self, id: usize) -> usize {',
    '        let id = id + 1;',
    '        if let Some(id) = shelf::look(id) { id } else { id };',
    '        for id in 0..id { drop(id); }',
    '        match id { 0 => 0, other if other > 1 => other, _ => self.len() }',
    '    }',
    '}',
    '',
    'pub fn limit(x: usize) -> usize { (|x| x)(x); let a = x; let a = a; match a { a => 1, _ => a } }',
    'pub mod inner { pub fn deep() { super::limit(1); } }',
    '',
  ].join('\n'),
  'src/shelf.rs': [
    'pub struct Shelf {}',
    'pub struct Store {}',
    '',
    'impl Store { pub fn find(&self) {} }',
    'impl Shelf { pub fn find(&self, id: usize) {} }',
    'pub fn look(id: usize) -> Option<usize> { None }',
    'fn limit() {}',
    '',
  ].join('\n'),
}

const test = answersSuite('core/engine/resolution/rust', FILES)

test('each `let` is a variable of its own, and a pattern is known where it holds', async ({ definition }) => {
  assert.equal(await definition('src/store/mod.rs:9:18'), ['src/store/mod.rs:8:24 certain'])
  assert.equal(await definition('src/store/mod.rs:10:39'), ['src/store/mod.rs:9:13 certain'])
  assert.equal(await definition('src/store/mod.rs:10:45'), ['src/store/mod.rs:10:21 certain'])
  assert.equal(await definition('src/store/mod.rs:10:57'), ['src/store/mod.rs:9:13 certain'])
  assert.equal(await definition('src/store/mod.rs:11:22'), ['src/store/mod.rs:9:13 certain'])
  assert.equal(await definition('src/store/mod.rs:11:32'), ['src/store/mod.rs:11:13 certain'])
  assert.equal(await definition('src/store/mod.rs:12:37'), ['src/store/mod.rs:12:28 certain'])
  assert.equal(await definition('src/store/mod.rs:16:40'), ['src/store/mod.rs:16:37 certain'])
  assert.equal(await definition('src/store/mod.rs:16:43'), ['src/store/mod.rs:16:14 certain'])
  assert.equal(await definition('src/store/mod.rs:16:66'), ['src/store/mod.rs:16:51 certain'])
  assert.equal(await definition('src/store/mod.rs:16:92'), ['src/store/mod.rs:16:62 certain'])
})

test('a field and a method of one name are two things', async ({ definition, references }) => {
  assert.equal(await definition('src/store/mod.rs:7:39'), ['src/store/mod.rs:3:20 certain'])
  assert.equal(await definition('src/store/mod.rs:12:67'), ['src/store/mod.rs:7:12 certain'])
  assert.equal(await references('src/store/mod.rs:7:12'), [
    'src/store/mod.rs:7:12 certain',
    'src/store/mod.rs:12:67 certain',
  ])
})

test('paths lead over modules, whatever a `use` calls what they name', async ({ definition, references }) => {
  assert.equal(await definition('src/main.rs:2:5'), ['src/store/mod.rs:1:1 certain'])
  assert.equal(await definition('src/main.rs:11:5'), ['src/store/mod.rs:16:8 certain'])
  assert.equal(await definition('src/main.rs:12:26'), ['src/store/mod.rs:17:24 certain'])
  assert.equal(await definition('src/store/mod.rs:10:34'), ['src/shelf.rs:6:8 certain'])
  assert.equal(await definition('src/main.rs:5:12'), ['src/shelf.rs:1:12 certain'])
  assert.equal(await references('src/store/mod.rs:16:8'), [
    'src/main.rs:4:27 certain',
    'src/main.rs:4:36 certain',
    'src/main.rs:11:5 certain',
    'src/store/mod.rs:16:8 certain',
    'src/store/mod.rs:17:40 certain',
  ])
})

test('methods of one name are told apart by the type of the `impl`', async ({ definition, references }) => {
  assert.equal(await definition('src/main.rs:9:11'), ['src/store/mod.rs:8:12 likely'])
  assert.equal(await definition('src/main.rs:16:33'), ['src/store/mod.rs:8:12 likely'])
  assert.equal(await definition('src/main.rs:10:14'), ['src/shelf.rs:5:21 certain'])
  assert.equal(await references('src/shelf.rs:4:21'), ['src/shelf.rs:4:21 certain'])
  assert.equal(await definition('src/main.rs:8:24'), ['src/store/mod.rs:6:12 certain'])
})

test.run()
