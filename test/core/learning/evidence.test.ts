import type { FileChange } from '@tlc/core/learning/contract'
import { changesFor, fileChange, kindOf, sameChange, summaryOf, tellingCommands } from '@tlc/core/learning/evidence'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite('core/learning/evidence')
const changed = (path: string, before: string | null, after: string | null): FileChange =>
  fileChange(path, before, after)
const kind = (files: FileChange[], commands: string[] = []) => kindOf({ files, commands })

test('manifests and installs are dependencies', () => {
  assert.is(kind([], ['pip install pyyaml']), 'dependency')
  assert.is(kind([changed('web/package.json', '{}', '{"a":1}')], []), 'dependency')
  assert.is(kind([changed('Cargo.toml', '', 'a = 1\n'), changed('Cargo.lock', 'a', 'b')]), 'dependency')
  assert.is(kind([changed('go.mod', 'a\n', 'b\n'), changed('a.go', 'x\n', 'import "b"\nx\n')]), 'dependency')
})

test('nothing but lines that import is an import', () => {
  assert.is(kind([changed('a.py', 'x\n', 'import os\nx\n')]), 'import')
  assert.is(kind([changed('a.go', 'import "fmt"\n', 'import (\n\t"fmt"\n\t"strings"\n)\n')]), 'import')
  assert.is(kind([changed('a.py', 'x\n', 'import os\nos.x\n')]), 'code')
})

test('other files are configuration, no file at all is a command', () => {
  assert.is(kind([changed('config.yml', 'a: 1\n', 'a: 2\n')]), 'configuration')
  assert.is(kind([], ['chmod +x run.sh']), 'command')
})

test('only commands that change things are told, the command itself is not', () => {
  const ran = ['ls -l', 'pip install x', 'git status', 'npm test', 'mkdir data', 'pip install x', 'cargo add serde']
  assert.equal(tellingCommands(ran, 'cargo add serde'), ['pip install x', 'mkdir data'])
})

test('two changes are the same by their install, or by half of their changed words', () => {
  const guard = { files: [changed('a.py', 'f(x)\n', 'if x:\n    f(x)\n')], commands: [] }
  const again = { files: [changed('b.py', 'f(x)\n', 'if x:\n  f(x)\n')], commands: [] }
  const other = { files: [changed('a.py', 'f(x)\n', 'cache.clear()\nf(x)\n')], commands: [] }
  assert.ok(sameChange(guard, again))
  assert.not(sameChange(guard, other))
  assert.ok(sameChange({ files: [], commands: ['npm i a'] }, { ...guard, commands: ['npm i a'] }))
  assert.not(sameChange({ files: [], commands: [] }, { files: [], commands: [] }))
})

test('of a change that mended several errors each gets that of its own file, packages concern all', () => {
  const change = {
    files: [changed('src/a.py', '1', '2'), changed('src/b.py', '1', '2'), changed('package.json', '1', '2')],
    commands: [],
  }
  assert.equal(
    changesFor('shop/src/a.py main', change).files.map(({ path }) => path),
    ['src/a.py', 'package.json'],
  )
  assert.is(changesFor('elsewhere.py', change).files.length, 3)
  assert.is(changesFor('', change).files.length, 3)
})

test('the summary says what to do in one line', () => {
  const say = (files: FileChange[], commands: string[] = []) =>
    summaryOf({ files, commands, kind: kind(files, commands) })
  assert.is(say([], ['pip install a']), 'Run `pip install a`')
  assert.is(say([changed('a.py', 'f(1)\n', 'f(2)\n')]), 'In a.py: `f(1)` → `f(2)`')
  assert.is(say([changed('a.py', 'x\n', 'x\nlast()\n')]), 'In a.py: add `last()`')
  assert.is(say([changed('a.py', 'x\nlast()\n', 'x\n')]), 'In a.py: remove `last()`')
  assert.is(say([changed('data.json', null, '{}\n'), changed('b.json', null, '{}\n')]), 'Add data.json (and 1 more)')
  assert.is(say([{ path: 'a.bin', change: 'changed', added: 0, deleted: 0, excerpt: '' }]), 'Change a.bin')
})

test('a diff that would take long is told by its path alone', () => {
  const lines = (from: number) => Array.from({ length: 30_000 }, (_, i) => `${from + i}`).join('\n')
  assert.equal(fileChange('a.txt', lines(0), lines(1_000_000)), {
    path: 'a.txt',
    change: 'changed',
    added: 0,
    deleted: 0,
    excerpt: '',
  })
})

test.run()
