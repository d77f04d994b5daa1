import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { analyzerWith, factsOf, functionLines, importLines, outline, usesOf } from '../../helpers/outline.ts'

const test = suite('analyzers/languages/c')

const SOURCE = `#include <stdio.h>
#include "store.h"
#define LIMIT 3
#define SQUARE(x) ((x) * (x))

typedef struct node {
    int value, *next;
    int (*compare)(int, int);
} node_t;
enum color { RED, GREEN = 2 };
union word { int i; char c; };
static const int table[] = {1, 2};
int counter = 0, *cursor;
int declared(int a);

/* Finds one. */
static int
find(const node_t *list, int value)
{
    while (list && list->value != value) {
        if (value < 0) goto fail;
        for (int i = 0; i < LIMIT; i++) counter++;
    }
#ifdef DEBUG
    printf("%d", value);
#endif
    return list ? value : find(list, 0);
fail:
    return -1;
}

char **names(void) {
    do { counter--; } while (counter);
    switch (counter) {
    case 1:
    case 2: return 0;
    default: return 0;
    }
}
`

const facts = await factsOf(await analyzerWith(), 'a.c', SOURCE)

test('C: a file is parsed without an error', () => {
  assert.is(facts.language, 'c')
  assert.is(facts.syntaxErrors, 0)
  assert.equal([facts.lines, facts.code, facts.comments, facts.blank], [39, 35, 1, 3])
})

test('C: definitions have their kind, container, head, comment and visibility', () => {
  assert.equal(outline(facts), [
    'macro LIMIT 3-3 | #define LIMIT 3',
    'macro SQUARE 4-4 | #define SQUARE(x) ((x) * (x))',
    'type node_t 6-9 | typedef struct node',
    'struct node 6-9 | struct node',
    'field node.value 7-7 | int value, *next;',
    'field node.next 7-7 | int value, *next;',
    'field node.compare 8-8 | int (*compare)(int, int);',
    'enum color 10-10 | enum color',
    'enum-member color.RED 10-10 | RED',
    'enum-member color.GREEN 10-10 | GREEN = 2',
    'struct word 11-11 | union word',
    'field word.i 11-11 | int i;',
    'field word.c 11-11 | char c;',
    '-constant table 12-12 | static const int table[] = {1, 2};',
    'variable counter 13-13 | int counter = 0, *cursor;',
    'variable cursor 13-13 | int counter = 0, *cursor;',
    '-function find 17-30 | static int find(const node_t *list, int value) | Finds one.',
    'function names 32-39 | char **names(void)',
  ])
})

test('C: imports name the module and what they bind', () => {
  assert.equal(importLines(facts), ['1 stdio.h: ', '2 store.h: '])
})

test('C: functions have the figures that were counted by hand', () => {
  assert.equal(functionLines(facts), [
    'find 18-30: cyclomatic 7, cognitive 9, nesting 2, 2 parameters, 13 lines',
    'names 32-39: cyclomatic 4, cognitive 2, nesting 1, 0 parameters, 8 lines',
  ])
})

test('C: every use of a name has its place, and none of those in comments', () => {
  assert.equal(usesOf(facts, 'value'), ['7:9', '18:30', '20:26', '20:35', '21:13', '25:18', '27:19'])
  assert.equal(usesOf(facts, 'LIMIT'), ['3:9', '22:29'])
})

test('C: the parameters of a function that returns a function are its own', async () => {
  const { functions } = await factsOf(await analyzerWith(), 'a.c', 'int (*pick(int a, int b))(void) { return 0; }\n')
  assert.equal(
    functions.map(({ name, parameters }) => [name, parameters]),
    [['pick', 2]],
  )
})

test('C: a macro between parameters and body is not the name', async () => {
  const { symbols } = await factsOf(await analyzerWith(), 'a.c', 'static int size(int a) NOTHROW { return a; }\n')
  assert.equal(
    symbols.map(({ kind, name }) => `${kind} ${name}`),
    ['function size'],
  )
})

test.run()
