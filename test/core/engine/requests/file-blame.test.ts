import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { FileBlame } from '@tlc/core/engine/answers'
import { readBlame } from '@tlc/core/engine/requests/file-blame'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { engineOn, type RunningEngine } from '../_engine.ts'

const test = suite<RunningEngine>('core/engine/requests/file-blame')

test.before(async (context) => {
  Object.assign(context, await engineOn({ 'a.py': 'one = 1\ntwo = 2\nthree = 3\n' }, { commit: true }))
})
test.after((context) => context.dispose())

const authors = ({ lines }: FileBlame) => lines.map((each) => each?.author ?? null)

test('each line of the window has its author, and none when it is not committed', async ({ ask, write }) => {
  write('a.py', 'one = 1\ntwo = 22\nthree = 3\n')
  assert.equal(authors(await ask('file.blame', { path: 'a.py', from: 1, to: 3 })), ['Ada', null, 'Ada'])
})

test('a window beyond the end is cut, one after it is empty', async ({ ask }) => {
  assert.equal(authors(await ask('file.blame', { path: 'a.py', from: 3, to: 200 })), ['Ada'])
  assert.equal(authors(await ask('file.blame', { path: 'a.py', from: 30, to: 40 })), [])
})

test('a file that git does not know has no authors, and a path outside is refused', async ({ ask, refused, write }) => {
  write('new.py', 'x = 1\n')
  assert.equal(authors(await ask('file.blame', { path: 'new.py', from: 1, to: 1 })), [])
  assert.is(await refused('file.blame', { path: '../a.py', from: 1, to: 1 }), 'path/outside')
})

test('no program that the repository names for its files is run', async ({ root, ask, write }) => {
  const mark = join(root, 'mark')
  const git = (...words: string[]) => execFileSync('git', words, { cwd: root })
  for (const name of ['filter.x.clean', 'filter.x.smudge', 'filter.x.process', 'diff.x.textconv', 'diff.x.command']) {
    git('config', name, `touch '${mark}'; cat`)
  }
  write('.gitattributes', '*.py filter=x diff=x\n')
  write('a.py', 'one = 1\ntwo = 2\nthree = 33\n')
  assert.equal(authors(await ask('file.blame', { path: 'a.py', from: 1, to: 3 })), ['Ada', 'Ada', null])
  assert.not(existsSync(mark))
})

test('the facts of a commit hold for all its lines', () => {
  const commit = 'a'.repeat(40)
  const output = [
    `${commit} 1 1 2`,
    'author Bo Li',
    'author-time 7',
    'summary Add',
    '\tone',
    `${commit} 2 2`,
    '\ttwo',
  ].join('\n')
  assert.equal(readBlame(output), [
    { author: 'Bo Li', at: 7000, commit, summary: 'Add' },
    { author: 'Bo Li', at: 7000, commit, summary: 'Add' },
  ])
})

test.run()
