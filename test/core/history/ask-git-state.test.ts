import { execFileSync } from 'node:child_process'
import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { askGitState } from '@tlc/core/history/ask-git-state'
import { readGitState } from '@tlc/core/history/git-state'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { type TemporaryRepository, temporaryRepository } from './_repository.ts'

const test = suite<{ repository: TemporaryRepository }>('core/history/ask-git-state')

test.before.each((context) => {
  context.repository = temporaryRepository()
})
test.after.each(({ repository }) => repository.remove())

test('what the files of a repository say is taken from them', async ({ repository }) => {
  const head = repository.commit('First')
  assert.equal(await askGitState(repository.root), { state: readGitState(repository.root), trouble: '' })
  assert.is(readGitState(repository.root)?.head, head)
})

test('a reftable that cannot be read is told, and is not taken for a repository without commits', async ({
  repository,
}) => {
  repository.commit('First')
  // Without its tables no git can read it; one that is too old does not even try.
  repository.git('config', 'core.repositoryFormatVersion', '1')
  repository.git('config', 'extensions.refStorage', 'reftable')
  const { state, trouble } = await askGitState(repository.root)
  assert.equal([state?.branch, state?.head, state?.reftable], [null, null, true])
  assert.match(trouble, /^The repository keeps its refs in a reftable, which needs git 2.45 or newer: ./)
})

test('a reftable is read where this machine has a git that can', async () => {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'tlc-reftable-')))
  const git = (...words: string[]) =>
    execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', ...words], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim()
  try {
    if (!canReftable(root)) return
    git('commit', '-q', '--allow-empty', '-m', 'First')
    const { state, trouble } = await askGitState(root)
    assert.equal([state?.branch, state?.head, trouble], ['trunk', git('rev-parse', 'HEAD'), ''])
  } finally {
    rmSync(root, { recursive: true })
  }
})

function canReftable(root: string): boolean {
  try {
    execFileSync('git', ['init', '-q', '--ref-format=reftable', '-b', 'trunk'], { cwd: root, stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

test.run()
