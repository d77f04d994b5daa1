import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { TlcError } from '@tlc/core/system/error'
import {
  cacheFolder,
  configFolder,
  insideProject,
  projectPath,
  runtimeFolder,
  userStateFolder,
} from '@tlc/core/system/paths'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

interface Context {
  base: string
  root: string
}

const test = suite<Context>('core/system/paths')

test.before.each((context) => {
  context.base = realpathSync(mkdtempSync(join(tmpdir(), 'tlc-paths-')))
  context.root = join(context.base, 'project')
  mkdirSync(join(context.root, 'src'), { recursive: true })
  writeFileSync(join(context.root, 'src', 'a.ts'), '')
  writeFileSync(join(context.base, 'secret'), '')
  // A neighbour whose name begins like the project's.
  mkdirSync(join(context.base, 'project-2'))
})

test.after.each(({ base }) => rmSync(base, { recursive: true }))

function isOutside(act: () => unknown): void {
  assert.throws(act, (thrown: unknown) => thrown instanceof TlcError && thrown.code === 'path/outside')
}

test('a path in the project becomes absolute, also when the file is still to be made', ({ root }) => {
  assert.is(insideProject(root, 'src/a.ts'), join(root, 'src', 'a.ts'))
  assert.is(insideProject(root, 'src/new/deep.ts'), join(root, 'src', 'new', 'deep.ts'))
  assert.is(insideProject(root, 'src/../src/./a.ts'), join(root, 'src', 'a.ts'))
  assert.is(insideProject(root, '..hidden/..a'), join(root, '..hidden', '..a'))
})

test('nothing leads out: dots, absolute paths, drives, NUL, a neighbour of like name', ({ root }) => {
  for (const path of [
    '..',
    '../secret',
    'src/../../secret',
    '/etc/passwd',
    `${root}/src/a.ts`,
    'C:\\x',
    'a\0b',
    '../project-2',
  ]) {
    isOutside(() => insideProject(root, path))
  }
})

test('a link that leaves the project does not lead out, nor one in the middle, nor one to nothing', ({
  root,
  base,
}) => {
  symlinkSync(join(base, 'secret'), join(root, 'secret'))
  symlinkSync(base, join(root, 'up'))
  symlinkSync(join(base, 'not-yet'), join(root, 'dangling'))
  symlinkSync('ring', join(root, 'ring'))
  for (const path of ['secret', 'up/secret', 'up/new-file', 'dangling', 'dangling/x', 'ring']) {
    isOutside(() => insideProject(root, path))
  }
})

test('a link within the project is resolved, and a project may itself lie behind a link', ({ root, base }) => {
  symlinkSync('src', join(root, 'source'))
  assert.is(insideProject(root, 'source/a.ts'), join(root, 'src', 'a.ts'))
  symlinkSync(root, join(base, 'alias'))
  assert.is(insideProject(join(base, 'alias'), 'src/a.ts'), join(root, 'src', 'a.ts'))
})

test('paths of the project are relative and use slashes', ({ root }) => {
  assert.is(projectPath(root, join(root, 'src', 'a.ts')), 'src/a.ts')
  assert.is(projectPath(root, root), '')
})

test('folders of the user follow the XDG variables, and a relative value counts as unset', () => {
  assert.is(configFolder({ XDG_CONFIG_HOME: '/c' }), '/c/tlc')
  assert.is(userStateFolder({ XDG_STATE_HOME: '/s' }), '/s/tlc')
  assert.is(userStateFolder({ XDG_STATE_HOME: 's', HOME: '/home/ada' }), '/home/ada/.local/state/tlc')
  assert.is(configFolder({ XDG_CONFIG_HOME: 'c', HOME: '/home/ada' }), '/home/ada/.config/tlc')
  assert.is(cacheFolder({ HOME: '/home/ada' }), '/home/ada/.cache/tlc')
  assert.is(runtimeFolder({ XDG_RUNTIME_DIR: '/run/user/1' }), '/run/user/1/tlc')
  assert.ok(runtimeFolder({}).startsWith(tmpdir()))
})

test.run()
