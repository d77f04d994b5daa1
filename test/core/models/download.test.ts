import { type DownloadRequest, download } from '@tlc/core/models/download'
import { TlcError } from '@tlc/core/system/error'
import { type MemorySystem, memorySystem } from '@tlc/core/system/memory-system'
import type { FolderEntry } from '@tlc/core/system/system'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { type Handler, type PageServer, pageServer } from '../../helpers/page-server.ts'
import { breaksOffAt, ranged, smallFiles } from '../../helpers/small-model.ts'

const BYTES = smallFiles['model.onnx']!
const test = suite('core/models/download')

interface World {
  server: PageServer
  system: MemorySystem
  request: DownloadRequest
}

async function world(handler: Handler, act: (world: World) => Promise<void>): Promise<void> {
  const server = await pageServer({ '/model.onnx': handler })
  const system = memorySystem()
  await system.files.makeFolder('/partial')
  const request = { url: `${server.url}/model.onnx`, to: '/model', partial: '/partial', maxBytes: 1_000_000, system }
  await act({ server, system, request }).finally(() => server.close())
}

async function refusal(promise: Promise<unknown>): Promise<TlcError> {
  const outcome = await promise.then(
    () => null,
    (error) => error,
  )
  assert.ok(outcome, 'Expected it to reject')
  return outcome
}

/** The one file that was fetched in part. */
async function partial(system: MemorySystem): Promise<[FolderEntry]> {
  const [only, ...others] = await system.files.list('/partial')
  assert.equal(others, [])
  return [only!]
}

test('a file arrives whole, and progress says how much of it is here', () =>
  world(ranged(BYTES), async ({ request, system }) => {
    const seen: [number, number][] = []
    await download({ ...request, onProgress: (...at) => seen.push(at) })
    assert.ok(BYTES.equals(Buffer.from(await system.files.read('/model'))))
    assert.equal(seen.at(-1), [BYTES.length, BYTES.length])
    assert.equal(await system.files.list('/partial'), [])
  }))

test('a line that breaks is taken up where it broke', async () => {
  const ranges: (string | undefined)[] = []
  const handler: Handler = (response, request) => {
    ranges.push(request.headers.range)
    const serve = ranges.length === 1 ? breaksOffAt(BYTES, 70_000) : ranged(BYTES)
    serve(response, request)
  }
  await world(handler, async ({ request, system }) => {
    await download(request)
    assert.ok(BYTES.equals(Buffer.from(await system.files.read('/model'))))
    assert.is(ranges.length, 2)
    assert.match(ranges[1]!, /^bytes=[1-9]\d*-$/)
  })
})

test('what a failed download left is used by the next one', async () => {
  let serve: Handler = breaksOffAt(BYTES, 70_000)
  await world(
    (response, request) => serve(response, request),
    async ({ request, server, system }) => {
      // Of a server that cannot go on, only the last try is kept.
      assert.is((await refusal(download(request))).code, 'model/offline')
      const [left] = await partial(system)
      assert.ok(left.bytes > 0)
      serve = ranged(BYTES)
      await download(request)
      assert.is(server.headers.range, `bytes=${left.bytes}-`)
      assert.ok(BYTES.equals(Buffer.from(await system.files.read('/model'))))
    },
  )
})

test('what a killed process left is used, and what a living one writes is not', () =>
  world(ranged(BYTES), async ({ request, server, system }) => {
    const aborted = new AbortController()
    await refusal(download({ ...request, signal: aborted.signal, onProgress: () => aborted.abort() }))
    const [{ name }] = await partial(system)
    await system.files.rename(`/partial/${name}`, `/partial/${name}.${process.pid}-0123456789ab`)
    await download(request)
    assert.is(server.headers.range, undefined)
    // No process has this number: Linux gives none above 4,194,304.
    await system.files.rename(`/partial/${name}.${process.pid}-0123456789ab`, `/partial/${name}.99999999-0123456789ab`)
    await download(request)
    assert.match(server.headers.range!, /^bytes=[1-9]\d*-$/)
    assert.ok(BYTES.equals(Buffer.from(await system.files.read('/model'))))
  }))

test('a server that knows no ranges is asked for everything again', async () => {
  let serve: Handler = breaksOffAt(BYTES, 70_000)
  const whole: Handler = (response) => response.writeHead(200).end(BYTES)
  await world(
    (response, request) => serve(response, request),
    async ({ request, system }) => {
      await refusal(download(request))
      serve = whole
      await download(request)
      assert.ok(BYTES.equals(Buffer.from(await system.files.read('/model'))))
    },
  )
})

test('a part that is longer than the file is thrown away', () =>
  world(ranged(BYTES.subarray(0, 1000)), async ({ request, system }) => {
    const aborted = new AbortController()
    await refusal(download({ ...request, signal: aborted.signal, onProgress: () => aborted.abort() }))
    const [{ name }] = await partial(system)
    await system.files.write(`/partial/${name}`, BYTES)
    await download(request)
    assert.is((await system.files.read('/model')).length, 1000)
  }))

test('a server that falls silent is given up, after two more tries', async () => {
  const silent: Handler = (response) => {
    response.writeHead(200, { 'content-length': BYTES.length })
    response.write(BYTES.subarray(0, 1000))
  }
  await world(silent, async ({ request, system, server }) => {
    const fault = await refusal(download({ ...request, onProgress: () => system.clock.advance(30_000) }))
    assert.is(fault.code, 'model/stalled')
    assert.match(fault.message, /Nothing came from 127\.0\.0\.1:\d+ for 30 s/)
    assert.is(server.asked.length, 3)
  })
})

test('a server that is slow and goes on is waited for', () =>
  world(ranged(BYTES), async ({ request, system, server }) => {
    await download({ ...request, onProgress: () => system.clock.advance(20_000) })
    assert.ok(system.clock.elapsed() > 30_000)
    assert.is(server.asked.length, 1)
  }))

test('a server that is overloaded for a moment is asked again', async () => {
  let times = 0
  const handler: Handler = (response, request) => {
    times += 1
    if (times < 3) response.writeHead(503).end()
    else ranged(BYTES)(response, request)
  }
  await world(handler, async ({ request }) => download(request))
  assert.is(times, 3)
})

for (const [status, code] of [
  [404, 'model/not-found'],
  [403, 'model/refused'],
  [500, 'model/source-failed'],
] as const) {
  test(`an answer of ${status} is ${code}`, () =>
    world(
      (response) => response.writeHead(status).end('no'),
      async ({ request, system }) => {
        assert.is((await refusal(download(request))).code, code)
        assert.is(await system.files.stat('/model'), null)
      },
    ))
}

test('more bytes than were expected are refused, announced or not', async () => {
  const endless: Handler = (response) => response.writeHead(200).end(BYTES)
  for (const handler of [endless, ranged(BYTES)]) {
    await world(handler, async ({ request }) => {
      assert.is((await refusal(download({ ...request, maxBytes: 1000 }))).code, 'model/too-large')
    })
  }
})

test('a server that is not there is named, with what to do', async () => {
  const server = await pageServer({})
  await server.close()
  const system = memorySystem()
  await system.files.makeFolder('/partial')
  const url = `${server.url}/model.onnx`
  const fault = await refusal(download({ url, to: '/model', partial: '/partial', maxBytes: 1, system }))
  assert.is(fault.code, 'model/offline')
  assert.match(fault.message, /^Could not reach 127\.0\.0\.1:\d+ \(ECONNREFUSED\)$/)
  assert.match(fault.hint, /folder/)
})

test('a full disk ends it at once', () =>
  world(ranged(BYTES), async ({ request, system, server }) => {
    const files = { ...system.files, append: () => Promise.reject(new TlcError('file/full', 'No space')) }
    assert.is((await refusal(download({ ...request, system: { ...system, files } }))).code, 'file/full')
    assert.is(server.asked.length, 1)
  }))

test('an abort rejects with its reason', () =>
  world(ranged(BYTES), async ({ request, system }) => {
    const aborted = new AbortController()
    const reason = new Error('enough')
    const outcome = await refusal(
      download({ ...request, signal: aborted.signal, onProgress: () => aborted.abort(reason) }),
    )
    assert.is(outcome, reason)
    assert.is(await system.files.stat('/model'), null)
  }))

test.run()
