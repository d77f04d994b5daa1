import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { daemonHealth } from '@tlc/core/link/local'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { analyse, functionNames, inFolder, put, reasons, tlc } from '../helpers/hostile.ts'

const test = suite('e2e/hostile-surroundings')

test('an unreadable folder and file are named, and the rest is analysed', () => {
  const through = withoutPrivileges()
  if (through === null)
    return console.log('root cannot give up its privileges here: scan and read-source test it alone')
  return inFolder(async (root) => {
    put(root, 'good.py', 'def good(): pass\n')
    put(root, 'shut/inner.py', 'def inner(): pass\n')
    put(root, 'locked.py', 'def locked(): pass\n')
    chmodSync(join(root, 'shut'), 0o000)
    chmodSync(join(root, 'locked.py'), 0o000)
    const report = await analyse(root, { through })
    chmodSync(join(root, 'shut'), 0o755)
    assert.equal(reasons(report), { shut: 'unreadable', 'locked.py': 'unreadable' })
    assert.equal(functionNames(report), { 'good.py': ['good'] })
  })
})

test('files that go while the project is scanned and read are no fault, and the others are all there', () =>
  inFolder(async (root) => {
    for (let i = 0; i < 4000; i++) put(root, `${i % 2 ? 'stays' : 'goes'}/${i % 40}/m${i}.py`, `def f${i}(): pass\n`)
    const running = analyse(root)
    // Once the daemon answers it is at the scan.
    while ((await daemonHealth(root)) === null) await new Promise(setImmediate)
    for (const folder of readdirSync(join(root, 'goes'))) rmSync(join(root, 'goes', folder), { recursive: true })
    const during = await running
    assert.ok(during.skipped.every(({ reason }) => reason === 'vanished'))
    assert.is(during.files.filter(({ path }) => path.startsWith('stays/')).length, 2000)
    const after = await analyse(root)
    assert.is(after.files.length, 2000)
    assert.equal(after.skipped, [])
  }))

test('a folder without a repository, one without commits and a machine without git say so', () =>
  inFolder(async (root) => {
    put(root, 'a.py', 'def f(): pass\n')
    assert.equal(await history(root), { commits: 0, message: 'There is no git repository here.' })
    git(root, 'init', '--quiet', '--initial-branch=main')
    await tlc(['stop', root])
    assert.equal(await history(root), { commits: 0, message: 'The repository has no commit yet.' })
    git(root, 'add', '.')
    git(root, 'commit', '--quiet', '--message', 'First')
    await tlc(['stop', root])
    const withoutGit = { env: { PATH: '/nowhere' } }
    const { commits, message } = await history(root, withoutGit)
    assert.is(commits, 0)
    assert.match(message, /git was not found/)
    assert.match((await tlc(['history', root], withoutGit)).out, /^No history: git was not found/)
    assert.equal(functionNames(await analyse(root)), { 'a.py': ['f'] })
    await tlc(['stop', root])
    assert.equal(await history(root), { commits: 1, message: '' })
  }))

test('a detached head has its history up to that commit', () =>
  inFolder(async (root) => {
    git(root, 'init', '--quiet', '--initial-branch=main')
    for (let i = 0; i < 5; i++) {
      put(root, 'a.py', `x = ${i}\n`)
      git(root, 'add', '.')
      git(root, 'commit', '--quiet', '--message', `c${i}`)
    }
    git(root, 'checkout', '--quiet', '--detach', 'HEAD~2')
    assert.equal(await history(root), { commits: 3, message: '' })
  }))

test('a partial clone whose large blobs cannot be had gives its history, and says what is missing from it', () =>
  inFolder(async (base) => {
    const origin = join(base, 'origin')
    const clone = join(base, 'clone')
    mkdirSync(origin)
    git(origin, 'init', '--quiet', '--initial-branch=main')
    git(origin, 'config', 'uploadpack.allowFilter', 'true')
    put(origin, 'large.py', 'x = 1\n'.repeat(10_000))
    put(origin, 'small.py', 'def small(): pass\n')
    git(origin, 'add', '.')
    git(origin, 'commit', '--quiet', '--message', 'Large')
    git(origin, 'rm', '--quiet', 'large.py')
    git(origin, 'commit', '--quiet', '--message', 'Gone')
    git(base, 'clone', '--quiet', '--filter=blob:limit=10k', `file://${origin}`, clone)
    rmSync(origin, { recursive: true })
    assert.is.not(spawnSync('git', ['log', '--numstat'], { cwd: clone, stdio: 'ignore' }).status, 0)
    try {
      const { commits, message } = await history(clone)
      assert.is(commits, 2)
      assert.match(message, /line counts are missing.*this clone lacks/)
      assert.match((await tlc(['history', clone])).out, /^Some line counts are missing/m)
      assert.equal(functionNames(await analyse(clone)), { 'small.py': ['small'] })
    } finally {
      await tlc(['stop', clone])
    }
  }))

test('where nothing more can be written the analysis fails with the reason, and is whole once there is room', () =>
  inFolder(async (root) => {
    putMany(root)
    const full = await tlc(['analyze', root], { through: ['sh', '-c', 'ulimit -f 100; exec "$@"', 'sh'] })
    assert.is(full.code, 1)
    assert.match(full.err, /^tlc: .*(?:write|full)/)
    assert.match(full.err, /[Ff]ree some/)
    assert.is(full.out, '')
    await tlc(['stop', root])
    assertWhole(await analyse(root))
  }))

test('a disk that fills up and has room again needs no restart', async () => {
  const disk = smallDisk()
  if (disk === null) return console.log('no small disk can be mounted here: the case before stands for this one')
  try {
    await inFolder(async (root) => {
      putMany(root)
      const ballast = join(disk, 'ballast')
      fillUpTo(disk, ballast, 400_000)
      for (const _ of ['first', 'asked again']) {
        const { code, out, err } = await tlc(['analyze', root, '--json'])
        assert.equal([code, out], [1, ''])
        assert.match(err, /No space left|disk/)
      }
      const { pid } = (await daemonHealth<{ pid: number }>(root))!
      rmSync(ballast)
      assertWhole(await analyse(root))
      assert.is((await daemonHealth<{ pid: number }>(root))!.pid, pid)
    }, disk)
  } finally {
    execFileSync('umount', [disk])
    rmSync(disk, { recursive: true })
  }
})

function putMany(root: string): void {
  const text = (file: number) =>
    Array.from({ length: 100 }, (_, i) => `def name_${file}_${i}(a):\n    return other_${i}(a)\n`).join('')
  for (let i = 0; i < 60; i++) put(root, `m${i}.py`, text(i))
}

function assertWhole(report: Awaited<ReturnType<typeof analyse>>): void {
  const names = Object.values(functionNames(report))
  assert.is(names.length, 60)
  assert.ok(names.every((each) => each.length === 100))
}

async function history(root: string, options = {}): Promise<{ commits: number; message: string }> {
  const { code, out, err } = await tlc(['history', root, '--json'], options)
  assert.equal([code, err], [0, ''])
  const { commits, message } = JSON.parse(out)
  return { commits, message }
}

function git(root: string, ...words: string[]): void {
  const identity = ['-c', 'user.name=Ann Roe', '-c', 'user.email=ann@example.org', '-c', 'commit.gpgsign=false']
  execFileSync('git', [...identity, ...words], { cwd: root, stdio: ['ignore', 'ignore', 'pipe'] })
}

/** For root, whom no mode keeps out: a program that gives that up before it runs another one. Null where it cannot. */
function withoutPrivileges(): string[] | null {
  if (process.getuid?.() !== 0) return []
  const words = ['--bounding-set=-dac_override,-dac_read_search', '--inh-caps=-dac_override,-dac_read_search']
  return spawnSync('setpriv', [...words, 'true']).status === 0 ? ['setpriv', ...words] : null
}

function fillUpTo(disk: string, ballast: string, left: number): void {
  const { bavail, bsize } = statfsSync(disk)
  writeFileSync(ballast, Buffer.alloc(bavail * bsize - left))
}

/** A disk of 4 MB; null where this user may not mount one. */
function smallDisk(): string | null {
  const path = mkdtempSync(join(tmpdir(), 'tlc-disk-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', path], { stdio: 'ignore' })
    return path
  } catch {
    rmSync(path, { recursive: true })
    return null
  }
}

test.run()
