import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { askGit, askWorkTree } from '@tlc/core/history/git-process'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { type TemporaryRepository, temporaryRepository } from './_repository.ts'

interface Context {
  repository: TemporaryRepository
  /** A command that leaves a mark, as a filter. */
  trap: string
  sprung(): boolean
}

const test = suite<Context>('core/history/git-process')

test.before.each((context) => {
  context.repository = temporaryRepository()
  const mark = join(context.repository.root, '..', 'mark')
  context.trap = `touch '${mark}'; cat`
  context.sprung = () => existsSync(mark)
})
test.after.each(({ repository }) => repository.remove())

/** A committed file that was changed since, so that git has to look into it. */
function changed({ write, commit }: TemporaryRepository, filter: string): void {
  write('a.txt', 'one\n')
  write('.gitattributes', `*.txt filter=${filter}\n`)
  commit('First')
  write('a.txt', 'two\n')
}

const WORK_TREE = [
  ['status', '--porcelain'],
  ['blame', '--no-textconv', '--porcelain', '-L', '1,1', '--', 'a.txt'],
]

test('no filter that a repository names is run on the work tree, whatever it is called', async ({
  repository,
  trap,
  sprung,
}) => {
  for (const [name, setting] of [
    ['plain', 'clean'],
    ['a=b', 'clean'],
    ['dotted.name', 'process'],
  ] as const) {
    changed(repository, name)
    repository.git('config', `filter.${name}.${setting}`, trap)
    repository.git('config', `filter.${name}.required`, 'true')
    for (const words of WORK_TREE) {
      const { code, text } = await askWorkTree(repository.root, words)
      assert.is(code, 0)
      assert.ok(text.includes('a.txt'))
    }
    assert.not(sprung(), `filter.${name}.${setting} was run`)
    repository.git('config', '--remove-section', `filter.${name}`)
  }
})

test('a filter whose name cannot be told is no reason to run it', async ({ repository, trap, sprung }) => {
  changed(repository, 'x')
  const config = join(repository.root, '.git/config')
  repository.write(
    config.slice(repository.root.length + 1),
    Buffer.from(`[filter "\xff"]\n\tclean = "${trap}"\n`, 'latin1'),
  )
  repository.write('.gitattributes', Buffer.from('*.txt filter=\xff\n', 'latin1'))
  assert.is((await askWorkTree(repository.root, ['status', '--porcelain'])).code, null)
  assert.not(sprung())
  // The trap is one: git alone runs it.
  await askGit(repository.root, ['status', '--porcelain'])
  assert.ok(sprung())
})

test('a folder without a repository gets git’s own answer', async ({ repository }) => {
  const { code, errors } = await askWorkTree(join(repository.root, '..'), ['status'])
  assert.is(code, 128)
  assert.match(errors, /not a git repository/)
})

test.run()
