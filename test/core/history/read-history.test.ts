import { execFileSync } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { changesOf, readAll, repositoryAt, type TemporaryRepository, temporaryRepository } from './_repository.ts'

const test = suite<{ repository: TemporaryRepository }>('core/history/read-history')

test.before.each((context) => {
  context.repository = temporaryRepository()
})
test.after.each(({ repository }) => repository.remove())

test('commits come newest first with author, time, subject and counted lines', async ({ repository }) => {
  repository.write('a.txt', 'one\ntwo\n')
  repository.commit('First', { author: 'Zoë Ödegård', email: 'z@example.org', day: '01-02' })
  repository.write('a.txt', 'one\n2\nthree\n')
  repository.write('b.bin', Buffer.from([0, 1, 2, 0]))
  const second = repository.commit('Second: “quotes” & <angles>\n\nA body that is not the subject.', { day: '02-03' })
  const { all, ...result } = await readAll(repository.root)
  assert.equal(result, { state: 'read', commits: 2, head: second, degraded: false, rewritten: false, message: '' })
  assert.is(all[0]?.hash, second)
  assert.is(all[0]?.subject, 'Second: “quotes” & <angles>')
  assert.equal(changesOf(all[0]!), ['a.txt +2 -1', 'b.bin +? -?'])
  assert.is(all[1]?.author, 'Zoë Ödegård')
  assert.is(all[1]?.email, 'z@example.org')
  assert.is(all[1]?.at, Date.parse('2024-01-02T12:00:00Z'))
  assert.equal(changesOf(all[1]!), ['a.txt +2 -0'])
})

test('renames name both paths, also when the content changed and the folder moved', async ({ repository }) => {
  const text = Array.from({ length: 40 }, (_, i) => `line ${i}\n`).join('')
  repository.write('src/old.txt', text)
  repository.commit('Add')
  repository.git('rm', '-q', '--cached', 'src/old.txt')
  rmSync(join(repository.root, 'src'), { recursive: true })
  repository.write('lib/new.txt', `${text}one more\n`)
  repository.commit('Move', { day: '01-02' })
  const { all } = await readAll(repository.root)
  assert.equal(changesOf(all[0]!), ['src/old.txt → lib/new.txt +1 -0'])
})

test('paths with line feeds, tabs, quotes, arrows, colons and emoji arrive as they are', async ({ repository }) => {
  const paths = [
    'line\nfeed',
    'tab\there',
    'quo"te\'s',
    'a => b',
    ':100644 x M',
    '1\t1\tfake',
    ' leading',
    '🙂/漢字.txt',
    '-n',
  ]
  for (const path of paths) repository.write(path, 'x\n')
  repository.commit('Odd names')
  repository.git('mv', '--', 'tab\there', 'a\n{b => c}')
  repository.commit('Rename an odd name', { day: '01-02' })
  const { all } = await readAll(repository.root)
  assert.equal(all[1]?.changes.map(({ path }) => path).sort(), paths.toSorted())
  assert.ok(all[1]?.changes.every(({ added, deleted }) => added === 1 && deleted === 0))
  assert.equal(changesOf(all[0]!), ['tab\there → a\n{b => c} +0 -0'])
})

test('a merge is a commit without changes, so that nothing counts twice', async ({ repository }) => {
  repository.write('a.txt', 'a\n')
  repository.commit('Base')
  repository.git('checkout', '-q', '-b', 'side')
  repository.write('side.txt', 's\n')
  repository.commit('Side', { day: '01-02' })
  repository.git('checkout', '-q', 'main')
  repository.write('main.txt', 'm\n')
  repository.commit('Main', { day: '01-03' })
  repository.git('-c', 'user.name=Ann', '-c', 'user.email=a@b', 'merge', '-q', '--no-ff', '-m', 'Merge', 'side')
  const { all } = await readAll(repository.root)
  assert.equal(
    all.map(({ parents, changes }) => [parents, changes.length]),
    [
      [2, 0],
      [1, 1],
      [1, 1],
      [0, 1],
    ],
  )
})

test('every child comes before its parents, whatever the clocks said', async ({ repository }) => {
  const days = ['05-01', '01-01', '09-01', '02-01', '08-01']
  const hashes = days.map((day, i) => {
    repository.write('a.txt', `${i}\n`)
    return repository.commit(`c${i}`, { day })
  })
  const { all } = await readAll(repository.root)
  assert.equal(
    all.map(({ hash }) => hash),
    hashes.toReversed(),
  )
})

test('.mailmap joins the names of one person', async ({ repository }) => {
  repository.write('.mailmap', 'Ann Example <ann@example.org> Annie <annie@old.example.org>\n')
  repository.commit('As Annie', { author: 'Annie', email: 'annie@old.example.org' })
  repository.commit('As Ann', { author: 'Ann Example', email: 'ann@example.org', day: '01-02' })
  const { all } = await readAll(repository.root)
  assert.equal(
    all.map(({ author, email }) => `${author} ${email}`),
    ['Ann Example ann@example.org', 'Ann Example ann@example.org'],
  )
})

test('a name that one machine composes and another does not is one person', async ({ repository }) => {
  for (const form of ['NFC', 'NFD']) repository.commit(form, { author: 'Daniel Neuhäuser'.normalize(form) })
  const { all } = await readAll(repository.root)
  assert.is(all.length, 2)
  assert.is(all[0]?.author, all[1]?.author)
})

test('only what is new is read when the head grew', async ({ repository }) => {
  repository.write('a.txt', 'a\n')
  const since = repository.commit('First')
  repository.write('a.txt', 'b\n')
  const head = repository.commit('Second', { day: '01-02' })
  const grown = await readAll(repository.root, { since })
  assert.equal([grown.commits, grown.head, grown.all.map(({ subject }) => subject)], [1, head, ['Second']])
  const same = await readAll(repository.root, { since: head })
  assert.equal([same.state, same.commits, same.head, same.rewritten], ['read', 0, head, false])
})

test('a rewritten history is recognised, also when its old head is gone for good', async ({ repository }) => {
  repository.write('a.txt', 'a\n')
  repository.commit('Base')
  const before = repository.commit('Dropped', { day: '01-02' })
  repository.git('reset', '-q', '--hard', 'HEAD~1')
  repository.commit('Instead', { day: '01-03' })
  assert.is((await readAll(repository.root, { since: before })).rewritten, true)
  assert.is((await readAll(repository.root, { since: '1'.repeat(40) })).rewritten, true)
})

test('a project inside a larger repository has the history of its own folder, by its own paths', async ({
  repository,
}) => {
  repository.write('packages/one/a.txt', 'a\n')
  repository.write('packages/two/b.txt', 'b\n')
  repository.commit('Both')
  repository.write('packages/two/b.txt', 'c\n')
  repository.commit('Only the other', { day: '01-02' })
  const { all } = await readAll(join(repository.root, 'packages/one'))
  assert.equal(all.map(changesOf), [['a.txt +1 -0']])
})

test('submodules are no files', async ({ repository }) => {
  repository.write('a.txt', 'a\n')
  const commit = repository.commit('First')
  repository.git('update-index', '--add', '--cacheinfo', `160000,${commit},vendor/lib`)
  repository.git('-c', 'user.name=Ann', '-c', 'user.email=a@b', 'commit', '-q', '-m', 'Add a submodule')
  const { all } = await readAll(repository.root)
  assert.equal(all[0]?.changes, [])
})

test('a shallow clone is read to its cut, and the cut does not count as adding the whole tree', async ({
  repository,
}) => {
  for (let i = 0; i < 4; i++) {
    repository.write(`f${i}.txt`, 'x\n')
    repository.commit(`c${i}`, { day: `01-0${i + 1}` })
  }
  const target = join(repository.root, '..', 'shallow')
  execFileSync('git', ['clone', '-q', '--depth', '2', `file://${repository.root}`, target])
  const { all, state } = await readAll(target)
  assert.is(state, 'read')
  assert.equal(
    all.map(({ subject, changes }) => [subject, changes.length]),
    [
      ['c3', 1],
      ['c2', 0],
    ],
  )
})

test('a partial clone without its blobs gives files and revisions, says so, and fetches nothing', async ({
  repository,
}) => {
  for (let i = 0; i < 30; i++) {
    repository.write('small.txt', `${i}\n`)
    if (i === 10) repository.write('large.bin', 'x'.repeat(50_000))
    if (i === 20) repository.git('mv', 'large.bin', 'moved.bin')
    repository.commit(`c${i}`, { day: `01-${String(i + 1).padStart(2, '0')}` })
  }
  repository.git('config', 'uploadpack.allowFilter', 'true')
  for (const [name, filter] of [
    ['some', 'blob:limit=10k'],
    ['none', 'blob:none'],
  ] as const) {
    const target = join(repository.root, '..', name)
    execFileSync('git', ['clone', '-q', '--bare', `--filter=${filter}`, `file://${repository.root}`, target], {
      stdio: 'ignore',
    })
    const objects = () => repositoryAt(target).git('count-objects', '-v')
    const before = objects()
    const { all, ...result } = await readAll(target)
    assert.is(result.state, 'read', result.message)
    assert.is(result.degraded, true)
    assert.is(new Set(all.map(({ hash }) => hash)).size, 30)
    assert.equal(
      all.map(({ subject }) => subject),
      Array.from({ length: 30 }, (_, i) => `c${29 - i}`),
    )
    const moved = all.find(({ subject }) => subject === 'c20')!
    assert.ok(moved.changes.some(({ path, from }) => path === 'moved.bin' && from === 'large.bin'))
    assert.is(objects(), before)
    if (name === 'some')
      assert.ok(all.filter(({ changes }) => changes.every(({ added }) => added !== null)).length >= 24)
  }
})

test('settings of a hostile repository run no program and change nothing', async ({ repository }) => {
  const trap = join(repository.root, '..', 'trap.sh')
  const sprung = join(repository.root, '..', 'sprung')
  writeFileSync(trap, `#!/bin/sh\ntouch ${sprung}\ncat\n`)
  chmodSync(trap, 0o755)
  repository.write('.gitattributes', '*.txt diff=evil filter=evil\n')
  repository.write('a.txt', 'a\nb\n')
  repository.commit('First')
  for (const [key, value] of [
    ['core.fsmonitor', trap],
    ['core.pager', trap],
    ['pager.log', trap],
    ['diff.external', trap],
    ['diff.evil.command', trap],
    ['diff.evil.textconv', trap],
    ['filter.evil.smudge', trap],
    ['gpg.program', trap],
    ['log.showSignature', 'true'],
    ['log.showRoot', 'false'],
    ['log.date', 'relative'],
    ['log.decorate', 'full'],
    ['format.pretty', 'oneline'],
    ['diff.noprefix', 'true'],
    ['diff.relative', 'true'],
    ['diff.renames', 'false'],
    ['diff.orderFile', 'nowhere'],
    ['diff.ignoreSubmodules', 'all'],
    ['color.ui', 'always'],
    ['core.quotePath', 'true'],
    ['i18n.logOutputEncoding', 'latin1'],
    ['notes.displayRef', '*'],
    ['alias.log', `!${trap}`],
  ] as const) {
    repository.git('config', key, value)
  }
  const { all, state, message } = await readAll(repository.root)
  assert.is(state, 'read', message)
  assert.equal(changesOf(all[0]!), ['.gitattributes +1 -0', 'a.txt +2 -0'])
  assert.not.ok(existsSync(sprung))
})

test('a variable of the caller that names another repository is not followed', async ({ repository }) => {
  repository.write('a.txt', 'a\n')
  const head = repository.commit('First')
  const former = process.env.GIT_DIR
  process.env.GIT_DIR = '/nowhere'
  try {
    assert.is((await readAll(repository.root)).head, head)
  } finally {
    if (former === undefined) delete process.env.GIT_DIR
    else process.env.GIT_DIR = former
  }
})

test('no repository, no commits and no git are answers', async ({ repository }) => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'tlc-nogit-')))
  try {
    const none = await readAll(folder)
    assert.equal([none.state, none.head], ['none', null])
    assert.match(none.message, /not in a git repository/)
  } finally {
    rmSync(folder, { recursive: true })
  }
  const empty = await readAll(repository.root)
  assert.equal([empty.state, empty.message], ['none', 'The repository has no commits yet.'])
  const path = process.env.PATH
  process.env.PATH = '/nowhere'
  try {
    const missing = await readAll(repository.root)
    assert.is(missing.state, 'none')
    assert.match(missing.message, /git was not found/)
  } finally {
    process.env.PATH = path
  }
})

test('a repository of somebody else is not read, and what to do is said', async ({ repository }) => {
  // Only root can give a folder away.
  if (process.getuid?.() !== 0) return
  repository.commit('First')
  for (const path of ['', '.git']) chownSync(join(repository.root, path), 4321, 4321)
  const { state, message } = await readAll(repository.root)
  assert.is(state, 'none')
  assert.match(message, `git config --global --add safe.directory '${repository.root}'`)
})

test('a detached head and a bare repository are read like any other', async ({ repository }) => {
  repository.write('a.txt', 'a\n')
  const first = repository.commit('First')
  repository.commit('Second', { day: '01-02' })
  repository.git('checkout', '-q', '--detach', first)
  assert.equal(
    (await readAll(repository.root)).all.map(({ subject }) => subject),
    ['First'],
  )
  const bare = join(repository.root, '..', 'bare.git')
  repository.git('clone', '-q', '--bare', '.', bare)
  assert.is((await readAll(bare)).commits, 1)
})

test('a damaged repository fails with git’s own words, after what could be read', async ({ repository }) => {
  repository.write('a.txt', 'a\n')
  repository.commit('First')
  repository.write('a.txt', 'b\n')
  const second = repository.commit('Second', { day: '01-02' })
  const tree = repository.git('rev-parse', `${second}^{tree}`)
  rmSync(join(repository.root, '.git/objects', tree.slice(0, 2), tree.slice(2)))
  const { state, message } = await readAll(repository.root)
  assert.is(state, 'failed')
  assert.match(message, /^git log failed: /)
})

test('an abort ends git and the pass, whether it comes before or in the middle', async ({ repository }) => {
  repository.write('a.txt', 'a\n')
  for (let i = 0; i < 3; i++) repository.commit(`c${i}`)
  const before = await readAll(repository.root, { signal: AbortSignal.abort() })
  assert.is(before.state, 'aborted')
  const controller = new AbortController()
  const during = await readAll(repository.root, {
    signal: controller.signal,
    onProgress: () => controller.abort(),
  })
  assert.ok(during.state === 'aborted' || during.commits === 3)
})

test('a fault of whoever takes the batches is theirs', async ({ repository }) => {
  repository.commit('First')
  const { readHistory } = await import('@tlc/core/history/read-history')
  try {
    await readHistory({
      root: repository.root,
      since: null,
      onBatch() {
        throw new Error('the store is full')
      },
    })
    assert.unreachable('the fault was swallowed')
  } catch (fault) {
    assert.match(String(fault), /the store is full/)
  }
})

test('a work tree and a submodule, whose .git is a file, are read', async ({ repository }) => {
  repository.write('a.txt', 'a\n')
  repository.commit('First')
  const tree = join(repository.root, '..', 'tree')
  repository.git('worktree', 'add', '-q', '-b', 'topic', tree)
  mkdirSync(join(tree, 'deep'), { recursive: true })
  assert.equal(
    (await readAll(tree)).all.map(({ subject }) => subject),
    ['First'],
  )
})

test.run()
