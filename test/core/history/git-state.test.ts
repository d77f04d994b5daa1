import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findGit, readGitState } from '@tlc/core/history/git-state'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { type TemporaryRepository, temporaryRepository } from './_repository.ts'

const test = suite<{ repository: TemporaryRepository }>('core/history/git-state')

test.before.each((context) => {
  context.repository = temporaryRepository()
})
test.after.each(({ repository }) => repository.remove())

const PLAIN = { detached: false, shallow: false, partial: false }

test('a branch and its head are read, loose or packed, from any folder below', ({ repository }) => {
  const head = repository.commit('First')
  repository.git('checkout', '-q', '-b', 'feature/a-b')
  assert.equal(readGitState(repository.root), { ...PLAIN, branch: 'feature/a-b', head })
  repository.git('pack-refs', '--all')
  mkdirSync(join(repository.root, 'deep/er'), { recursive: true })
  assert.equal(readGitState(join(repository.root, 'deep/er')), { ...PLAIN, branch: 'feature/a-b', head })
})

test('a packed name that only ends like the branch is not taken for it', ({ repository }) => {
  repository.commit('First')
  repository.git('branch', 'x/main')
  const head = repository.commit('Second')
  repository.git('pack-refs', '--all')
  assert.is(readGitState(repository.root)?.head, head)
})

test('a repository without commits has a branch and no head', ({ repository }) => {
  assert.equal(readGitState(repository.root), { ...PLAIN, branch: 'main', head: null })
})

test('a detached head has no branch', ({ repository }) => {
  const head = repository.commit('First')
  repository.git('checkout', '-q', '--detach')
  assert.equal(readGitState(repository.root), { ...PLAIN, branch: null, head, detached: true })
})

test('work trees and bare repositories are understood', ({ repository }) => {
  const head = repository.commit('First')
  const tree = join(repository.root, '..', 'tree')
  repository.git('worktree', 'add', '-q', '-b', 'topic', tree)
  assert.equal(readGitState(tree), { ...PLAIN, branch: 'topic', head })
  assert.is(findGit(tree)?.commonDir, join(repository.root, '.git'))
  const bare = join(repository.root, '..', 'bare.git')
  repository.git('clone', '-q', '--bare', '.', bare)
  assert.equal(readGitState(bare), { ...PLAIN, branch: 'main', head })
})

test('shallow and partial clones say so', ({ repository }) => {
  repository.commit('First')
  repository.commit('Second')
  repository.git('config', 'uploadpack.allowFilter', 'true')
  const clone = (name: string, ...options: string[]) => {
    const target = join(repository.root, '..', name)
    execFileSync('git', ['clone', '-q', ...options, `file://${repository.root}`, target], { stdio: 'ignore' })
    return readGitState(target)
  }
  assert.is(clone('shallow', '--depth', '1')?.shallow, true)
  assert.equal([clone('partial', '--filter=blob:none')?.partial, clone('whole')?.partial], [true, false])
})

test('no repository is null, and a broken one is no fault', ({ repository }) => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'tlc-nogit-')))
  try {
    assert.is(readGitState(folder), null)
    assert.is(readGitState(join(folder, 'not', 'there')), null)
    writeFileSync(join(folder, '.git'), 'gitdir: /nowhere/at/all\n')
    assert.is(readGitState(folder), null)
    writeFileSync(join(folder, '.git'), Buffer.alloc(100))
    assert.is(readGitState(folder), null)
  } finally {
    rmSync(folder, { recursive: true })
  }
  repository.commit('First')
  writeFileSync(join(repository.root, '.git/HEAD'), 'ref: refs/heads/../../../../etc/passwd\n')
  assert.is(readGitState(repository.root)?.head, null)
  writeFileSync(join(repository.root, '.git/HEAD'), 'ref: refs/heads/loop\n')
  writeFileSync(join(repository.root, '.git/refs/heads/loop'), 'ref: refs/heads/loop\n')
  assert.is(readGitState(repository.root)?.head, null)
})

test.run()
