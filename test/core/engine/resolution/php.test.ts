import * as assert from 'uvu/assert'
import { answersSuite } from '../_places.ts'

const FILES = {
  'src/Store.php': [
    '<?php',
    'namespace Tool\\Store;',
    '',
    'class Store extends Base {',
    '  private $size = 1;',
    '  public function __construct(private Row $row, int $id) { $this->size = $id; }',
    '  public function size(): int { $size = $this->size; return $size + $this->size(); }',
    '  public function find(int $id): Row {',
    '    $later = function ($x) use ($id) { $size = $x; return $id; };',
    '    $each = fn($x) => $x + $id;',
    '    foreach ($this->rows as $key => $value) { use_it($key, $value); }',
    '    return $this->row->next($size, $x);',
    '  }',
    '  public static function limit(int $id): self { return self::limit($id + $other); }',
    '}',
    'function limit() { return $id; }',
    '$id = \\strlen(1);',
    '',
  ].join('\n'),
  'lib/Row.php': [
    '<?php',
    'namespace Tool\\Store;',
    'class Row { function next(): Row { return $this; } function find() {} }',
    'abstract class Base { protected $rows; }',
    '',
  ].join('\n'),
  'src/Shelf.php': '<?php\nnamespace Tool\\Shelf;\nclass Row { function next() {} }\nfunction limit() {}\n',
  'main.php': [
    '<?php',
    'use Tool\\Store\\Store as Kept;',
    'use Tool\\Shelf;',
    'use function Tool\\Store\\limit;',
    '',
    'function main(Kept $store, Shelf\\Row $row) {',
    '  $store->find(id: 1)->next();',
    '  $row->next();',
    '  limit();',
    '  \\Tool\\Shelf\\limit();',
    '  return Kept::limit(2);',
    '}',
    '',
  ].join('\n'),
}

const test = answersSuite('core/engine/resolution/php', FILES)

test('a variable is known in its function, and in closures that say so', async ({ definition, references }) => {
  assert.equal(await references('src/Store.php:8:29'), [
    'src/Store.php:8:29 certain',
    'src/Store.php:9:34 certain',
    'src/Store.php:9:60 certain',
    'src/Store.php:10:29 certain',
  ])
  assert.equal(await definition('src/Store.php:9:49'), ['src/Store.php:9:25 certain'])
  assert.equal(await definition('src/Store.php:10:24'), ['src/Store.php:10:17 certain'])
  assert.equal(await definition('src/Store.php:11:57'), ['src/Store.php:11:30 certain'])
  assert.equal(await definition('src/Store.php:12:31'), [])
  assert.equal(await definition('src/Store.php:12:38'), [])
  assert.equal(await definition('src/Store.php:16:29'), [])
})

test('a variable, a property and a method of one name are three things', async ({ definition, references }) => {
  assert.equal(await references('src/Store.php:5:12'), [
    'src/Store.php:5:12 certain',
    'src/Store.php:6:67 certain',
    'src/Store.php:7:48 certain',
  ])
  assert.equal(await definition('src/Store.php:7:62'), ['src/Store.php:7:34 certain'])
  assert.equal(await definition('src/Store.php:7:76'), ['src/Store.php:7:19 certain'])
})

test('a namespace is what the files say, and a use names what is in it', async ({ definition, references }) => {
  assert.equal(await definition('src/Store.php:4:21'), ['lib/Row.php:4:16 certain'])
  assert.equal(await definition('src/Store.php:11:21'), ['lib/Row.php:4:34 certain'])
  assert.equal(await definition('main.php:6:15'), ['src/Store.php:4:7 certain'])
  assert.equal(await definition('main.php:9:3'), ['src/Store.php:16:10 certain'])
  assert.equal(await definition('main.php:10:15'), ['src/Shelf.php:4:10 certain'])
  assert.equal(await definition('src/Store.php:17:9'), [])
  assert.equal(await references('src/Store.php:16:10'), [
    'main.php:4:25 certain',
    'main.php:9:3 certain',
    'src/Store.php:16:10 certain',
  ])
})

test('methods of one name are told apart by what their receiver is', async ({ definition, references }) => {
  assert.equal(await definition('main.php:8:9'), ['src/Shelf.php:3:22 likely'])
  assert.equal(await definition('src/Store.php:12:25'), ['lib/Row.php:3:22 likely'])
  assert.equal(await definition('main.php:7:24'), ['lib/Row.php:3:22 likely'])
  assert.equal(await references('src/Store.php:14:26'), [
    'main.php:11:16 certain',
    'src/Store.php:14:26 certain',
    'src/Store.php:14:62 certain',
  ])
})

test.run()
