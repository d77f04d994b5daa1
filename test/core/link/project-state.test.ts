import {
  chmodSync,
  cpSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { adoptState, isForeignState, openState, projectState } from '@tlc/core/link/project-state'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { faultCode } from '../../helpers/server.ts'

interface Context {
  base: string
  root: string
  beside: string
  env: NodeJS.ProcessEnv
}

const test = suite<Context>('core/link/project-state')

test.before.each((context) => {
  context.base = realpathSync(mkdtempSync(join(tmpdir(), 'tlc-state-')))
  context.root = join(context.base, 'project')
  context.beside = join(context.root, '.tlc')
  context.env = { XDG_STATE_HOME: join(context.base, 'user') }
  mkdirSync(context.root)
})
test.after.each(({ base }) => rmSync(base, { recursive: true, force: true }))

test('the state is made beside the sources, for its owner alone, and hidden from git', ({ root, beside, env }) => {
  const before = process.umask(0o000)
  try {
    assert.is(projectState(root, env), beside)
    assert.is(openState(root, env), beside)
    assert.is(openState(root, env), beside)
  } finally {
    process.umask(before)
  }
  assert.is(lstatSync(beside).mode & 0o777, 0o700)
  for (const name of readdirSync(beside)) assert.is(lstatSync(join(beside, name)).mode & 0o777, 0o600)
  assert.is(readFileSync(join(beside, '.gitignore'), 'utf8'), '*\n')
  assert.equal(readdirSync(root), ['.tlc'])
  assert.not(isForeignState(root, env))
  chmodSync(beside, 0o777)
  openState(root, env)
  assert.is(lstatSync(beside).mode & 0o777, 0o700)
})

test('a project that cannot be written keeps its state with the user', ({ env }) => {
  // Not even root writes there.
  if (process.platform === 'linux') assert.ok(projectState('/proc/1', env).startsWith(env.XDG_STATE_HOME!))
})

test('what a project brings in the place of its state is left alone', ({ base, root, beside, env }) => {
  const elsewhere = join(base, 'elsewhere')
  mkdirSync(elsewhere)
  const plants = [
    () => mkdirSync(join(beside, 'wal'), { recursive: true }),
    () => writeFileSync(beside, 'a file'),
    () => symlinkSync(elsewhere, beside),
    () => symlinkSync(join(base, 'nowhere'), beside),
  ]
  for (const plant of plants) {
    plant()
    assert.ok(isForeignState(root, env))
    assert.ok(openState(root, env).startsWith(env.XDG_STATE_HOME!))
    rmSync(beside, { recursive: true })
  }
  assert.equal(readdirSync(elsewhere), [])
  assert.is(projectState(root, env), beside)
})

test('a mark from another project, or a link to one, proves nothing until its owner adopts the folder', async ({
  base,
  root,
  beside,
  env,
}) => {
  const other = join(base, 'other')
  mkdirSync(other)
  const made = openState(other, env)
  cpSync(made, beside, { recursive: true, preserveTimestamps: true })
  assert.ok(isForeignState(root, env))
  assert.is.not(projectState(root, env), beside)
  adoptState(root, env)
  assert.is(projectState(root, env), beside)
  rmSync(beside, { recursive: true })
  symlinkSync(made, beside)
  assert.ok(isForeignState(root, env))
  assert.is(await faultCode(Promise.resolve().then(() => adoptState(root, env))), 'state/no-folder')
})

test('a folder stays one’s own when it is moved, gets other rights, or its user another home', ({
  base,
  root,
  beside,
  env,
}) => {
  openState(root, env)
  const moved = join(base, 'moved')
  renameSync(root, moved)
  assert.is(projectState(moved, env), join(moved, '.tlc'))
  renameSync(moved, root)
  const newHome = { XDG_STATE_HOME: join(base, 'new home') }
  assert.is(projectState(root, newHome), beside)
  for (const name of readdirSync(beside)) chmodSync(join(beside, name), 0o640)
  assert.is(projectState(root, env), beside)
  assert.is.not(projectState(root, newHome), beside)
})

test('a path that is too long for the lock keeps its state with the user', ({ base, env }) => {
  const root = join(base, ...Array.from({ length: 12 }, () => 'd'.repeat(60)))
  mkdirSync(root, { recursive: true })
  assert.ok(openState(root, env).startsWith(env.XDG_STATE_HOME!))
})

test('where the user has no folder that can be written the state is beside the sources all the same', ({
  root,
  beside,
}) => {
  const env = { XDG_STATE_HOME: '/dev/null' }
  assert.is(openState(root, env), beside)
  assert.is(projectState(root, env), beside)
})

test('a state that cannot be made is told with what to do', async ({ base, root, beside }) => {
  writeFileSync(beside, '')
  writeFileSync(join(base, 'file'), '')
  const env = { XDG_STATE_HOME: join(base, 'file') }
  assert.is(await faultCode(Promise.resolve().then(() => openState(root, env))), 'daemon/no-state')
})

test.run()
