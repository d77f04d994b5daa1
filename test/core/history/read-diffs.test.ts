import { chmodSync, existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type CommitDiff, readDiffs } from '@tlc/core/history/read-diffs'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { type TemporaryRepository, temporaryRepository } from './_repository.ts'

const test = suite<{ repository: TemporaryRepository }>('core/history/read-diffs')

test.before.each((context) => {
  context.repository = temporaryRepository()
})
test.after.each(({ repository }) => repository.remove())

async function diffOf({ root }: TemporaryRepository, hash: string): Promise<CommitDiff> {
  const diff = (await readDiffs(root, [hash])).get(hash)
  assert.ok(diff, 'a diff of the commit')
  return diff!
}

test('a commit says its whole message, and each file the lines that went and came with where they stand', async ({
  repository,
}) => {
  repository.write('shop/cart.py', 'def total(items):\n    a = 1\n    b = 2\n    return sum(items)\n')
  repository.commit('Begin')
  repository.write('shop/cart.py', 'def total(items):\n    a = 1\n    b = 2\n    return sum(items) + tax\n')
  const hash = repository.commit('Add the tax\n\nThe sum was short by it.\n\n# Not a heading of ours')
  const { message, files } = await diffOf(repository, hash)
  assert.is(message.trim(), 'Add the tax\n\nThe sum was short by it.\n\n# Not a heading of ours')
  assert.equal(files, [
    { path: 'shop/cart.py', lines: ['@@ def total(items):', '-    return sum(items)', '+    return sum(items) + tax'] },
  ])
})

test('the first commit, a file that goes and one that moves are told', async ({ repository }) => {
  repository.write('a.txt', 'one\ntwo\nthree\nfour\nfive\n')
  const first = repository.commit('First')
  repository.git('mv', 'a.txt', 'b.txt')
  repository.write('b.txt', 'one\ntwo\nthree\nfour\nsix\n')
  const moved = repository.commit('Moved')
  repository.git('rm', '-q', 'b.txt')
  const gone = repository.commit('Gone')
  const diffs = await readDiffs(repository.root, [gone, moved, first])
  assert.equal(
    [first, moved, gone].map((hash) => diffs.get(hash)!.files.map(({ path, lines }) => [path, lines.length])),
    [[['a.txt', 5]], [['b.txt', 3]], [['b.txt', 5]]],
  )
})

test('lines that look like headers of a patch are lines', async ({ repository }) => {
  repository.write('a.sql', 'SELECT 1\n')
  repository.commit('Begin')
  repository.write('a.sql', '-- old note\n++ odd\nSELECT 1\n')
  repository.commit('Note')
  repository.write('a.sql', 'SELECT 1\n@@ -1 +1 @@\n')
  const { files } = await diffOf(repository, repository.commit('Without'))
  assert.equal(
    files.map(({ path, lines }) => [path, lines.filter((line) => !line.startsWith('@@'))]),
    [['a.sql', ['--- old note', '-++ odd', '+@@ -1 +1 @@']]],
  )
})

test('odd names of files are read as they are', async ({ repository }) => {
  const names = ['-dash.txt', 'a "quoted".txt', 'new\nline.txt', 'tab\there.txt', 'größe.txt', 'with space.txt']
  for (const name of names) repository.write(name, 'text\n')
  const { files } = await diffOf(repository, repository.commit('Odd'))
  assert.equal(files.map(({ path }) => path).sort(), [...names].sort())
})

test('a binary file has no lines, and of a huge diff the beginning is kept', async ({ repository }) => {
  repository.write('image.bin', Buffer.from([0, 1, 2, 3, 0, 255, 10, 0]))
  repository.write('long.txt', 'x'.repeat(900_000))
  repository.write('many.txt', 'a line of a long file\n'.repeat(40_000))
  repository.write('huge.txt', 'a line of five megabytes\n'.repeat(200_000))
  const { files } = await diffOf(repository, repository.commit('Much'))
  assert.ok(!files.some(({ path }) => path === 'image.bin'))
  // One word without an end: no part of it is kept.
  assert.equal(files.find(({ path }) => path === 'long.txt')!.lines, [''])
  assert.ok(files.find(({ path }) => path === 'many.txt')!.lines.length <= 61)
  assert.ok(JSON.stringify(files).length < 10_000)
})

test('files that are skipped are left out, and of a hundred files the first are told', async ({ repository }) => {
  for (let i = 0; i < 100; i++) repository.write(`f${i}.txt`, `${i}\n`)
  const hash = repository.commit('Many')
  const diffs = await readDiffs(repository.root, [hash], { skips: (path) => path.endsWith('0.txt') })
  const { files } = diffs.get(hash)!
  assert.is(files.length, 12)
  assert.ok(files.every(({ path }) => !path.endsWith('0.txt')))
})

test('nothing that the repository configures is run', async ({ repository }) => {
  const { root } = repository
  repository.write('run.sh', `#!/bin/sh\ntouch "${root}/ran"\ncat "$1"\n`)
  chmodSync(join(root, 'run.sh'), 0o755)
  repository.write('.gitattributes', '*.txt diff=evil filter=evil\n')
  for (const [name, value] of [
    ['diff.external', join(root, 'run.sh')],
    ['diff.evil.textconv', join(root, 'run.sh')],
    ['diff.evil.command', join(root, 'run.sh')],
    ['diff.evil.xfuncname', '.*'],
    ['core.pager', join(root, 'run.sh')],
    ['color.ui', 'always'],
    ['diff.noprefix', 'false'],
    ['diff.mnemonicPrefix', 'true'],
  ])
    repository.git('config', name!, value!)
  repository.write('a.txt', 'secret of a\n')
  const hash = repository.commit('Hostile')
  const { files } = await diffOf(repository, hash)
  assert.not(existsSync(join(root, 'ran')))
  assert.equal(files.find(({ path }) => path === 'a.txt')!.lines, ['+secret of a'])
})

test('commits that are not there, names that are none and a folder without git give nothing', async ({
  repository,
}) => {
  repository.write('a.txt', 'a\n')
  const hash = repository.commit('There')
  const missing = 'f'.repeat(40)
  const diffs = await readDiffs(repository.root, [missing, hash, '--output=/etc/x', 'HEAD'])
  assert.equal([...diffs.keys()], [hash])
  assert.is((await readDiffs('/', [hash])).size, 0)
  assert.is((await readDiffs(repository.root, [])).size, 0)
})

test('a commit whose objects are missing is left out, and those after it are told', async ({ repository }) => {
  const hashes: string[] = []
  for (const name of ['a', 'b', 'c', 'd']) {
    repository.write(`${name}.txt`, `words of ${name}\n`)
    hashes.push(repository.commit(name))
  }
  const blob = repository.git('rev-parse', `${hashes[1]}:b.txt`)
  rmSync(join(repository.root, '.git/objects', blob.slice(0, 2), blob.slice(2)))
  const diffs = await readDiffs(repository.root, hashes)
  assert.equal([...diffs.keys()], [hashes[0], hashes[2], hashes[3]])
  assert.equal(diffs.get(hashes[3]!)!.files, [{ path: 'd.txt', lines: ['+words of d'] }])
})

test('who cancels is told', async ({ repository }) => {
  repository.write('a.txt', 'a\n')
  const hash = repository.commit('There')
  const outcome = await readDiffs(repository.root, [hash], { signal: AbortSignal.abort() }).catch(({ name }) => name)
  assert.is(outcome, 'AbortError')
})

test.run()
