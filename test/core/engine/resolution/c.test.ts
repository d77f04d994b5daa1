import * as assert from 'uvu/assert'
import { answersSuite } from '../_places.ts'

const FILES = {
  'include/store.h': [
    '#include "base.h"',
    '#define LIMIT(x) ((x) + 1)',
    'typedef struct store { int len; struct node *first; } store_t;',
    'extern int total;',
    'int store_find(store_t *store, int id);',
    'int outside(int id);',
    '',
  ].join('\n'),
  'include/base.h': '#include "store.h"\nstruct node { int len; struct node *next; };\nenum color { RED, GREEN };\n',
  'src/store.c': [
    '#include "../include/store.h"',
    '',
    'int total = 0;',
    'static int helper(int id) { return id; }',
    'int store_find(store_t *store, int id) {',
    '  for (int id = 0; id < LIMIT(3); id++) { store->len += id; }',
    '  struct node *node = store->first;',
    '  { helper(id); int id = node->len; helper(id); struct node *other = node; }',
    '  return helper(id) + node->next->len + RED;',
    '}',
    '',
  ].join('\n'),
  'src/main.c': [
    '#include <store.h>',
    '',
    'int helper(int id);',
    'int main(void) {',
    '  store_t store = { .len = 1 };',
    '  total += store_find(&store, 2);',
    '  return helper(3) + outside(4);',
    '}',
    '',
  ].join('\n'),
  'src/shelf.c': 'static int store_find(int x) { return x; }\nint shelf(void) { return store_find(1); }\n',
  'src/port.h':
    '#if defined(SMALL)\n#define WIDTH 1\n#elif defined(WIDE)\n#define WIDTH 3\n#else\n#define WIDTH 2\n#endif\n',
  'src/port.c': [
    '#include "port.h"',
    '#ifdef _WIN32',
    'typedef int handle;',
    'static int wait_ms(int ms) { return ms; }',
    '#else',
    'typedef long handle;',
    'static int wait_ms(int ms) { return ms + WIDTH; }',
    '#endif',
    '#ifndef DEPTH',
    '#define DEPTH 3',
    '#endif',
    'int port(handle of) { return wait_ms(DEPTH); }',
    '',
  ].join('\n'),
}

const test = answersSuite('core/engine/resolution/c', FILES)

test('a block hides what is around it, there alone', async ({ references }) => {
  assert.equal(await references('src/store.c:5:36'), [
    'src/store.c:5:36 certain',
    'src/store.c:8:12 certain',
    'src/store.c:9:17 certain',
  ])
  assert.equal(await references('src/store.c:6:12'), [
    'src/store.c:6:12 certain',
    'src/store.c:6:20 certain',
    'src/store.c:6:35 certain',
    'src/store.c:6:57 certain',
  ])
  assert.equal(await references('src/store.c:8:21'), ['src/store.c:8:21 certain', 'src/store.c:8:44 certain'])
})

test('an include brings names, those of what is included there too', async ({ definition }) => {
  assert.equal(await definition('src/store.c:6:26'), ['include/store.h:2:9 certain'])
  assert.equal(await definition('src/store.c:9:42'), ['include/base.h:3:14 certain'])
  assert.equal(await definition('src/main.c:5:3'), ['include/store.h:3:55 certain'])
  assert.equal(await definition('src/store.c:7:11'), ['include/base.h:2:8 certain'])
  assert.equal(await definition('src/store.c:8:56'), ['include/base.h:2:8 certain'])
  assert.equal(await definition('src/store.c:7:16'), ['src/store.c:7:16 certain'])
})

test('what is declared is found where it is defined, and never what is static elsewhere', async ({
  definition,
  references,
}) => {
  assert.equal(await definition('src/main.c:6:15'), ['src/store.c:5:5 certain'])
  assert.equal(await definition('include/store.h:5:6'), ['src/store.c:5:5 certain'])
  assert.equal(await definition('src/main.c:7:11'), ['src/main.c:3:5 certain'])
  assert.equal(await definition('src/main.c:7:24'), ['include/store.h:6:5 certain'])
  assert.equal(await references('src/store.c:5:5'), [
    'include/store.h:5:5 certain',
    'src/main.c:6:12 certain',
    'src/store.c:5:5 certain',
  ])
  assert.equal(await references('src/store.c:3:5'), [
    'include/store.h:4:12 certain',
    'src/main.c:6:3 certain',
    'src/store.c:3:5 certain',
  ])
})

test('what the branches of the preprocessor define is answered by all of them, none of them certain', async ({
  definition,
  references,
}) => {
  assert.equal(await definition('src/port.c:12:30'), ['src/port.c:4:12 likely', 'src/port.c:7:12 likely'])
  assert.equal(await definition('src/port.c:12:10'), ['src/port.c:3:13 likely', 'src/port.c:6:14 likely'])
  assert.equal(await definition('src/port.c:7:43'), [
    'src/port.h:2:9 likely',
    'src/port.h:4:9 likely',
    'src/port.h:6:9 likely',
  ])
  assert.equal(await definition('src/port.c:12:38'), ['src/port.c:10:9 certain'])
  assert.equal(await definition('src/port.c:4:12'), ['src/port.c:4:12 certain'])
  assert.equal(await references('src/port.c:4:12'), [
    'src/port.c:4:12 certain',
    'src/port.c:7:12 certain',
    'src/port.c:12:30 likely',
  ])
})

test('members of one name are told apart by the type of what they are of', async ({ definition, references }) => {
  assert.equal(await definition('src/store.c:9:36'), ['include/base.h:2:19 likely'])
  assert.equal(await references('include/store.h:3:28'), [
    'include/store.h:3:28 certain',
    'src/store.c:6:50 likely',
    'src/main.c:5:22 by-name',
  ])
})

test.run()
