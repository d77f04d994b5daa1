import { brotliCompressSync, gzipSync } from 'node:zlib'
import { type FetchedPage, type FetchOptions, fetchPage } from '@tlc/core/pages/fetch-page'
import { TlcError } from '@tlc/core/system/error'
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

const test = suite<{ servers: PageServer[] }>('core/pages/fetch-page')

test.before.each((context) => {
  context.servers = []
})
test.after.each(async ({ servers }) => {
  for (const server of servers) await server.close()
})

test('a page is fetched under our name, with its text and where it came from', async (context) => {
  const server = await serve(context, { '/a': html('<p>hé</p>', { 'x-robots-tag': 'noindex' }) })
  const page = await fetchPage(`${server.url}/a#part`, { allowPrivate: true })
  assert.equal(page, {
    url: `${server.url}/a`,
    finalUrl: `${server.url}/a`,
    kind: 'html',
    text: '<p>hé</p>',
    robots: 'no robots.txt; X-Robots-Tag: noindex',
  })
  assert.is(server.headers['user-agent'], 'tlc')
})

test('the kind of a text is that of its type, and of its name where the type says little', async (context) => {
  const server = await serve(context, {
    '/a.md': plain('# A'),
    '/b': plain('b', 'text/markdown'),
    '/c.txt': plain('c'),
    '/d': (response) => response.writeHead(200).end('<!DOCTYPE html><p>d'),
    '/e': plain('<p/>', 'application/xhtml+xml'),
    '/f': plain('Title\n=====', 'text/x-rst'),
  })
  const kinds = []
  for (const path of ['/a.md', '/b', '/c.txt', '/d', '/e', '/f']) kinds.push((await get(server, path)).kind)
  assert.equal(kinds, ['markdown', 'markdown', 'text', 'html', 'html', 'text'])
})

test('an address of this machine is refused before anybody is asked, unless it is allowed', async (context) => {
  const server = await serve(context, { '/': html('x') })
  const names = [
    '127.0.0.1',
    'localhost',
    '0x7f.1',
    '2130706433',
    '0177.0.0.1',
    '[::ffff:127.0.0.1]',
    '[::1]',
    '0.0.0.0',
  ]
  for (const name of names) {
    const fault = await faultOf(`http://${name}:${server.port}/`)
    assert.is(fault.code, 'page/private-address', name)
    assert.match(fault.message, /Nothing was stored/)
    assert.match(fault.hint, /--allow-private/)
  }
  assert.equal(server.asked, [])
})

test('a name is refused when any of its addresses is private', async () => {
  const resolve = async () => [
    { address: '93.184.216.34', family: 4 },
    { address: '10.0.0.7', family: 4 },
  ]
  const fault = await faultOf('http://rebind.test/', { resolve })
  assert.is(fault.code, 'page/private-address')
  assert.match(fault.message, /http:\/\/rebind\.test\/, whose address 10\.0\.0\.7/)
})

test('a connection goes to the addresses that were looked at, the name is not resolved again', async (context) => {
  const server = await serve(context, { '/': html('x') })
  let resolved = 0
  // The system's resolver knows no such name: asked again, it would fail.
  const resolve = async () => {
    resolved++
    return [{ address: '127.0.0.1', family: 4 }]
  }
  const page = await fetchPage(`http://no-such-name.test:${server.port}/`, { allowPrivate: true, resolve })
  assert.is(page.text, 'x')
  assert.is(resolved, server.asked.length)
})

test('each hop of a redirect is looked at: what is allowed for the named host is not for the next', async (context) => {
  const server = await serve(context, {})
  const targets = [
    `http://localhost:${server.port}/secret`,
    `http://127.0.0.2:${server.port}/secret`,
    'http://169.254.169.254/latest/meta-data/',
    `http://[::1]:${server.port}/secret`,
  ]
  for (const target of targets) {
    const from = await serve(context, { '/': redirect(target) })
    assert.is((await faultOf(`${from.url}/`, { allowPrivate: true })).code, 'page/private-address', target)
  }
  assert.equal(server.asked, [])
  for (const target of ['file:///etc/passwd', 'ftp://example.org/', 'javascript:alert(1)', 'http://a:b@example.org/']) {
    const from = await serve(context, { '/': redirect(target) })
    assert.is((await faultOf(`${from.url}/`, { allowPrivate: true })).code, 'page/not-http', target)
  }
})

test('redirects are followed to the page, with every code that means one', async (context) => {
  const server = await serve(context, {
    '/1': redirect('/2', 301),
    '/2': redirect('3', 302),
    '/3': redirect('/4', 303),
    '/4': redirect('/5', 307),
    '/5': redirect('/6', 308),
    '/6': html('there'),
  })
  const page = await get(server, '/1')
  assert.equal([page.text, page.url, page.finalUrl], ['there', `${server.url}/1`, `${server.url}/6`])
})

test('an endless redirect ends after five', async (context) => {
  let hops = 0
  const server = await serve(context, { '*': (response) => redirect(`/${++hops}`)(response, response.req) })
  const fault = await faultOf(`${server.url}/start`, { allowPrivate: true })
  assert.is(fault.code, 'page/redirects')
  assert.match(fault.message, /at most 5 redirects from .*\/start.*Nothing was stored/)
  assert.is(hops, 6)
})

test('a page of 50 MB is stopped early', async (context) => {
  let sent = 0
  const server = await serve(context, { '/': megabytes(50, { onSent: (count) => (sent = count) }) })
  const fault = await faultOf(`${server.url}/`, { allowPrivate: true })
  assert.is(fault.code, 'page/too-large')
  assert.match(fault.message, /at most 8 MB/)
  assert.ok(sent < 25, `${sent} MB were sent`)
})

test('a page that announces 50 MB is not read at all', async (context) => {
  const server = await serve(context, {
    '/': (response) => {
      response.writeHead(200, { 'content-type': 'text/plain', 'content-length': String(50 * 1024 * 1024) })
      response.write('x')
    },
  })
  const fault = await faultOf(`${server.url}/`, { allowPrivate: true })
  assert.is(fault.code, 'page/too-large')
  assert.match(fault.message, /got 50 MB/)
})

test('what is packed small and inflates to much is stopped, whatever packed it', async (context) => {
  const zeros = Buffer.alloc(64 * 1024 * 1024, ' ')
  const packed: [string, Buffer][] = [
    ['gzip', gzipSync(zeros)],
    ['br', brotliCompressSync(zeros, { params: {} })],
  ]
  for (const [encoding, body] of packed) {
    assert.ok(body.length < 100_000)
    const server = await serve(context, { '/': html(body as never, { 'content-encoding': encoding }) })
    assert.is((await faultOf(`${server.url}/`, { allowPrivate: true })).code, 'page/too-large', encoding)
  }
})

test('packed pages are unpacked; what is packed wrongly or unknown is refused', async (context) => {
  const packed = gzipSync('hello')
  const server = await serve(context, {
    '/good': html(packed as never, { 'content-encoding': 'gzip' }),
    '/cut': html(packed.subarray(0, 15) as never, { 'content-encoding': 'gzip' }),
    '/lie': html('hello', { 'content-encoding': 'gzip' }),
    '/odd': html('hello', { 'content-encoding': 'constructor' }),
  })
  assert.is((await get(server, '/good')).text, 'hello')
  const codes = []
  for (const path of ['/cut', '/lie', '/odd'])
    codes.push((await faultOf(server.url + path, { allowPrivate: true })).code)
  assert.equal(codes, ['page/unreadable', 'page/unreadable', 'page/unsupported'])
})

test('a server that says nothing, or drips, is left', async (context) => {
  const server = await serve(context, {
    '/robots.txt': (response) => response.writeHead(404).end(),
    '/silent': () => {},
    '/drip': (response) => {
      response.writeHead(200, { 'content-type': 'text/plain' })
      const timer = setInterval(() => response.write('x'), 5)
      response.on('close', () => clearInterval(timer))
    },
  })
  const silent = await faultOf(`${server.url}/silent`, { allowPrivate: true, firstByteMs: 60 })
  assert.is(silent.code, 'page/too-slow')
  const drip = await faultOf(`${server.url}/drip`, { allowPrivate: true, totalMs: 200 })
  assert.equal([drip.code, /all of .*drip within 0\.2 s/.test(drip.message)], ['page/too-slow', true])
})

test('a connection that breaks in the middle gives no half page', async (context) => {
  const server = await serve(context, {
    '/': (response) => {
      response.writeHead(200, { 'content-type': 'text/plain', 'content-length': '1000' })
      response.write('half', () => response.destroy())
    },
  })
  assert.is((await faultOf(`${server.url}/`, { allowPrivate: true })).code, 'page/unreachable')
})

test('without a network the fault says that nothing was reached and nothing stored', async (context) => {
  const server = await serve(context, {})
  await server.close()
  context.servers.pop()
  const closed = await faultOf(`${server.url}/page`, { allowPrivate: true })
  assert.is(closed.code, 'page/unreachable')
  assert.match(closed.message, /\/page could not be reached: .*ECONNREFUSED.*Nothing was stored/)
  const resolve = () => Promise.reject(new Error('getaddrinfo ENOTFOUND docs.test'))
  const nameless = await faultOf('http://docs.test/page', { resolve })
  assert.equal(
    [nameless.code, nameless.message.includes('docs.test/page could not be reached')],
    ['page/unreachable', true],
  )
})

test('a resolver that never answers does not outlast the limit', async () => {
  const fault = await faultOf('http://docs.test/', { resolve: () => new Promise(() => {}), totalMs: 50 })
  assert.is(fault.code, 'page/too-slow')
})

test('an abort ends it with its reason', async (context) => {
  const server = await serve(context, { '/robots.txt': (response) => response.writeHead(404).end(), '/': () => {} })
  const abort = new AbortController()
  const fetched = faultOf(`${server.url}/`, { allowPrivate: true, signal: abort.signal })
  abort.abort(new TlcError('page/stopped', 'stop'))
  assert.is((await fetched).code, 'page/stopped')
})

test('robots.txt is asked first, and what it forbids us is not asked for', async (context) => {
  const server = await serve(context, {
    '/robots.txt': plain('User-agent: *\nDisallow: /\n\nUser-agent: tlc\nDisallow: /private/\nAllow: /\n'),
    '/private/a': html('a'),
    '/open': html('o'),
    '/door': redirect('/private/a'),
  })
  const forbidden = await faultOf(`${server.url}/private/a`, { allowPrivate: true })
  assert.is(forbidden.code, 'page/robots')
  assert.match(forbidden.message, /robots\.txt does not let programs read .*\/private\/a/)
  assert.is((await faultOf(`${server.url}/door`, { allowPrivate: true })).code, 'page/robots')
  assert.is((await get(server, '/open')).robots, `${server.url}/robots.txt`)
  assert.not(server.asked.includes('/private/a'))
})

test('a site whose robots.txt cannot be had may not be read; one that has none may', async (context) => {
  const robots = async (handler: Handler) => {
    const server = await serve(context, { '/robots.txt': handler, '/': html('x') })
    const options = { allowPrivate: true, firstByteMs: 60 }
    return fetchPage(`${server.url}/`, options).then(
      () => 'read',
      (thrown) => thrown.code,
    )
  }
  const status = (code: number) => robots((response) => response.writeHead(code).end())
  assert.equal([await status(404), await status(403), await status(410)], ['read', 'read', 'read'])
  assert.equal([await status(500), await status(503), await status(429)], ['page/robots', 'page/robots', 'page/robots'])
  assert.is(await robots(() => {}), 'page/robots')
  assert.is(await robots(plain('User-agent: *\nDisallow: /')), 'page/robots')
  assert.is(await robots(redirect('/elsewhere')), 'read')
  assert.is(await robots(redirect('/robots.txt')), 'read')
  assert.is(await robots(megabytes(3)), 'page/too-large')
  assert.is(await robots(plain(`User-agent: *\nDisallow: /${'*a'.repeat(100_000)}`)), 'page/robots')
  assert.is(await robots(plain(Buffer.from([0, 255, 1, 2]))), 'read')
})

test('what is no text is refused with what to do', async (context) => {
  const server = await serve(context, {
    '/pdf': plain('%PDF-1.7', 'application/pdf'),
    '/sly': plain('%PDF-1.7 x', 'text/plain'),
    '/png': plain(Buffer.from([0x89, 80, 78, 71]), 'image/png'),
    '/bin': plain(Buffer.from([1, 0, 2]), 'text/plain'),
  })
  const pdf = await faultOf(`${server.url}/pdf`, { allowPrivate: true })
  assert.equal([pdf.code, /got a PDF/.test(pdf.message), /pdftotext/.test(pdf.hint)], ['page/unsupported', true, true])
  for (const path of ['/sly', '/png', '/bin']) {
    assert.is((await faultOf(server.url + path, { allowPrivate: true })).code, 'page/unsupported', path)
  }
})

test('a status that is not that of a page is told', async (context) => {
  const server = await serve(context, {
    '/gone': (response) => response.writeHead(410).end(),
    '/broken': (response) => response.writeHead(503).end('<p>sorry'),
    '/nowhere': (response) => response.writeHead(302).end(),
  })
  for (const [path, told] of Object.entries({
    '/gone': '410: the page is gone',
    '/broken': '503: the server',
    '/nowhere': '302',
    '/x': '404: there is no',
  })) {
    const fault = await faultOf(server.url + path, { allowPrivate: true })
    assert.is(fault.code, 'page/status')
    assert.ok(fault.message.includes(told), fault.message)
  }
})

test('only http and https are taken, without a password, and not without end', async () => {
  for (const address of [
    'ftp://example.org/',
    'file:///etc/passwd',
    'example.org',
    '',
    'data:text/html,x',
    `https://example.org/${'x'.repeat(3000)}`,
  ]) {
    assert.is((await faultOf(address)).code, 'page/not-http', address.slice(0, 40))
  }
  const secret = await faultOf('https://me:secret@example.org/')
  assert.is(secret.code, 'page/not-http')
  assert.not.match(secret.message, /secret/)
})

async function serve(context: { servers: PageServer[] }, paths: Record<string, Handler>): Promise<PageServer> {
  const server = await pageServer(paths)
  context.servers.push(server)
  return server
}

function get(server: PageServer, path: string): Promise<FetchedPage> {
  return fetchPage(server.url + path, { allowPrivate: true })
}

async function faultOf(address: string, options: FetchOptions = {}): Promise<TlcError> {
  const thrown = await fetchPage(address, options).then(
    (page) => new Error(`it was fetched: ${page.text}`),
    (fault: unknown) => fault,
  )
  if (!(thrown instanceof TlcError)) throw thrown
  return thrown
}

test.run()
