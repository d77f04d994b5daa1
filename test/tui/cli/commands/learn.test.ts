import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { html, type PageServer, pageServer } from '../../../helpers/page-server.ts'
import { makeProject } from '../../../helpers/project.ts'
import { type Ran, runTlc, startTlc } from '../../../helpers/run-tlc.ts'
import { schemaProblems } from '../../../helpers/schemas.ts'

interface World {
  project: ReturnType<typeof makeProject>
  server: PageServer
  asked: PromiseWithResolvers<void>
  left: PromiseWithResolvers<void>
  tlc(...words: string[]): Promise<Ran>
}

const CART = `<title>Cart</title><main><h1>Cart</h1><p>${'A cart adds up prices. '.repeat(20)}</p></main>`
const test = suite<World>('tui/cli/commands/learn')

test.before(async (world) => {
  world.project = makeProject({ 'a.py': 'x = 1\n' })
  world.asked = Promise.withResolvers()
  world.left = Promise.withResolvers()
  world.server = await pageServer({
    '/robots.txt': (response) => response.writeHead(404).end(),
    '/cart': html(CART),
    '/never': (response) => {
      response.on('close', world.left.resolve)
      world.asked.resolve()
    },
  })
  world.tlc = (...words) => runTlc(['learn', ...words], { cwd: world.project.root })
})
test.after(async ({ project, server }) => {
  await server.close()
  await project.dispose()
})

test('an empty name is refused, and is not the folder one stands in', async ({ tlc }) => {
  for (const words of [[''], ['', '--refresh'], [' ']]) {
    const { code, err } = await tlc(...words)
    assert.is(code, 2)
    assert.match(err, 'Expected a URL or a path, got nothing')
  }
})

test('a page of this machine is refused until it is allowed; then it is listed and can be forgotten', async ({
  server,
  tlc,
}) => {
  const url = `${server.url}/cart`
  const refused = await tlc(url)
  assert.is(refused.code, 1)
  assert.match(
    refused.err,
    /^tlc: Expected a page of the public internet.*\/cart.*Nothing was stored\.\n +.*--allow-private/,
  )
  const learnt = await tlc(url, '--allow-private')
  assert.equal([learnt.code, learnt.err], [0, ''])
  assert.match(learnt.out, /^Learnt 1 text, \d+ B\n {2}Cart {2}http/)
  assert.match((await tlc(url, '--allow-private')).out, 'Nothing new; 1 text as before')
  const listed = await tlc('--list')
  assert.match(listed.out, /^title .*\nCart .* \d{4}-\d\d-\d\d +http/)
  assert.match((await tlc('--forget', url)).out, 'Forgot 1 text')
  assert.match((await tlc('--list')).out, 'Nothing was learnt yet')
  const again = await tlc('--forget', url)
  assert.equal([again.code, again.err.includes('which was not')], [1, true])
})

test('a folder is learnt by its path from where one stands, read again and forgotten', async ({ project, tlc }) => {
  mkdirSync(join(project.root, 'docs'))
  for (const name of ['a.md', 'b.txt']) writeFileSync(join(project.root, 'docs', name), 'words')
  assert.match((await tlc('docs')).out, 'Learnt 2 texts')
  writeFileSync(join(project.root, 'docs/b.txt'), 'other words')
  assert.match((await tlc('docs', '--refresh')).out, 'Learnt 1 text, 11 B; 1 text as before')
  assert.match((await tlc('--refresh')).out, 'Nothing new; 2 texts as before')
  assert.match((await tlc('--forget', 'docs')).out, 'Forgot 2 texts')
  const missing = await tlc('nowhere')
  assert.equal([missing.code, missing.err.includes('nothing is there')], [1, true])
})

test('each output for programs fits its schema', async ({ server, project, tlc }) => {
  writeFileSync(join(project.root, 'notes.txt'), 'words')
  const url = `${server.url}/cart`
  const outputs = []
  for (const words of [[url, '--allow-private'], ['notes.txt'], ['--list'], ['--refresh'], ['--forget', 'notes.txt']]) {
    outputs.push(await tlc(...words, '--json'))
  }
  const values = outputs.map(({ out }) => JSON.parse(out))
  for (const value of values) assert.equal(schemaProblems('learn', value), [])
  assert.equal(values[2].pages.length, 2)
  // Without leave for private addresses the page cannot be read again, and is kept.
  assert.equal([outputs[3]!.code, values[3].unchanged, values[3].skipped.length], [3, 1, 1])
  assert.match(values[3].skipped[0].why, /What was kept of it still is/)
  assert.is(values[4].removed, 1)
})

test('what is asked wrongly is refused as such', async ({ tlc }) => {
  assert.is((await tlc()).code, 2)
  assert.is((await tlc('--list', '--refresh')).code, 2)
  const scheme = await tlc('ftp://example.org/')
  assert.equal([scheme.code, /Expected an http or https address/.test(scheme.err)], [1, true])
})

test('Ctrl+C ends the fetching in the daemon too', async ({ server, project, asked, left, tlc }) => {
  const child = startTlc(['learn', `${server.url}/never`, '--allow-private'], { cwd: project.root })
  await asked.promise
  child.kill('SIGINT')
  assert.equal(await once(child, 'exit'), [130, null])
  await left.promise
  assert.not.match((await tlc('--list')).out, '/never')
})

test.run()
