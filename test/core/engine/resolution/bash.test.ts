import * as assert from 'uvu/assert'
import { answersSuite } from '../_places.ts'

const FILES = {
  'lib/log.sh': ['log() {', '  local level=$1', '  name=$level', '  echo "$level $name"', '}', 'name=none', ''].join(
    '\n',
  ),
  'lib/shelf.sh': 'find_row() { log=1; echo "$log"; }\nlog() { level=3; echo "$level"; }\n',
  'main.sh': [
    '#!/bin/bash',
    'source "$DIR/lib/log.sh"',
    'level=2',
    'greet() {',
    '  local who',
    '  who=$1',
    '  for name in a b; do log "$name"; done',
    '}',
    'greet "$who" | log "$level"',
    'find_row',
    '',
  ].join('\n'),
}

const test = answersSuite('core/engine/resolution/bash', FILES)

test('a variable is the script’s unless its function says that it is local', async ({ definition, references }) => {
  assert.equal(await references('lib/log.sh:2:9'), [
    'lib/log.sh:2:9 certain',
    'lib/log.sh:3:9 certain',
    'lib/log.sh:4:10 certain',
  ])
  assert.equal(await definition('main.sh:6:3'), ['main.sh:6:3 certain'])
  assert.equal(await references('main.sh:5:9'), ['main.sh:5:9 certain', 'main.sh:6:3 certain'])
  assert.equal(await definition('main.sh:9:9'), [])
  assert.equal(await definition('main.sh:9:22'), ['main.sh:3:1 certain'])
})

test('a sourced script brings its functions, and a namesake of another is none of them', async ({
  definition,
  references,
}) => {
  assert.equal(await definition('main.sh:7:24'), ['lib/log.sh:1:1 certain'])
  assert.equal(await references('lib/log.sh:1:1'), [
    'lib/log.sh:1:1 certain',
    'main.sh:7:23 certain',
    'main.sh:9:16 certain',
  ])
  assert.equal(await definition('main.sh:9:1'), ['main.sh:4:1 certain'])
})

test('a function and a variable of one name are two things', async ({ definition, references }) => {
  assert.equal(await definition('lib/shelf.sh:1:28'), ['lib/shelf.sh:1:14 certain'])
  assert.equal(await references('lib/shelf.sh:2:1'), ['lib/shelf.sh:2:1 certain'])
})

test('the only function of a name is likely the one that is called', async ({ definition, references }) => {
  assert.equal(await definition('main.sh:10:1'), ['lib/shelf.sh:1:1 likely'])
  assert.equal(await references('lib/shelf.sh:1:1'), ['lib/shelf.sh:1:1 certain', 'main.sh:10:1 likely'])
})

test.run()
