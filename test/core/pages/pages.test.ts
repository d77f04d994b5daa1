import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { LearnProgress } from '@tlc/core/pages/contract'
import { openPages, type PageChange, type Pages, type PagesOptions } from '@tlc/core/pages/pages'
import { TlcError } from '@tlc/core/system/error'
import { nodeSystem } from '@tlc/core/system/node-system'
import type { System } from '@tlc/core/system/system'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import {
  type Handler,
  html,
  megabytes,
  type PageServer,
  pageServer,
  plain,
  redirect,
} from '../../helpers/page-server.ts'

interface World {
  root: string
  folder: string
  pages: Pages
  troubles: string[]
  changes: PageChange[]
  progress: (LearnProgress | null)[]
  servers: PageServer[]
}

const CART = '<title>Cart</title><main><h1>Cart</h1><p>A cart adds up prices.</p></main>'
const test = suite<World>('core/pages/pages')

test.before.each(async (world) => {
  world.root = realpathSync(mkdtempSync(join(tmpdir(), 'tlc-pages-')))
  world.folder = join(world.root, '.tlc/pages')
  world.servers = []
  await reopen(world)
})
test.after.each(async ({ root, pages, servers }) => {
  await pages.close()
  for (const server of servers) await server.close()
  rmSync(root, { recursive: true, force: true })
})

test('a page is kept as a file with its source, date, hash and licence, and found again by the next start', async (world) => {
  const text = 'A cart adds up the prices of what is in it. '.repeat(10)
  const server = await serve(world, {
    '/cart': html(`<title>Cart</title><link rel="license" href="https://cc.org/by"><main><h1>Cart</h1><p>${text}</p>`),
  })
  const { stored, skipped } = await world.pages.learn({ source: `${server.url}/cart#top`, allowPrivate: true })
  assert.equal(skipped, [])
  const url = `${server.url}/cart`
  const { fetchedAt, hash, bytes, ...facts } = stored[0]!
  assert.equal(facts, {
    id: `page:${url}`,
    url,
    finalUrl: url,
    source: url,
    title: 'Cart',
    licence: 'https://cc.org/by',
    robots: 'no robots.txt',
  })
  assert.ok(Date.now() - fetchedAt < 60_000)
  const [file] = readdirSync(world.folder)
  assert.match(
    readFileSync(join(world.folder, file!), 'utf8'),
    /^---\nformat: 1\nid: "page:http:.*\n---\n# Cart\n\nA cart/s,
  )
  await reopen(world)
  assert.equal(world.pages.list(), stored)
  const [document] = await world.pages.documents()
  assert.equal(
    { ...document, text: '' },
    { id: `page:${url}`, kind: 'page', title: 'Cart', text: '', at: fetchedAt, version: hash },
  )
  assert.is(Buffer.byteLength(document!.text), bytes)
})

test('a page that is learnt again takes the place of what was there; one that did not change is told as such', async (world) => {
  let body = 'one'
  const server = await serve(world, { '/a': (response) => plain(body)(response, response.req) })
  const source = `${server.url}/a`
  const id = `page:${source}`
  await world.pages.learn({ source, allowPrivate: true })
  const same = await world.pages.learn({ source, allowPrivate: true })
  assert.equal([same.stored, same.unchanged], [[], 1])
  body = 'two'
  const refreshed = await world.pages.refresh({ allowPrivate: true })
  assert.equal([refreshed.stored.length, refreshed.unchanged], [1, 0])
  assert.equal(
    (await world.pages.documents()).map((one) => one.text),
    ['two'],
  )
  assert.equal(readdirSync(world.folder).length, 1)
  assert.equal(world.changes, [
    { changed: [id], removed: [] },
    { changed: [id], removed: [] },
  ])
})

test('only documents that are new or changed are handed out to one who knows the others', async (world) => {
  const server = await serve(world, { '/a': plain('a'), '/b': plain('b') })
  for (const path of ['/a', '/b']) await world.pages.learn({ source: server.url + path, allowPrivate: true })
  const all = await world.pages.documents()
  const known = new Map(all.map(({ id, version }) => [id, version]))
  assert.equal(await world.pages.documents({ known }), [])
  known.set(all[1]!.id, 'older')
  assert.equal(await world.pages.documents({ known }), [all[1]])
  assert.equal(await world.pages.documents({ only: [all[0]!.id, 'page:none'] }), [all[0]])
})

test('what cannot be learnt leaves what was there, and stores nothing', async (world) => {
  let handler: Handler = plain('good')
  const server = await serve(world, {
    '/a': (response, request) => handler(response, request),
    '/robots.txt': plain('User-agent: *\nDisallow: /no'),
  })
  const source = `${server.url}/a`
  await world.pages.learn({ source, allowPrivate: true })
  const before = await world.pages.documents()
  const bad: [Handler, string][] = [
    [megabytes(50), 'page/too-large'],
    [redirect('/a'), 'page/redirects'],
    [redirect('http://169.254.169.254/'), 'page/private-address'],
    [redirect('/no'), 'page/robots'],
    [plain(''), 'page/no-text'],
    [html('<script>1</script>'), 'page/no-text'],
    [plain('%PDF-1.4', 'application/pdf'), 'page/unsupported'],
    [(response) => response.writeHead(500).end(), 'page/status'],
    [(response) => response.destroy(), 'page/unreachable'],
  ]
  for (const [each, code] of bad) {
    handler = each
    assert.is((await faultOf(world.pages.learn({ source, allowPrivate: true }))).code, code)
    const { skipped } = await world.pages.refresh({ allowPrivate: true })
    assert.is(skipped.length, 1, code)
    assert.match(skipped[0]!.why, /^(?!.*Nothing was stored)/)
  }
  assert.is((await faultOf(world.pages.learn({ source }))).code, 'page/private-address')
  assert.equal(await world.pages.documents(), before)
  assert.equal(readdirSync(world.folder).length, 1)
})

test('on a full disk the old text is kept, nothing half written is left, and later it works', async (world) => {
  let body = 'one'
  const server = await serve(world, { '/a': (response) => plain(body)(response, response.req) })
  const wish = { source: `${server.url}/a`, allowPrivate: true }
  const disk = { isFull: false }
  await reopen(world, { system: filling(disk) })
  await world.pages.learn(wish)
  body = 'two'
  disk.isFull = true
  const fault = await faultOf(world.pages.learn(wish))
  assert.equal([fault.code, fault.hint !== ''], ['file/full', true])
  assert.equal(
    (await world.pages.documents()).map(({ text }) => text),
    ['one'],
  )
  assert.is(readdirSync(world.folder).length, 1)
  disk.isFull = false
  await world.pages.learn(wish)
  assert.equal(
    (await world.pages.documents()).map(({ text }) => text),
    ['two'],
  )
})

test('a damaged file is told and left out; the others are there, and learning it again mends it', async (world) => {
  const server = await serve(world, { '/a': plain('aaa'), '/b': plain('bbb'), '/c': plain('ccc') })
  for (const path of ['/a', '/b', '/c']) await world.pages.learn({ source: server.url + path, allowPrivate: true })
  const files = readdirSync(world.folder).map((name) => join(world.folder, name))
  const fileOf = (word: string) => files.find((file) => readFileSync(file, 'utf8').endsWith(word))!
  writeFileSync(fileOf('aaa'), readFileSync(fileOf('aaa'), 'utf8').slice(0, -1))
  writeFileSync(fileOf('bbb'), Buffer.alloc(300))
  writeFileSync(`${fileOf('ccc')}.abcdef.tmp`, 'half')
  writeFileSync(join(world.folder, 'notes.txt'), 'somebody else’s')
  await reopen(world)
  assert.equal(
    (await world.pages.documents()).map(({ text }) => text),
    ['ccc'],
  )
  assert.is(world.troubles.length, 2)
  for (const trouble of world.troubles) assert.match(trouble, /is damaged.*Learn its page again/)
  await world.pages.learn({ source: `${server.url}/a`, allowPrivate: true })
  assert.equal(
    (await world.pages.documents()).map(({ text }) => text),
    ['aaa', 'ccc'],
  )
  assert.ok(!readdirSync(world.folder).some((name) => name.endsWith('.tmp')))
})

test('a file that goes or is damaged while the store is open is left out of what is handed out', async (world) => {
  const server = await serve(world, { '/a': plain('aaa'), '/b': plain('bbb') })
  for (const path of ['/a', '/b']) await world.pages.learn({ source: server.url + path, allowPrivate: true })
  const [first] = readdirSync(world.folder)
  rmSync(join(world.folder, first!))
  assert.is((await world.pages.documents()).length, 1)
  assert.is(world.troubles.length, 1)
})

test('texts of a folder are learnt: not what is hidden, no text, or lies behind a link', async (world) => {
  const docs = join(world.root, 'docs')
  write(world, 'docs/a.md', '---\n---\n# Deploy it\nWords.')
  write(world, 'docs/b/c.txt', 'plain')
  write(world, 'docs/b/page.html', CART)
  write(world, 'docs/.env', 'SECRET=1')
  write(world, 'docs/node_modules/x/README.md', 'no')
  write(world, 'docs/image.png', Buffer.from([0x89, 80, 0, 0]))
  write(world, 'docs/empty.md', '\n')
  write(world, 'outside/secret.txt', 'secret')
  symlinkSync(join(world.root, 'outside'), join(docs, 'link'))
  symlinkSync(join(world.root, 'outside/secret.txt'), join(docs, 'link.txt'))
  const { stored, skipped } = await world.pages.learn({ source: docs })
  assert.equal(skipped, [])
  assert.equal(
    stored.map(({ id, title, source }) => [id.slice(id.indexOf('docs/')), title, source]),
    [
      ['docs/a.md', 'Deploy it', docs],
      ['docs/b/c.txt', 'c.txt', docs],
      ['docs/b/page.html', 'Cart', docs],
    ],
  )
  assert.is(stored[0]!.url, pathToFileURL(join(docs, 'a.md')).href)
  assert.equal(world.progress.filter((one) => one !== null).map(({ total }) => total)[0], 5)
  assert.is(world.progress.at(-1), null)
})

test('refreshing a folder adds what came, drops what went, and keeps what cannot be read', async (world) => {
  const docs = join(world.root, 'docs')
  for (const name of ['a', 'b', 'c']) write(world, `docs/${name}.txt`, name)
  await world.pages.learn({ source: docs })
  rmSync(join(docs, 'a.txt'))
  write(world, 'docs/c.txt', 'c'.repeat(200))
  write(world, 'docs/d.txt', 'd')
  await reopen(world, { limits: { maxBytes: 100 } })
  const { stored, unchanged, removed, skipped } = await world.pages.refresh({})
  assert.equal([stored.map(({ title }) => title), unchanged, removed], [['d.txt'], 1, 1])
  assert.equal(
    skipped.map(({ source }) => source),
    [join(docs, 'c.txt')],
  )
  assert.equal(
    (await world.pages.documents()).map(({ text }) => text),
    ['b', 'c', 'd'],
  )
  rmSync(docs, { recursive: true })
  assert.is((await world.pages.refresh({})).skipped.length, 1)
  assert.is(world.pages.list().length, 3)
})

test('a file alone is learnt, and a folder through a link is the folder', async (world) => {
  write(world, 'docs/a.md', 'text')
  const file = join(world.root, 'docs/a.md')
  assert.is((await world.pages.learn({ source: file })).stored[0]!.source, file)
  symlinkSync(join(world.root, 'docs'), join(world.root, 'link'))
  const { unchanged } = await world.pages.learn({ source: join(world.root, 'link') })
  assert.is(unchanged, 1)
})

test('a folder of too much is refused with what to do', async (world) => {
  for (let i = 0; i < 12; i++) write(world, `docs/${i}.txt`, 'x'.repeat(100))
  await reopen(world, { limits: { maxFiles: 10 } })
  const many = await faultOf(world.pages.learn({ source: join(world.root, 'docs') }))
  assert.equal([many.code, world.pages.list().length], ['page/too-many', 0])
  await reopen(world, { limits: { maxTotalBytes: 550 } })
  const much = await faultOf(world.pages.learn({ source: join(world.root, 'docs') }))
  assert.equal([much.code, world.pages.list().length], ['page/too-large', 5])
  assert.match(much.message, /What was read until then is kept/)
  const missing = await faultOf(world.pages.learn({ source: join(world.root, 'nothing') }))
  assert.equal([missing.code, /nothing is there/.test(missing.message)], ['page/missing', true])
})

test('what was learnt is forgotten by id, URL or folder, and only that', async (world) => {
  const server = await serve(world, { '/a': plain('a'), '/b': plain('b') })
  for (const path of ['/a', '/b']) await world.pages.learn({ source: server.url + path, allowPrivate: true })
  for (const name of ['x', 'y']) write(world, `docs/${name}.txt`, name)
  await world.pages.learn({ source: join(world.root, 'docs') })
  assert.equal(await world.pages.forget(`page:${server.url}/a`), { removed: 1 })
  assert.equal(await world.pages.forget(`${server.url}/b`), { removed: 1 })
  assert.equal(await world.pages.forget(`${join(world.root, 'docs')}/`), { removed: 2 })
  assert.equal([world.pages.list(), readdirSync(world.folder)], [[], []])
  assert.is((await faultOf(world.pages.forget('page:none'))).code, 'page/unknown')
  assert.is((await faultOf(world.pages.refresh({ only: ['page:none'] }))).code, 'page/unknown')
  assert.equal(world.changes.at(-1)!.removed.length, 2)
})

test('a text is named by the end of its address, whatever is written there', async (world) => {
  const server = await serve(world, { '*': plain('text') })
  const titles = []
  for (const path of ['/a%20b.txt', '/%E0%A4%A', '/', '/x/']) {
    const { stored } = await world.pages.learn({ source: server.url + path, allowPrivate: true })
    titles.push(stored[0]!.title)
  }
  assert.equal(titles, ['a b.txt', '%E0%A4%A', `127.0.0.1:${server.port}`, 'x'])
})

test('two who want the same source at once get one fetch', async (world) => {
  const server = await serve(world, { '/a': plain('a') })
  const wish = { source: `${server.url}/a`, allowPrivate: true }
  const [one, two] = await Promise.all([world.pages.learn(wish), world.pages.learn(wish)])
  assert.is(one, two)
  assert.equal(server.asked, ['/robots.txt', '/a'])
})

test('learning is stopped by its source, refreshing as a whole, and closing stops all', async (world) => {
  const waiting = Promise.withResolvers<void>()
  let isSlow = false
  const server = await serve(world, {
    '/a': (response, request) => {
      if (!isSlow) return plain('a')(response, request)
      waiting.resolve()
    },
  })
  const wish = { source: `${server.url}/a`, allowPrivate: true }
  await world.pages.learn(wish)
  isSlow = true
  const learning = faultOf(world.pages.learn(wish))
  await waiting.promise
  assert.equal(world.pages.stop({ source: 'https://example.org/' }), { stopped: 0 })
  assert.equal(world.pages.stop(wish), { stopped: 1 })
  assert.is((await learning).code, 'page/stopped')
  const refreshing = faultOf(world.pages.refresh({ allowPrivate: true }))
  world.pages.stop({ refresh: true })
  assert.is((await refreshing).code, 'page/stopped')
  const again = faultOf(world.pages.learn(wish))
  await world.pages.close()
  assert.is((await again).code, 'page/stopped')
  assert.equal(
    (await world.pages.documents()).map(({ text }) => text),
    ['a'],
  )
})

test('a stopped folder keeps what was read whole', async (world) => {
  for (let i = 0; i < 50; i++) write(world, `docs/${String(i).padStart(2, '0')}.txt`, `${i}`)
  const docs = join(world.root, 'docs')
  await reopen(world, { onProgress: (progress) => void (progress?.done === 7 && world.pages.stop({ source: docs })) })
  assert.is((await faultOf(world.pages.learn({ source: docs }))).code, 'page/stopped')
  assert.is(world.pages.list().length, 7)
  assert.is(world.changes.at(-1)!.changed.length, 7)
})

async function reopen(world: World, options: Partial<PagesOptions> = {}): Promise<void> {
  await world.pages?.close()
  world.troubles = []
  world.changes = []
  world.progress = []
  world.pages = await openPages({
    folder: world.folder,
    onTrouble: (message) => world.troubles.push(message),
    onProgress: (progress) => world.progress.push(progress),
    ...options,
  })
  world.pages.onChange((change) => world.changes.push(change))
}

async function serve(world: World, paths: Record<string, Handler>): Promise<PageServer> {
  const server = await pageServer(paths)
  world.servers.push(server)
  return server
}

function write({ root }: World, path: string, text: string | Buffer): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}

/** The real machine, whose disk takes a few bytes more and no others once it is full. */
function filling(disk: { isFull: boolean }): System {
  const { files } = nodeSystem
  return {
    ...nodeSystem,
    files: {
      ...files,
      async write(path, data, options) {
        if (!disk.isFull) return files.write(path, data, options)
        await files.write(path, Buffer.from(data as string).subarray(0, 10), options)
        throw new TlcError('file/full', `Cannot write ${path}: no space`, { hint: 'Free some space.' })
      },
    },
  }
}

async function faultOf(work: Promise<unknown>): Promise<TlcError> {
  const thrown = await work.then(
    () => new Error('it was done'),
    (fault: unknown) => fault,
  )
  if (!(thrown instanceof TlcError)) throw thrown
  return thrown
}

test.run()
