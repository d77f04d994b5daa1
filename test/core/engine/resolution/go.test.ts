import * as assert from 'uvu/assert'
import { answersSuite } from '../_places.ts'

const FILES = {
  'store/store.go': [
    'package store',
    '',
    'type Base struct{ ID int }',
    '',
    'type Store struct {',
    '\tBase',
    '\trows []string',
    '}',
    '',
    'func New() *Store { return &Store{} }',
    '',
  ].join('\n'),
  'store/find.go': [
    'package store',
    '',
    'func (s *Store) Find(id int) string {',
    '\tif id := s.ID; id > 0 {',
    '\t\treturn s.rows[id]',
    '\t}',
    '\treturn limit(s.rows[id])',
    '}',
    '',
    'func limit(x string) string { return x }',
    '',
  ].join('\n'),
  'shelf/shelf.go': 'package shelf\n\ntype Shelf struct{}\n\nfunc (s Shelf) Find(id int) {}\n\nfunc limit() {}\n',
  'main.go': [
    'package main',
    '',
    'import (',
    '\tkept "example.org/tool/store"',
    '\t"example.org/tool/shelf"',
    ')',
    '',
    'func main() {',
    '\tall := kept.New()',
    '\tall.Find(1)',
    '\tshelf.Shelf{}.Find(2)',
    '}',
    '',
  ].join('\n'),
}

const test = answersSuite('core/engine/resolution/go', FILES)

test('a package is its folder, whatever an import calls it', async ({ definition }) => {
  assert.equal(await definition('main.go:9:14'), ['store/store.go:10:6 certain'])
  assert.equal(await definition('store/find.go:7:9'), ['store/find.go:10:6 certain'])
  assert.equal(await definition('store/find.go:3:10'), ['store/store.go:5:6 certain'])
})

test('a method is found in another file of the package, by what its receiver is', async ({ references }) => {
  assert.equal(await references('store/find.go:3:17'), ['store/find.go:3:17 certain', 'main.go:10:6 likely'])
  assert.equal(await references('shelf/shelf.go:5:16'), ['main.go:11:16 certain', 'shelf/shelf.go:5:16 certain'])
})

test('an embedded struct has its members in common', async ({ definition }) => {
  assert.equal(await definition('store/find.go:4:13'), ['store/store.go:3:19 certain'])
})

test('what an `if` declares hides the parameter there alone', async ({ references }) => {
  assert.equal(await references('store/find.go:4:5'), [
    'store/find.go:4:5 certain',
    'store/find.go:4:17 certain',
    'store/find.go:5:17 certain',
  ])
  assert.equal(await references('store/find.go:3:22'), ['store/find.go:3:22 certain', 'store/find.go:7:22 certain'])
})

test.run()
