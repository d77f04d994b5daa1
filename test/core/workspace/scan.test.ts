import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { TlcError } from '@tlc/core/system/error'
import { memorySystem } from '@tlc/core/system/memory-system'
import { nodeSystem } from '@tlc/core/system/node-system'
import { scanProject, statFiles } from '@tlc/core/workspace/scan'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { type TemporaryProject, temporaryProject } from './_project.ts'

/** Files of the largest test; raise it to see how the scan grows. */
const MANY = Number(process.env.TLC_TEST_FILES ?? 20_000)

const test = suite<{ project: TemporaryProject }>('core/workspace/scan')

test.before.each((context) => {
  context.project = temporaryProject()
})
test.after.each(({ project }) => project.remove())

async function pathsOf(root: string): Promise<string[]> {
  return (await scanProject({ root })).files.map((file) => file.path).sort()
}

test('an empty folder has no files', async ({ project }) => {
  assert.equal(await scanProject({ root: project.root }), { files: [], skipped: [] })
})

test('a folder that is not there, and a file in its place, are told', async ({ project }) => {
  project.write('file', '')
  for (const path of ['none', 'file']) {
    const thrown = await scanProject({ root: join(project.root, path) }).catch((fault) => fault)
    assert.ok(thrown instanceof TlcError && thrown.code === 'project/missing', String(thrown))
  }
})

test('a file comes with its size and time', async ({ project }) => {
  project.write('src/a.ts', 'four')
  const { files } = await scanProject({ root: project.root })
  assert.is(files[0]?.path, 'src/a.ts')
  assert.is(files[0]?.bytes, 4)
  assert.ok(Math.abs(files[0]!.mtimeMs - Date.now()) < 60_000)
})

test('the files are those that git lists, whatever the patterns', async ({ project }) => {
  const { root, write } = project
  git(root, 'init', '-q')
  write('.gitignore', TRICKY.join('\n'))
  write('sub/.gitignore', '!*.log\n/local\n!build/\nd?r/\n')
  write('sub/deeper/.gitignore', '*\n!.gitignore\n!keep.*\n')
  write('crlf/.gitignore', '*.tmp\r\n\r\n# comment\r\n!a.tmp\r\n')
  write('.git/info/exclude', 'excluded-here\n')
  for (const path of PATHS) write(path, '')
  assert.equal(await pathsOf(root), gitFiles(root))
})

test('a project below the top of its repository follows the ignore files above it', async ({ project }) => {
  const { root, write } = project
  git(root, 'init', '-q')
  write('.gitignore', '*.log\n/packages/*/out\n/app/local\n')
  write('packages/.gitignore', '/app/secret\n')
  for (const path of ['a.ts', 'b.log', 'out/x.ts', 'secret', 'local', 'app/local']) write(`packages/app/${path}`, '')
  const inside = join(root, 'packages', 'app')
  assert.equal(await pathsOf(inside), ['a.ts', 'app/local', 'local'])
  assert.equal(await pathsOf(inside), gitFiles(inside))
})

test('.tlcignore wins over .gitignore, and can bring back what is ignored by default', async ({ project }) => {
  const { root, write } = project
  write('.gitignore', '*.log\ngenerated/\n')
  write('.tlcignore', '!app.log\n!generated/\n!node_modules/\nsecret.ts\n!.git/\n')
  write('deep/.gitignore', '!secret.ts\n')
  for (const path of [
    'app.log',
    'other.log',
    'generated/a.ts',
    'node_modules/pkg/i.js',
    'secret.ts',
    'deep/secret.ts',
    '.git/config',
    '.tlc/x',
  ]) {
    write(path, '')
  }
  const files = await pathsOf(root)
  assert.equal(
    files.filter((path) => !path.endsWith('ignore')),
    ['app.log', 'generated/a.ts', 'node_modules/pkg/i.js'],
  )
})

test('installed packages and caches are left out without any ignore file', async ({ project }) => {
  for (const path of ['node_modules/a/i.js', 'src/__pycache__/a.pyc', '.venv/lib/a.py', '.hg/store', 'src/a.py'])
    project.write(path, '')
  assert.equal(await pathsOf(project.root), ['src/a.py'])
})

test('links end: circles are named, others are listed and not read', async ({ project }) => {
  const { root, write } = project
  write('src/a.ts', '')
  symlinkSync('..', join(root, 'src', 'up'))
  symlinkSync('.', join(root, 'self'))
  symlinkSync('ring-b', join(root, 'ring-a'))
  symlinkSync('ring-a', join(root, 'ring-b'))
  symlinkSync('src/a.ts', join(root, 'alias.ts'))
  symlinkSync('/etc', join(root, 'outside'))
  symlinkSync('nothing', join(root, 'dangling'))
  const { files, skipped } = await scanProject({ root })
  assert.equal(
    files.map((file) => file.path),
    ['src/a.ts'],
  )
  assert.equal(Object.fromEntries(skipped.map(({ path, reason }) => [path, reason])), {
    'src/up': 'symlink-loop',
    self: 'symlink-loop',
    'ring-a': 'symlink-loop',
    'ring-b': 'symlink-loop',
    'alias.ts': 'not-a-file',
    outside: 'not-a-file',
    dangling: 'not-a-file',
  })
})

test('names with line ends, quotes and other scripts are files like others', async ({ project }) => {
  const names = [
    'line\nend.py',
    '"quoted".py',
    '漢字.py',
    'e\u0301.py',
    ' space .py',
    '-rf',
    '#hash',
    '!bang',
    'back\\slash.py',
  ]
  for (const name of names) project.write(name, '')
  assert.equal(await pathsOf(project.root), [...names].sort())
})

test('a name that is no UTF-8 is listed with its reason', async ({ project }) => {
  const root = Buffer.from(`${project.root}/`)
  writeFileSync(Buffer.concat([root, Buffer.from([0x66, 0xff, 0x2e, 0x70, 0x79])]), '')
  mkdirSync(Buffer.concat([root, Buffer.from([0x64, 0xfe])]))
  const { files, skipped } = await scanProject({ root: project.root })
  assert.is(files.length, 0)
  assert.equal(
    skipped.map(({ reason }) => reason),
    ['encoding', 'encoding'],
  )
})

test('a pipe is listed and never opened', async ({ project }) => {
  execFileSync('mkfifo', [join(project.root, 'pipe')])
  assert.equal((await scanProject({ root: project.root })).skipped, [{ path: 'pipe', reason: 'not-a-file' }])
})

test('folders below each other without end are cut off and the rest is found', async ({ project }) => {
  const { root } = project
  let folder = root
  // Deeper than a path may be long: each half is made by itself, then one is moved to the end of the other.
  for (let i = 0; i < 12; i += 1) folder = join(folder, 'd'.repeat(200))
  mkdirSync(folder, { recursive: true })
  let other = join(root, 'other')
  for (let i = 0; i < 12; i += 1) other = join(other, 'e'.repeat(200))
  mkdirSync(other, { recursive: true })
  renameSync(join(root, 'other'), join(folder, 'f'))
  project.write('a.ts', '')
  const { files, skipped } = await scanProject({ root })
  assert.equal(
    files.map((file) => file.path),
    ['a.ts'],
  )
  assert.equal(
    skipped.map(({ reason }) => reason),
    ['too-deep'],
  )
  const shallow = await scanProject({ root, limits: { depth: 3 } })
  assert.is(shallow.skipped[0]?.path.split('/').length, 4)
})

test('an unreadable folder is listed with its reason and the rest is found', ({ project }) => {
  project.write('open/a.ts', '')
  project.write('shut/b.ts', '')
  chmodSync(project.root, 0o755)
  chmodSync(join(project.root, 'shut'), 0o000)
  const { files, skipped } = scanAsNobody(project.root)
  chmodSync(join(project.root, 'shut'), 0o755)
  assert.equal(files, ['open/a.ts'])
  assert.equal(skipped, [{ path: 'shut', reason: 'unreadable' }])
})

test('an unreadable folder is listed where the system says so', async () => {
  const system = memorySystem()
  await system.files.makeFolder('/p/shut')
  await system.files.write('/p/a.ts', '')
  system.files.failAt('/p/shut', 'file/denied')
  const { files, skipped } = await scanProject({ root: '/p', system })
  assert.is(files.length, 1)
  assert.equal(skipped, [{ path: 'shut', reason: 'unreadable' }])
})

test('what vanishes during the scan is no fault', async ({ project }) => {
  const { root, write } = project
  for (let i = 0; i < 50; i += 1) write(`folder-${i}/a.ts`, '')
  let found = 0
  const listing = {
    ...nodeSystem,
    files: {
      ...nodeSystem.files,
      async list(path: string) {
        found += 1
        if (found === 10) rmSync(join(root, 'folder-1'), { recursive: true })
        if (found === 10) rmSync(join(root, 'folder-2', 'a.ts'))
        return await nodeSystem.files.list(path)
      },
    },
  }
  const { files, skipped } = await scanProject({ root, system: listing })
  assert.ok(files.length >= 48)
  assert.ok(skipped.every(({ reason }) => reason === 'vanished'))
})

test('an abort ends the scan with the reason of the signal', async ({ project }) => {
  for (let i = 0; i < 200; i += 1) project.write(`${i}/a.ts`, '')
  const abort = new AbortController()
  const reason = new Error('closed')
  const folders: string[] = []
  const scan = scanProject({
    root: project.root,
    signal: abort.signal,
    onFolder(path) {
      folders.push(path)
      if (folders.length === 20) abort.abort(reason)
    },
  })
  assert.is(await scan.catch((thrown) => thrown), reason)
  assert.ok(folders.length < 60)
})

test('a limit on files is kept and told', async ({ project }) => {
  for (let i = 0; i < 30; i += 1) project.write(`${i % 3}/${i}.ts`, '')
  const result = await scanProject({ root: project.root, limits: { files: 10 } })
  assert.is(result.files.length, 10)
  assert.is(result.limited, true)
})

test('a great many files are all found, with progress and little memory', async ({ project }) => {
  const { root } = project
  const perFolder = 500
  for (let folder = 0; folder < MANY / perFolder; folder += 1) {
    mkdirSync(join(root, `f${folder}`))
    for (let i = 0; i < perFolder; i += 1) writeFileSync(join(root, `f${folder}`, `${i}.py`), '')
  }
  const before = process.memoryUsage().rss
  let calls = 0
  const handed: string[][] = []
  const onFiles = (some: { path: string }[]) => void handed.push(some.map(({ path }) => path))
  const { files } = await scanProject({ root, onProgress: () => void calls++, onFiles })
  assert.is(files.length, MANY)
  assert.ok(handed.length > 1 && handed[0]!.length >= 500 && handed[0]!.length < 1_500, 'work can begin early')
  const early = handed.flat()
  assert.equal(new Set(early).size, early.length)
  assert.equal(
    files.slice(0, early.length).map(({ path }) => path),
    early,
  )
  assert.ok(calls > MANY / 5_000)
  assert.ok((process.memoryUsage().rss - before) / MANY < 3_000, 'under 3 KB a file')
})

test('single files are looked at again', async ({ project }) => {
  project.write('a.ts', 'abc')
  symlinkSync('a.ts', join(project.root, 'link.ts'))
  const { present, gone } = await statFiles(project.root, ['a.ts', 'b.ts', 'link.ts'])
  assert.equal(
    present.map(({ path, bytes }) => [path, bytes]),
    [['a.ts', 3]],
  )
  assert.equal(gone, ['b.ts', 'link.ts'])
})

function git(root: string, ...args: string[]): string {
  return execFileSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
}

function gitFiles(root: string): string[] {
  return git(root, 'ls-files', '-z', '-co', '--exclude-standard').split('\0').filter(Boolean).sort()
}

/** Permissions do not bind root, so the scan runs as nobody. */
function scanAsNobody(root: string): { files: string[]; skipped: unknown[] } {
  const program = `
    import { scanProject } from '@tlc/core/workspace/scan'
    if (process.getuid() === 0) process.setuid(65534)
    const { files, skipped } = await scanProject({ root: ${JSON.stringify(root)} })
    console.log(JSON.stringify({ files: files.map((file) => file.path), skipped }))`
  const child = spawnSync(process.execPath, [...process.execArgv, '--input-type=module', '-e', program], {
    encoding: 'utf8',
  })
  assert.is(child.status, 0, child.stderr)
  return JSON.parse(child.stdout)
}

const TRICKY = [
  '# comment',
  '\\#hash',
  '\\!bang',
  '*.log',
  '!important.log',
  '/anchored',
  'build/',
  'doc/*.txt',
  'doc/**/*.pdf',
  '**/cache',
  'a/**/z',
  'trailing   ',
  'kept\\ ',
  'star*mid*end',
  'q?e',
  '[abc]1',
  '[!abc]2',
  '[]]3',
  '[a-c-]4',
  '[[:digit:]]5',
  'unclosed[',
  'back\\\\slash',
  'deep/**',
  '!deep/keep',
  '/root-only/*',
  '!/root-only/yes',
  'x**y',
  '**',
  '!*',
  '!*/',
  '*.o',
  'mid/slash',
  '/**/anywhere',
  'folder-only/',
  'esc\\*aped',
  '/*.top',
  '***',
  '!*',
  '*.log',
  'build/',
  '**/cache',
  'a/**/z',
  '/anchored',
  'q?e',
  '[abc]1',
  '[!abc]2',
  'deep/**',
  'doc/**/*.pdf',
  'doc/*.txt',
  '[]]3',
  '[a-c-]4',
  '[[:digit:]]5',
  'trailing   ',
  'kept\\ ',
  'star*mid*end',
  'back\\\\slash',
  '/root-only/*',
  '!/root-only/yes',
  'x**y',
  'mid/slash',
  '/**/anywhere',
  'folder-only/',
  'esc\\*aped',
  '/*.top',
  '\\#hash',
  '\\!bang',
  '!important.log',
  '*.o',
]

const PATHS = [
  '#hash',
  '!bang',
  'a.log',
  'important.log',
  'anchored',
  'x/anchored',
  'build/a',
  'x/build/b',
  'y/build',
  'doc/a.txt',
  'doc/b/c.txt',
  'doc/a.pdf',
  'doc/b/c/d.pdf',
  'cache/x',
  'p/q/cache',
  'a/z',
  'a/b/z',
  'a/b/c/z/w',
  'b/a/z',
  'trailing',
  'kept ',
  'kept',
  'star-mid-end',
  'starmidend',
  'starmid',
  'q.e',
  'q/e',
  'qe',
  'a1',
  'd1',
  'a2',
  'd2',
  ']3',
  '[3',
  'b4',
  '-4',
  'd4',
  '75',
  'x5',
  'unclosed[',
  'back\\slash',
  'deep/a',
  'deep/keep',
  'deep/b/c',
  'root-only/no',
  'root-only/yes',
  'x/root-only/no',
  'xzzy',
  'x/y',
  'mid/slash',
  'x/mid/slash',
  'u/anywhere',
  'anywhere',
  'folder-only/x',
  'g/folder-only',
  'esc*aped',
  'escXaped',
  'a.top',
  'x/a.top',
  'lib.o',
  'sub/a.log',
  'sub/local',
  'sub/x/local',
  'sub/build/c',
  'sub/dir/x',
  'sub/dxr',
  'sub/deeper/no',
  'sub/deeper/keep.ts',
  'sub/deeper/dir/keep.ts',
  'crlf/a.tmp',
  'crlf/b.tmp',
  'excluded-here',
  'x/excluded-here',
  'plain.ts',
  '.hidden/file',
]

test.run()
