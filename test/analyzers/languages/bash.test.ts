import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { analyzerWith, factsOf, functionLines, importLines, outline, usesOf } from '../../helpers/outline.ts'

const test = suite('analyzers/languages/bash')

const SOURCE = `#!/usr/bin/env bash
source lib/common.sh
. ./env
LIMIT=3
name="x"

# Finds one.
find_one() {
  local key=$1
  if [[ $key == a && -n $name ]]; then
    echo "$key"
  elif test -z "$key"; then
    return 1
  else
    for i in 1 2 3; do
      while read -r line; do echo "$line" || exit 1; done
    done
  fi
  case $key in
    a) find_one b ;;
    *) ;;
  esac
}
function other { PATH=/bin find_one "$LIMIT"; }
`

const facts = await factsOf(await analyzerWith(), 'a.sh', SOURCE)

test('Bash: a file is parsed without an error', () => {
  assert.is(facts.language, 'bash')
  assert.is(facts.syntaxErrors, 0)
  assert.equal([facts.lines, facts.code, facts.comments, facts.blank], [24, 21, 2, 1])
})

test('Bash: definitions have their kind, container, head, comment and visibility', () => {
  assert.equal(outline(facts), [
    'constant LIMIT 4-4 | LIMIT=3',
    'variable name 5-5 | name="x"',
    'function find_one 8-23 | find_one() | Finds one.',
    'function other 24-24 | function other',
  ])
})

test('Bash: imports name the module and what they bind', () => {
  assert.equal(importLines(facts), ['2 lib/common.sh: ', '3 ./env: '])
})

test('Bash: functions have the figures that were counted by hand', () => {
  assert.equal(functionLines(facts), [
    'find_one 8-23: cyclomatic 9, cognitive 12, nesting 3, 0 parameters, 16 lines',
    'other 24-24: cyclomatic 1, cognitive 0, nesting 0, 0 parameters, 1 lines',
  ])
})

test('Bash: every use of a name has its place, and none of those in comments', () => {
  assert.equal(usesOf(facts, 'key'), ['9:9', '10:10', '11:12', '12:18', '19:9'])
  assert.equal(usesOf(facts, 'find_one'), ['20:8', '24:28'])
})

test.run()
