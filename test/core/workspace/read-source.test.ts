import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, closeSync, ftruncateSync, mkdirSync, openSync, symlinkSync, writeSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { readSource } from '@tlc/core/workspace/read-source'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { type TemporaryProject, temporaryProject } from './_project.ts'

const test = suite<{ project: TemporaryProject; read(data: string | Uint8Array): ReturnType<typeof readSource> }>(
  'core/workspace/read-source',
)

test.before.each((context) => {
  const project = temporaryProject()
  context.project = project
  context.read = (data) => {
    project.write('file.py', data)
    return readSource(join(project.root, 'file.py'))
  }
})
test.after.each(({ project }) => project.remove())

test('a file comes with text, hash, size and time', ({ read }) => {
  const text = 'print("grüße")\n'
  const source = read(text)
  assert.is(source.text, text)
  assert.is(source.skipped, null)
  assert.is(source.hash, createHash('sha1').update(text).digest('hex'))
  assert.is(source.bytes, Buffer.byteLength(text))
  assert.ok(source.mtimeMs > 0)
})

test('an empty file is text', ({ read }) => {
  assert.is(read('').text, '')
})

test('bytes that are known are not decoded', ({ read, project }) => {
  const { hash } = read('x = 1')
  const again = readSource(join(project.root, 'file.py'), { knownHash: hash })
  assert.equal([again.text, again.skipped, again.hash], [null, null, hash])
})

test('a byte order mark is no part of the text', ({ read }) => {
  const text = 'x = "漢"\n'
  assert.is(read(`\uFEFF${text}`).text, text)
  assert.is(read(Buffer.from(`\uFEFF${text}`, 'utf16le')).text, text)
  assert.is(read(Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()).text, text)
})

test('UTF-16 without a mark is told by its zeros', ({ read }) => {
  const text = 'def greet(name):\n    return f"hello {name}"\n'
  assert.is(read(Buffer.from(text, 'utf16le')).text, text)
  assert.is(read(Buffer.from(text, 'utf16le').swap16()).text, text)
})

test('a long UTF-16 text is text wherever its pairs of surrogates fall', ({ read }) => {
  for (const start of ['', 'x'])
    assert.is(read(Buffer.from(`\uFEFF${start}${'🙂\n漢'.repeat(4_000)}`, 'utf16le')).skipped, null)
})

test('Latin-1 and Windows-1252 are decoded', ({ read }) => {
  assert.is(read(Buffer.from('# caf\xe9 na\xefve\n', 'latin1')).text, '# café naïve\n')
  assert.is(read(Buffer.from('# \x93quoted\x94 \x80 5\n', 'latin1')).text, '# “quoted” € 5\n')
})

test('a mark whose promise is not kept is an encoding fault', ({ read }) => {
  assert.is(read(Buffer.from([0xef, 0xbb, 0xbf, 0x61, 0xff, 0xfe])).skipped, 'encoding')
  assert.is(read(Buffer.from([0xff, 0xfe, 0x61])).skipped, 'encoding')
  assert.is(read(Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x61, 0x00, 0x61, 0x00])).skipped, 'encoding')
})

test('binary content with the name of a source is binary', ({ read }) => {
  const elf = Buffer.concat([Buffer.from('\x7fELF\x02\x01\x01\0', 'latin1'), Buffer.alloc(4_000, 7)])
  assert.is(read(elf).skipped, 'binary')
  assert.is(read(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13])).skipped, 'binary')
  const noise = Buffer.alloc(10_000)
  for (let i = 0, state = 1; i < noise.length; i += 1) {
    state = (state * 1103515245 + 12345) & 0x7fffffff
    noise[i] = 1 + ((state >> 16) % 255)
  }
  assert.is(read(noise).skipped, 'binary')
  assert.ok(read(elf).hash.length === 40)
})

test('terminal colours and form feeds do not make a text binary', ({ read }) => {
  assert.is(read('\x1b[31mred\x1b[0m\f\n'.repeat(100)).skipped, null)
})

test('a line of 2 MB is minified, and so are long lines throughout; one long line among others is not', ({ read }) => {
  assert.is(read('x'.repeat(2 * 1024 * 1024 - 10)).skipped, 'minified')
  assert.is(read(`${'y=1;'.repeat(1_000)}\n`.repeat(20)).skipped, 'minified')
  assert.is(read(`data = "${'z'.repeat(20_000)}"\n${'x = 1\n'.repeat(2_000)}`).skipped, null)
  assert.is(read('x'.repeat(10_000)).skipped, null)
})

test('a notebook with pictures is not minified', ({ project }) => {
  project.write(
    'plot.ipynb',
    JSON.stringify({ cells: [{ cell_type: 'code', outputs: [{ data: { 'image/png': 'A'.repeat(50_000) } }] }] }),
  )
  assert.is(readSource(join(project.root, 'plot.ipynb')).skipped, null)
})

test('a file of 300 MB is listed at once and none of it is read', ({ project }) => {
  const path = join(project.root, 'big.py')
  const file = openSync(path, 'w')
  ftruncateSync(file, 300 * 1024 * 1024)
  closeSync(file)
  const before = process.memoryUsage().rss
  const source = readSource(path)
  assert.equal([source.skipped, source.hash, source.bytes], ['too-large', '', 300 * 1024 * 1024])
  assert.ok(process.memoryUsage().rss - before < 10 * 1024 * 1024)
})

test('a file that is larger than it says is cut off at the limit', () => {
  const endless = readSource('/proc/kallsyms', { maxBytes: 10_000 })
  assert.is(endless.skipped, 'too-large')
  assert.match(endless.message, /10000 bytes/)
  const small = readSource('/proc/self/status')
  assert.match(small.text ?? '', /^Name:/)
})

test('what is gone, a folder, a link, a pipe and a socket are told apart from text and never waited for', async ({
  project,
}) => {
  const { root } = project
  mkdirSync(join(root, 'folder'))
  execFileSync('mkfifo', [join(root, 'pipe')])
  project.write('a.py', '')
  symlinkSync('a.py', join(root, 'link'))
  const server = createServer().listen(join(root, 'socket'))
  await new Promise((resolve) => server.once('listening', resolve))
  const reasons = ['none', 'a.py/none', 'folder', 'pipe', 'link', 'socket'].map(
    (name) => readSource(join(root, name)).skipped,
  )
  assert.equal(reasons, ['vanished', 'vanished', 'not-a-file', 'not-a-file', 'not-a-file', 'not-a-file'])
  assert.is(readSource('/dev/zero').skipped, 'not-a-file')
  await new Promise((resolve) => server.close(resolve))
})

test('a file without the right to read is unreadable', ({ project }) => {
  project.write('shut.py', 'secret')
  chmodSync(project.root, 0o755)
  chmodSync(join(project.root, 'shut.py'), 0o000)
  const program = `
    import { readSource } from '@tlc/core/workspace/read-source'
    if (process.getuid() === 0) process.setuid(65534)
    console.log(readSource(${JSON.stringify(join(project.root, 'shut.py'))}).skipped)`
  const child = spawnSync(process.execPath, [...process.execArgv, '--input-type=module', '-e', program], {
    encoding: 'utf8',
  })
  assert.is(child.stdout.trim(), 'unreadable', child.stderr)
})

test('a file that grows after it was opened is read to its new end', ({ project }) => {
  project.write('log.py', 'a = 1\n')
  const file = openSync(join(project.root, 'log.py'), 'a')
  const first = readSource(join(project.root, 'log.py'))
  writeSync(file, 'b = 2\n')
  closeSync(file)
  const second = readSource(join(project.root, 'log.py'))
  assert.is(second.text, 'a = 1\nb = 2\n')
  assert.is.not(first.hash, second.hash)
})

test.run()
