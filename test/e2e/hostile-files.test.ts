import { closeSync, ftruncateSync, mkdirSync, openSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { analyse, functionNames, inFolder, put, reasons, tlc } from '../helpers/hostile.ts'

const test = suite('e2e/hostile-files')

const DEEP = 10_000

test('what cannot be analysed is named with its reason, and everything beside it is analysed', () =>
  inFolder(async (root) => {
    put(root, 'good.py', 'def good(text):\n    return eval(text)\n')
    put(root, 'binary.py', Buffer.from(Array.from({ length: 20_000 }, (_, i) => i % 256)))
    put(root, 'line.js', `var x = 0${'+f(1)'.repeat(400_000)}\n`)
    put(
      root,
      'torn.py',
      Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('def torn(): pass\n', 'utf16le'), Buffer.of(1)]),
    )
    put(root, 'latin.py', Buffer.from('# caf\xe9\ndef latin(): pass\n', 'latin1'))
    put(root, 'wide.py', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('def wide(): pass\n', 'utf16le')]))
    put(root, 'empty.py', '')
    const giant = openSync(join(root, 'giant.py'), 'w')
    ftruncateSync(giant, 300 * 1024 * 1024)
    closeSync(giant)
    mkdirSync(join(root, 'sub'))
    for (const [path, target] of [
      ['up', '..'],
      ['self', '.'],
      ['sub/again', '../sub'],
      ['ring-a', 'ring-b'],
      ['ring-b', 'ring-a'],
      ['out', '/etc/passwd'],
    ] as const) {
      symlinkSync(target, join(root, path))
    }
    const report = await analyse(root)
    const { out, ...loops } = reasons(report)
    assert.equal(loops, {
      'binary.py': 'binary',
      'giant.py': 'too-large',
      'line.js': 'minified',
      'torn.py': 'encoding',
      up: 'symlink-loop',
      self: 'symlink-loop',
      'sub/again': 'symlink-loop',
      'ring-a': 'symlink-loop',
      'ring-b': 'symlink-loop',
    })
    assert.ok(out)
    assert.equal(functionNames(report), {
      'empty.py': [],
      'good.py': ['good'],
      'latin.py': ['latin'],
      'wide.py': ['wide'],
    })
    assert.equal(
      report.findings.map(({ path, rule }) => `${path} ${rule}`),
      ['good.py security/eval-call'],
    )
    const people = (await tlc(['analyze', root])).out
    assert.match(people, /^ {2}1 too-large: giant\.py$/m)
    assert.match(people, /^ {2}1 binary: binary\.py$/m)
    assert.match(people, /^ {2}5 symlink-loop: \S+, \S+, \S+, …$/m)
  }))

test('10,000 nested brackets, open ones and 10,000 nested definitions are analysed with what comes after them', () =>
  inFolder(async (root) => {
    put(root, 'closed.py', `x = ${'(\n'.repeat(DEEP)}1${')\n'.repeat(DEEP)}\ndef after(): pass\n`)
    put(root, 'closed.js', `x = ${'[\n'.repeat(DEEP)}1${']\n'.repeat(DEEP)}\nfunction after() {}\n`)
    put(root, 'open.js', `function before() {}\nx = ${'[\n'.repeat(DEEP)}`)
    put(root, 'nested.ts', `${'function f() {\n'.repeat(DEEP)}${'}\n'.repeat(DEEP)}`)
    put(root, 'Nested.java', `${'class Outer {\n'.repeat(DEEP)}int f() { return 1; }${'}\n'.repeat(DEEP)}`)
    put(root, 'good.py', 'def good(): pass\n')
    const report = await analyse(root)
    assert.equal(report.skipped, [])
    const names = functionNames(report)
    assert.equal(names['closed.py'], ['after'])
    assert.equal(names['closed.js'], ['after'])
    assert.equal(names['open.js'], ['before'])
    assert.is(names['nested.ts']?.length, DEEP)
    assert.equal(names['Nested.java'], ['f'])
    assert.equal(names['good.py'], ['good'])
  }))

test('a file with more facts than are kept says so, and the symbols of the others are found', () =>
  inFolder(async (root) => {
    put(root, 'endless.py', Array.from({ length: 120_000 }, (_, i) => `v${i}=w\n`).join(''))
    put(root, 'good.py', 'def good(): pass\n')
    const { findings } = await analyse(root)
    assert.equal(
      findings.map(({ path, rule, message }) => [path, rule, message]),
      [
        [
          'endless.py',
          'analysis/limited',
          'The file holds more than is kept of one file: 20000 of 120000 symbols, 200000 of 240000 references',
        ],
      ],
    )
    const { out } = await tlc(['symbols', root, '--json'])
    const names = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).name)
    assert.is(names.length, 20_001)
    assert.ok(names.includes('good'))
  }))

test('a project of 100,000 files is analysed whole, and is whole after a restart', () =>
  inFolder(async (root) => {
    for (let folder = 0; folder < 1000; folder++) {
      mkdirSync(join(root, `d${folder}`))
      for (let file = 0; file < 100; file++)
        writeFileSync(join(root, `d${folder}/f${file}.py`), `def f${file}(): pass\n`)
    }
    const report = await analyse(root)
    assert.is(report.files.length, 100_000)
    assert.equal(report.skipped, [])
    assert.ok(report.files.every(({ functions }) => functions.length === 1))
    const status = JSON.parse((await tlc(['status', root, '--json'])).out)
    assert.equal([status.files, status.indexed], [100_000, true])
    await tlc(['stop', root])
    assert.is((await analyse(root)).files.length, 100_000)
  }))

test.run()
