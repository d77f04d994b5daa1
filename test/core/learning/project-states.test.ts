import { execFileSync } from 'node:child_process'
import { hash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import type { ProjectStates } from '@tlc/core/learning/contract'
import { createProjectStates } from '@tlc/core/learning/project-states'
import { nodeSystem } from '@tlc/core/system/node-system'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

interface Folder {
  root: string
  folder: string
  states: ProjectStates
  write(path: string, text: string | Uint8Array): void
  git(...words: string[]): string
}

const test = suite<Folder>('core/learning/project-states')

test.before.each((context) => {
  const root = mkdtempSync(join(tmpdir(), 'tlc-states-'))
  const folder = join(root, '.tlc/learning')
  const git = (...words: string[]) =>
    execFileSync('git', ['-c', 'user.name=Ann', '-c', 'user.email=ann@example.org', ...words], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
  let withGit = false
  const list = async () =>
    readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !/\.(?:git|tlc)(?:\/|$)/.test(entry.parentPath))
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => {
        const { size, mtimeMs } = statSync(file)
        return { path: relative(root, file), hash: hash('sha1', readFileSync(file)), bytes: size, mtimeMs }
      })
  Object.assign(context, {
    root,
    folder,
    write(path: string, text: string | Uint8Array) {
      mkdirSync(join(root, path, '..'), { recursive: true })
      writeFileSync(join(root, path), text)
    },
    git(...words: string[]) {
      withGit = true
      return git(...words)
    },
    states: createProjectStates({
      system: nodeSystem,
      folder,
      list,
      async read(path) {
        const bytes = readFileSync(join(root, path))
        return bytes.includes(0) ? null : bytes.toString('utf8')
      },
      async committed() {
        if (!withGit) return null
        const differing = git('status', '--porcelain', '-z', '-uall')
          .split('\0')
          .map((entry) => entry.slice(3))
        return { commit: git('rev-parse', 'HEAD').trim(), differing: new Set(differing) }
      },
      async textAt(commit, path) {
        try {
          return git('show', `${commit}:${path}`)
        } catch {
          return null
        }
      },
    }),
  })
})
test.after.each(({ root }) => rmSync(root, { recursive: true, force: true }))

test('added, changed and deleted files are told with their lines', async ({ states, write, root }) => {
  write('a.py', 'one\ntwo\nthree\nfour\n')
  write('gone.py', 'old\n')
  const mark = await states.mark()
  write('a.py', 'one\ntwo\nTHREE\nfour\n')
  write('new/b.py', 'fresh\n')
  rmSync(join(root, 'gone.py'))
  const changes = await states.since(mark)
  assert.equal(
    changes.map(({ path, change, added, deleted }) => [path, change, added, deleted]),
    [
      ['a.py', 'changed', 1, 1],
      ['gone.py', 'deleted', 0, 1],
      ['new/b.py', 'added', 1, 0],
    ],
  )
  assert.is(changes[0]?.excerpt, ' two\n-three\n+THREE\n four')
})

test('the same state has the same mark, and is kept once', async ({ states, write, folder }) => {
  write('a.py', 'one\n')
  const first = await states.mark()
  assert.is(await states.mark(), first)
  write('a.py', 'two\n')
  assert.is.not(await states.mark(), first)
  write('a.py', 'one\n')
  assert.is(await states.mark(), first)
  assert.is(readdirSync(folder).length, 2)
  assert.equal(await states.since(first), [])
})

test('what a commit holds is not kept a second time, and is told all the same', async ({
  states,
  write,
  git,
  folder,
}) => {
  write('a.py', 'committed\n')
  write('b.py', 'b\n')
  git('init', '-q')
  git('add', '.')
  git('commit', '-q', '-m', 'first')
  write('b.py', 'changed already\n')
  const mark = await states.mark()
  const kept = readFileSync(join(folder, `${mark}.json`), 'utf8')
  assert.not.match(kept, 'committed\\n')
  assert.match(kept, 'changed already')
  write('a.py', 'mended\n')
  write('b.py', 'changed again\n')
  git('add', '.')
  git('commit', '-q', '-m', 'second')
  assert.equal(
    (await states.since(mark)).map(({ excerpt }) => excerpt),
    ['-committed\n+mended', '-changed already\n+changed again'],
  )
})

test('secrets are in no state and in no change', async ({ states, write, folder }) => {
  write('.env', 'DB_PASSWORD=hunter2hunter2\nPORT=1\n')
  const mark = await states.mark()
  assert.not.match(readFileSync(join(folder, `${mark}.json`), 'utf8'), 'hunter2')
  write('.env', 'DB_PASSWORD=hunter3hunter3\nPORT=2\n')
  const [change] = await states.since(mark)
  assert.not.match(change!.excerpt, /hunter[23]/)
  assert.match(change!.excerpt, '+PORT=2')
})

test('of a change of nothing but a secret only the file is told', async ({ states, write }) => {
  write('.env', 'DB_PASSWORD=hunter2hunter2\n')
  const mark = await states.mark()
  write('.env', 'DB_PASSWORD=hunter3hunter3\n')
  assert.equal(await states.since(mark), [{ path: '.env', change: 'changed', added: 0, deleted: 0, excerpt: '' }])
})

test('binary and large files are told to have changed, without what', async ({ states, write }) => {
  write('logo.png', new Uint8Array([0, 1, 2]))
  write('big.txt', 'x\n'.repeat(200_000))
  const mark = await states.mark()
  write('logo.png', new Uint8Array([0, 1, 3]))
  write('big.txt', 'y\n'.repeat(200_000))
  assert.equal(
    (await states.since(mark)).map(({ path, change, excerpt }) => [path, change, excerpt]),
    [
      ['big.txt', 'changed', ''],
      ['logo.png', 'changed', ''],
    ],
  )
})

test('many changes and long ones are bounded, sources first', async ({ states, write }) => {
  write('z.py', 'a\n')
  for (let i = 0; i < 40; i++) write(`dist/${i}.js`, `${i}\n`)
  const mark = await states.mark()
  write('z.py', Array.from({ length: 3_000 }, (_, i) => `line ${i} ${'x'.repeat(300)}\n`).join(''))
  for (let i = 0; i < 40; i++) write(`dist/${i}.js`, `${i + 1}\n`)
  const changes = await states.since(mark)
  assert.is(changes.length, 20)
  assert.is(changes[0]?.path, 'z.py')
  assert.ok(JSON.stringify(changes).length < 40_000)
})

test('a state that is gone, cut off or of another version tells nothing', async ({ states, write, folder }) => {
  write('a.py', 'one\n')
  const mark = await states.mark()
  write('a.py', 'two\n')
  for (const text of ['{"version":1,"ha', '', '{"version":9}', 'null']) {
    writeFileSync(join(folder, `${mark}.json`), text)
    assert.equal(await states.since(mark), [])
  }
  assert.equal(await states.since('unknown'), [])
})

test('only the states that are asked for are kept', async ({ states, write, folder }) => {
  await states.keep(new Set())
  write('a.py', 'one\n')
  const first = await states.mark()
  write('a.py', 'two\n')
  await states.mark()
  await states.keep(new Set([first]))
  assert.equal(readdirSync(folder), [`${first}.json`])
})

test.run()
