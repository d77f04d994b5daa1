import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { projectRoot } from '@tlc/tui/cli/project-root'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const base = realpathSync(mkdtempSync(join(tmpdir(), 'tlc-root-')))
const folder = (...parts: string[]) => {
  const path = join(base, ...parts)
  mkdirSync(path, { recursive: true })
  return path
}
const test = suite('tui/cli/project-root')

test.after(() => rmSync(base, { recursive: true }))

test('without a path it is the current folder', () => {
  const fresh = folder('fresh/deep')
  assert.is(projectRoot(undefined, fresh), fresh)
})

test('inside a project that was opened before it is that project', () => {
  folder('opened/.tlc')
  assert.is(projectRoot(undefined, folder('opened/src/deep')), join(base, 'opened'))
})

test('a repository inside another project is a project of its own', () => {
  folder('outer/.tlc')
  folder('outer/inner/.git')
  assert.is(projectRoot(undefined, folder('outer/inner/src')), join(base, 'outer/inner/src'))
})

test('a path that is given is taken as it is, links followed', () => {
  folder('opened/.tlc')
  const inside = folder('opened/src')
  symlinkSync(inside, join(base, 'link'))
  assert.is(projectRoot('opened/src', base), inside)
  assert.is(projectRoot('link', base), inside)
})

test('a missing folder and a file are refused with what to do', () => {
  writeFileSync(join(base, 'file.py'), '')
  assert.throws(() => projectRoot('nowhere', base), /`nowhere`, which does not exist/)
  assert.throws(() => projectRoot('file.py', base), /Expected a folder, got the file `file.py`/)
})

test.run()
