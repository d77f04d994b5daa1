import { closeSync, ftruncateSync, openSync, symlinkSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { TlcError } from '@tlc/core/system/error'
import { readLines } from '@tlc/core/workspace/line-index'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { type TemporaryProject, temporaryProject } from './_project.ts'

const test = suite<{ project: TemporaryProject }>('core/workspace/line-index')

test.before.each((context) => {
  context.project = temporaryProject()
})
test.after.each(({ project }) => project.remove())

test('a window of a file comes with the number of all its lines', async ({ project }) => {
  project.write('a.py', 'one\ntwo\nthree\nfour\n')
  assert.equal(await readLines({ root: project.root, path: 'a.py', from: 2, to: 3 }), {
    lines: ['two', 'three'],
    total: 4,
    complete: true,
  })
})

test('a last line counts with or without its end, and an empty file has none', async ({ project }) => {
  const all = async (text: string) => {
    project.write('a.py', text)
    const { lines, total } = await readLines({ root: project.root, path: 'a.py', from: 1, to: 100 })
    assert.is(lines.length, total)
    return lines
  }
  assert.equal(await all(''), [])
  assert.equal(await all('\n'), [''])
  assert.equal(await all('a\n\nb'), ['a', '', 'b'])
  assert.equal(await all('a\r\nb\r\n'), ['a', 'b'])
})

test('lines are decoded as the file is', async ({ project }) => {
  const text = 'Grüße 漢字\n🙂 end\nĊ and 上\n'
  const lines = text.trim().split('\n')
  const formats = [
    Buffer.from(text),
    Buffer.from(`\uFEFF${text}`),
    Buffer.from(`\uFEFF${text}`, 'utf16le'),
    Buffer.from(`\uFEFF${text}`, 'utf16le').swap16(),
  ]
  for (const [i, bytes] of formats.entries()) {
    project.write(`${i}.py`, bytes)
    assert.equal((await readLines({ root: project.root, path: `${i}.py`, from: 1, to: 9 })).lines, lines)
    assert.equal((await readLines({ root: project.root, path: `${i}.py`, from: 2, to: 2 })).lines, [lines[1]!])
  }
  project.write('latin.py', Buffer.from('caf\xe9\n', 'latin1'))
  assert.equal((await readLines({ root: project.root, path: 'latin.py', from: 1, to: 1 })).lines, ['café'])
})

test('every window of a file of 100,000 lines is right, wherever it lies', async ({ project }) => {
  const lines = Array.from({ length: 100_000 }, (_, i) => `line ${i + 1} ${'x'.repeat(i % 90)}`)
  project.write('long.py', lines.join('\n'))
  for (const from of [1, 31, 32, 33, 64, 65, 4_999, 50_000, 99_951, 99_999]) {
    const window = await readLines({ root: project.root, path: 'long.py', from, to: from + 49 })
    assert.is(window.total, 100_000)
    assert.equal(window.lines, lines.slice(from - 1, from + 49))
  }
})

test('lines of a UTF-16 file stay right where a line end would be across two characters', async ({ project }) => {
  // U+0A00 and U+000A after each other hold 0A 00 at an odd place.
  const lines = Array.from({ length: 5_000 }, (_, i) => `\u0a00\u010a${i}\u0a0a`)
  for (const swapped of [false, true]) {
    const bytes = Buffer.from(lines.join('\n'), 'utf16le')
    const mark = Buffer.from('\uFEFF', 'utf16le')
    const all = Buffer.concat([mark, bytes])
    project.write('u.py', swapped ? all.swap16() : all)
    const window = await readLines({ root: project.root, path: 'u.py', from: 4_990, to: 5_000 })
    assert.is(window.total, 5_000)
    assert.equal(window.lines, lines.slice(4_989))
  }
})

test('a file of 300 MB is seen by its window, counted further with each call, in little memory', async ({
  project,
}) => {
  const block = Buffer.from(`${'0123456789abcde'.repeat(4)}\n`.repeat(16_384))
  const file = openSync(join(project.root, 'big.log'), 'w')
  let bytes = 0
  for (; bytes < 300 * 1024 * 1024; bytes += block.length) writeSync(file, block)
  closeSync(file)
  const before = process.memoryUsage().rss
  const first = await readLines({ root: project.root, path: 'big.log', from: 1, to: 40 })
  assert.is(first.lines.length, 40)
  assert.is(first.complete, false)
  const total = bytes / 61
  const far = await readLines({ root: project.root, path: 'big.log', from: total - 1, to: total + 10 })
  assert.equal([far.lines.length, far.total], [2, total])
  assert.ok(process.memoryUsage().rss - before < 60 * 1024 * 1024)
})

test('a single line of many megabytes is cut', async ({ project }) => {
  project.write('one.js', `${'é'.repeat(3_000_000)}\nnext`)
  const { lines, total } = await readLines({ root: project.root, path: 'one.js', from: 1, to: 2 })
  assert.is(total, 2)
  assert.is(lines[0]!.length, 8 * 1024 + 1)
  assert.ok(lines[0]!.endsWith('é…'))
  assert.is(lines[1], 'next')
})

test('a changed file is counted anew', async ({ project }) => {
  project.write('a.py', 'one\n')
  await readLines({ root: project.root, path: 'a.py', from: 1, to: 9 })
  project.write('a.py', 'uno\ndue\n')
  assert.equal((await readLines({ root: project.root, path: 'a.py', from: 1, to: 9 })).lines, ['uno', 'due'])
})

test('windows asked for at the same time do not disturb each other', async ({ project }) => {
  const lines = Array.from({ length: 60_000 }, (_, i) => `${i + 1}`)
  project.write('a.py', lines.join('\n'))
  const windows = await Promise.all(
    [1, 20_000, 40_000, 59_990].map((from) => readLines({ root: project.root, path: 'a.py', from, to: from + 5 })),
  )
  assert.equal(
    windows.map((window) => window.lines[0]),
    ['1', '20000', '40000', '59990'],
  )
  assert.is(windows[3]?.total, 60_000)
})

test('what is no text is told, and what is not in the project is refused', async ({ project }) => {
  const { root } = project
  const file = openSync(join(root, 'sparse.py'), 'w')
  ftruncateSync(file, 300 * 1024 * 1024)
  closeSync(file)
  symlinkSync('/etc/passwd', join(root, 'out'))
  const skipped = async (path: string) => (await readLines({ root, path, from: 1, to: 5 })).skipped
  assert.is(await skipped('sparse.py'), 'binary')
  assert.is(await skipped('none.py'), 'vanished')
  assert.is(await skipped('.'), 'not-a-file')
  for (const path of ['../x', 'out', '/etc/passwd']) {
    const thrown = await skipped(path).catch((fault) => fault)
    assert.ok(thrown instanceof TlcError && thrown.code === 'path/outside')
  }
})

test('an abort ends the reading of a long file', async ({ project }) => {
  project.write('a.py', 'x\n'.repeat(5_000_000))
  const abort = new AbortController()
  const reading = readLines({ root: project.root, path: 'a.py', from: 1, to: 5_000_000, signal: abort.signal })
  const reason = new Error('scrolled on')
  abort.abort(reason)
  assert.is(await reading.catch((thrown) => thrown), reason)
})

test.run()
