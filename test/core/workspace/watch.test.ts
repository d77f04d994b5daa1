import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { TlcError } from '@tlc/core/system/error'
import { type MemoryClock, memorySystem } from '@tlc/core/system/memory-system'
import { nodeSystem } from '@tlc/core/system/node-system'
import { type FolderListener, nodeWatcher, type Watcher } from '@tlc/core/system/watcher'
import type { WatchBatch } from '@tlc/core/workspace/contract'
import { type ProjectWatch, type WatchOptions, watchProject } from '@tlc/core/workspace/watch'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { type TemporaryProject, temporaryProject } from './_project.ts'

interface Context {
  project: TemporaryProject
  batches: WatchBatch[]
  watch: ProjectWatch
  /** Resolves once a batch fits; those before it count too. */
  until(fits: (batch: WatchBatch) => boolean): Promise<WatchBatch>
}

async function startWatch(context: Context, options: Partial<WatchOptions> = {}): Promise<void> {
  const waiting = new Set<() => void>()
  context.batches = []
  context.until = (fits) =>
    new Promise((resolve, reject) => {
      const look = () => {
        const found = context.batches.find(fits)
        if (!found) return void waiting.add(look)
        clearTimeout(limit)
        resolve(found)
      }
      // Also keeps the process alive, as a watch does not.
      const limit = setTimeout(
        () => reject(new Error(`Not told in a minute; told: ${JSON.stringify(context.batches)}`)),
        60_000,
      )
      look()
    })
  context.watch = await watchProject({
    root: context.project.root,
    onBatch(batch) {
      context.batches.push(batch)
      const woken = [...waiting]
      waiting.clear()
      for (const look of woken) look()
    },
    ...options,
  })
  await context.watch.scan()
}

const watchers: Record<string, Watcher> = { 'by folder': nodeWatcher, 'by tree': { ...nodeWatcher, byFolder: false } }

for (const [name, watcher] of Object.entries(watchers)) {
  const test = suite<Context>(`core/workspace/watch (${name})`)

  test.before.each(async (context) => {
    const project = temporaryProject({
      'src/a.py': 'x = 1\n',
      'src/deep/b.py': '',
      '.gitignore': 'ignored/\n*.log\n',
      'ignored/c.py': '',
    })
    context.project = project
    git(project.root, 'init', '-q')
    git(project.root, 'add', '-A')
    commit(project.root, 'first')
    await startWatch(context, { watcher })
  })
  test.after.each(async ({ watch, project }) => {
    await watch.close()
    project.remove()
  })

  test('a written file is told', async ({ project, until }) => {
    project.write('src/deep/b.py', 'y = 2\n')
    const batch = await until(({ changed }) => changed.includes('src/deep/b.py'))
    assert.equal(batch, { changed: ['src/deep/b.py'], deleted: [], rescan: false, git: false })
  })

  test('a file that an editor saves by renaming is told', async ({ project, until }) => {
    const { root, write } = project
    write('src/.a.py.swp', 'x')
    write('src/4913', '')
    rmSync(join(root, 'src/4913'))
    renameSync(join(root, 'src/a.py'), join(root, 'src/a.py~'))
    write('src/a.py', 'x = 2\n')
    rmSync(join(root, 'src/a.py~'))
    await until(({ changed }) => changed.includes('src/a.py'))
  })

  test('a file that is written in two goes is told again after the second', async ({ project, batches, until }) => {
    const { root, write } = project
    truncateSync(join(root, 'src/a.py'))
    await until(({ changed }) => changed.includes('src/a.py'))
    batches.length = 0
    write('src/a.py', 'x = 3\n')
    await until(({ changed }) => changed.includes('src/a.py'))
  })

  test('new and removed files are told', async ({ project, until }) => {
    project.write('src/new.py', '')
    await until(({ changed }) => changed.includes('src/new.py'))
    rmSync(join(project.root, 'src/new.py'))
    await until(({ deleted }) => deleted.includes('src/new.py'))
  })

  test('files of a folder that is made or moved in are told, and later changes in it', async ({ project, until }) => {
    const { root, write } = project
    const outside = mkdtempSync(join(dirname(root), 'tlc-outside-'))
    mkdirSync(join(outside, 'lib/inner'), { recursive: true })
    writeFileSync(join(outside, 'lib/inner/d.py'), '')
    renameSync(join(outside, 'lib'), join(root, 'lib'))
    rmSync(outside, { recursive: true })
    await until(({ changed, rescan }) => changed.includes('lib/inner/d.py') || rescan)
    // On Linux @parcel/watcher does not see into a folder that was moved in, which is why it is not used there.
    if (!watcher.byFolder && process.platform === 'linux') return
    write('lib/inner/e.py', '')
    await until(({ changed }) => changed.includes('lib/inner/e.py'))
    write('made/quickly/and/deep/f.py', '')
    await until(({ changed }) => changed.includes('made/quickly/and/deep/f.py'))
  })

  test('a folder that goes asks for a scan', async ({ project, until }) => {
    rmSync(join(project.root, 'src/deep'), { recursive: true })
    await until(({ rescan }) => rescan)
  })

  test('a folder that is replaced is followed after the scan', async ({ project, until, watch, batches }) => {
    const { root, write } = project
    write('src/other/b.py', 'z = 1\n')
    await until(({ changed }) => changed.includes('src/other/b.py'))
    rmSync(join(root, 'src/deep'), { recursive: true })
    renameSync(join(root, 'src/other'), join(root, 'src/deep'))
    await until(({ rescan }) => rescan)
    await watch.scan()
    batches.length = 0
    write('src/deep/b.py', 'z = 2\n')
    await until(({ changed }) => changed.includes('src/deep/b.py'))
  })

  test('what is ignored, and the state of tlc itself, is never told', async ({ project, until, batches }) => {
    const { root, write } = project
    write('ignored/c.py', 'changed')
    write('noise.log', '')
    write('.tlc/wal/1', '')
    write('node_modules/pkg/index.js', '')
    symlinkSync('a.py', join(root, 'src', 'link.py'))
    write('src/last.py', '')
    await until(({ changed }) => changed.includes('src/last.py'))
    const told = batches.flatMap(({ changed }) => changed)
    assert.equal(told, ['src/last.py'])
    assert.not.ok(batches.some(({ rescan }) => rescan))
  })

  test('a changed ignore file asks for a scan, and its rules hold after it', async ({
    project,
    until,
    watch,
    batches,
  }) => {
    project.write('.tlcignore', '!noise.log\nsrc/deep/\n')
    await until(({ rescan }) => rescan)
    const { files } = await watch.scan()
    assert.not.ok(files.some(({ path }) => path.startsWith('src/deep')))
    batches.length = 0
    project.write('src/deep/b.py', 'ignored now')
    project.write('noise.log', 'no longer ignored')
    await until(({ changed }) => changed.includes('noise.log'))
    assert.not.ok(batches.some(({ changed }) => changed.includes('src/deep/b.py')))
  })

  test('a commit, a new branch with a slash, a commit on it and a tag-free rebase are told', async ({
    project,
    until,
    batches,
  }) => {
    const { root, write } = project
    const told = async (act: () => void) => {
      batches.length = 0
      act()
      await until((batch) => batch.git)
    }
    write('src/a.py', 'x = 4\n')
    await told(() => commit(root, 'second'))
    await told(() => git(root, 'checkout', '-q', '-b', 'topic/one'))
    write('src/a.py', 'x = 5\n')
    await told(() => commit(root, 'third'))
    await told(() => git(root, 'pack-refs', '--all'))
    await told(() => git(root, 'reset', '-q', '--soft', 'HEAD~1'))
  })

  test('a repository that begins later is noticed', async ({ project, until, batches }) => {
    rmSync(join(project.root, '.git'), { recursive: true })
    await until((batch) => batch.git)
    batches.length = 0
    git(project.root, 'init', '-q')
    await until((batch) => batch.git)
    batches.length = 0
    git(project.root, 'add', '-A')
    commit(project.root, 'again')
    await until((batch) => batch.git)
  })

  test('hundreds of files at once are all told', async ({ project, until, batches }) => {
    for (let i = 0; i < 400; i += 1) project.write(`many/${i % 7}/${i}.py`, 'x')
    const told = () => new Set(batches.flatMap(({ changed }) => changed.filter((path) => path.startsWith('many/'))))
    await until(() => told().size === 400)
  })

  test('nothing is told after the end', async ({ project, watch, batches }) => {
    project.write('src/a.py', 'x = 6\n')
    await watch.close()
    const before = batches.length
    project.write('src/a.py', 'x = 7\n')
    await new Promise(setImmediate)
    assert.is(batches.length, before)
  })

  test.run()
}

const limits = suite<Context>('core/workspace/watch (limits)')

limits.before.each((context) => {
  context.project = temporaryProject({ 'a/1.py': '', 'b/2.py': '', 'c/3.py': '' })
})
limits.after.each(async ({ watch, project }) => {
  await watch.close()
  project.remove()
})

limits('where the system allows no more watches, scans take their place and people are told once', async (context) => {
  const { clock } = memorySystem()
  const messages: string[] = []
  let given = 0
  const scarce: Watcher = {
    ...nodeWatcher,
    byFolder: true,
    folder(path, listener) {
      given += 1
      if (given > 2)
        throw new TlcError('watch/limit', 'The system allows no more watches', { hint: 'Raise the limit.' })
      return nodeWatcher.folder(path, listener)
    },
  }
  await startWatch(context, {
    watcher: scarce,
    system: { ...nodeSystem, clock },
    onTrouble: (message) => messages.push(message),
  })
  clock.advance(10)
  await context.until(({ rescan }) => rescan)
  assert.is(messages.length, 1)
  assert.match(messages[0]!, /every 10 s only.*no more watches.*Raise the limit/)
  assert.is(context.watch.limited, messages[0])
  await new Promise(setImmediate)
  context.batches.length = 0
  clock.advance(10_000)
  clock.advance(20)
  await context.until(({ rescan }) => rescan)
})

limits('when the system allows watches again, every folder gets one and the scans end', async (context) => {
  const { clock } = memorySystem()
  const messages: string[] = []
  let most = 2
  let given = 0
  const scarce: Watcher = {
    ...nodeWatcher,
    byFolder: true,
    folder(path, listener) {
      if (given >= most) throw new TlcError('watch/limit', 'The system allows no more watches')
      given += 1
      return nodeWatcher.folder(path, listener)
    },
  }
  const system = { ...nodeSystem, clock }
  await startWatch(context, { watcher: scarce, system, onTrouble: (message) => messages.push(message) })
  const { watch, batches, project } = context
  await passUntil(clock, () => batches.length > 0)
  most = 100
  await watch.scan()
  assert.is(watch.limited, '')
  assert.is(messages.length, 2)
  assert.match(messages[1]!, 'watched again')
  batches.length = 0
  project.write('c/3.py', 'x = 1\n')
  await passUntil(clock, () => batches.some(({ changed }) => changed.includes('c/3.py')))
  assert.not(batches.some(({ rescan }) => rescan))
  batches.length = 0
  clock.advance(1_000_000)
  await new Promise(setImmediate)
  assert.equal(batches, [])
})

limits(
  'a folder that cannot be watched for another reason asks for one scan and not for one after each',
  async (context) => {
    const { clock } = memorySystem()
    const closed: Watcher = {
      ...nodeWatcher,
      byFolder: true,
      folder(path, listener) {
        if (path.endsWith('/b')) throw new TlcError('watch/failed', 'Cannot watch it')
        return nodeWatcher.folder(path, listener)
      },
    }
    await startWatch(context, { watcher: closed, system: { ...nodeSystem, clock } })
    const { watch, batches } = context
    await passUntil(clock, () => batches.length > 0)
    assert.is(watch.limited, '')
    batches.length = 0
    await watch.scan()
    clock.advance(1_000_000)
    await new Promise(setImmediate)
    assert.equal(batches, [])
  },
)

limits('commits that no watch tells of are asked about by the scans', async (context) => {
  const { root } = context.project
  git(root, 'init', '-q')
  git(root, 'add', '-A')
  commit(root, 'first')
  const { clock } = memorySystem()
  const scarce: Watcher = {
    ...nodeWatcher,
    byFolder: true,
    folder(path, listener) {
      if (path.includes('/.git')) throw new TlcError('watch/limit', 'The system allows no more watches')
      return nodeWatcher.folder(path, listener)
    },
  }
  await startWatch(context, { watcher: scarce, system: { ...nodeSystem, clock } })
  assert.match(context.watch.limited, 'no more watches')
  commit(root, 'second')
  clock.advance(10_000)
  await passUntil(clock, () => context.batches.some((batch) => batch.git))
})

limits('a burst larger than what the system keeps asks for a scan', async (context) => {
  const listeners: FolderListener[] = []
  const loud: Watcher = {
    ...nodeWatcher,
    byFolder: true,
    folder(_path, listener) {
      listeners.push(listener)
      return { close: () => {} }
    },
  }
  await startWatch(context, { watcher: loud })
  for (let i = 0; i < 9_000; i += 1) listeners[0]!.changed('1.py', false)
  assert.equal((await context.until(() => true)).rescan, true)
})

limits('a burst in the repository asks for a scan too: the system keeps all events in one queue', async (context) => {
  const { root } = context.project
  git(root, 'init', '-q')
  const listeners: FolderListener[] = []
  const loud: Watcher = {
    ...nodeWatcher,
    byFolder: true,
    folder(path, listener) {
      if (path === join(root, '.git')) listeners.push(listener)
      return { close: () => {} }
    },
  }
  await startWatch(context, { watcher: loud })
  for (let i = 0; i < 9_000; i += 1) listeners[0]!.changed('index.lock', true)
  assert.equal((await context.until(() => true)).rescan, true)
})

limits(
  'what the system drops, because nobody reads its queue in time, is looked for: files and commits',
  async (context) => {
    // The queue of inotify holds 16,384 events.
    if (process.platform !== 'linux') return
    const { root, write } = context.project
    git(root, 'init', '-q')
    await startWatch(context)
    // All in one turn: nothing is read meanwhile, so that the last of it is dropped.
    for (let i = 0; i < 9_000; i += 1) write(`a/${i}.py`, 'x')
    write('c/3.py', 'x = 1\n')
    commit(root, 'the first')
    const told = await context.until(({ rescan }) => rescan)
    assert.ok(told.git)
    assert.not(context.batches.some(({ changed }) => changed.includes('c/3.py')))
  },
)

limits('lost events ask for a scan', async (context) => {
  const listeners: FolderListener[] = []
  const lossy: Watcher = {
    ...nodeWatcher,
    byFolder: true,
    folder(_path, listener) {
      listeners.push(listener)
      return { close: () => {} }
    },
  }
  await startWatch(context, { watcher: lossy })
  listeners[0]!.lost(new TlcError('watch/failed', 'dropped'))
  await context.until(({ rescan }) => rescan)
})

limits('a project that goes away as a whole asks for a scan, which says so', async (context) => {
  await startWatch(context)
  context.project.remove()
  await context.until(({ rescan }) => rescan)
  const thrown = await context.watch.scan().catch((fault) => fault)
  assert.ok(thrown instanceof TlcError && thrown.code === 'project/missing')
})

limits(
  'a commit on a branch whose folder was made a moment ago is told, though its watch came later',
  async (context) => {
    const { root } = context.project
    git(root, 'init', '-q')
    git(root, 'add', '-A')
    commit(root, 'first')
    const isListed = Promise.withResolvers<void>()
    const mayList = Promise.withResolvers<void>()
    const list = async (path: string) => {
      if (!path.endsWith('refs/heads/topic')) return nodeSystem.files.list(path)
      isListed.resolve()
      await mayList.promise
      return nodeSystem.files.list(path)
    }
    await startWatch(context, { system: { ...nodeSystem, files: { ...nodeSystem.files, list } } })
    git(root, 'checkout', '-q', '-b', 'topic/one')
    await context.until((batch) => batch.git)
    await isListed.promise
    commit(root, 'second')
    context.batches.length = 0
    mayList.resolve()
    await context.until((batch) => batch.git)
  },
)

limits('a linked work tree tells of its own commits', async (context) => {
  const main = temporaryProject({ 'a.py': '' })
  git(main.root, 'init', '-q')
  git(main.root, 'add', '-A')
  commit(main.root, 'first')
  const linked = join(mkdtempSync(join(tmpdir(), 'tlc-linked-')), 'tree')
  git(main.root, 'worktree', 'add', '-q', linked)
  context.project.remove()
  context.project = { ...context.project, root: linked, remove: () => rmSync(dirname(linked), { recursive: true }) }
  await startWatch(context)
  writeFileSync(join(linked, 'a.py'), 'x = 1\n')
  commit(linked, 'second')
  await context.until((batch) => batch.git)
  main.remove()
})

limits.run()

/** Lets time pass until it holds: what waits for the disk comes in between. */
async function passUntil(clock: MemoryClock, holds: () => boolean): Promise<void> {
  const end = Date.now() + 60_000
  while (!holds()) {
    if (Date.now() > end) throw new Error('did not happen in a minute')
    clock.advance(20)
    await new Promise(setImmediate)
  }
}

function git(root: string, ...args: string[]): void {
  execFileSync('git', args, { cwd: root, stdio: 'ignore' })
}

function commit(root: string, message: string): void {
  git(
    root,
    '-c',
    'user.name=Ada',
    '-c',
    'user.email=ada@example.org',
    'commit',
    '-q',
    '-a',
    '--allow-empty',
    '-m',
    message,
  )
}
