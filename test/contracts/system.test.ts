import { mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { TlcError } from '@tlc/core/system/error'
import { memorySystem } from '@tlc/core/system/memory-system'
import { nodeSystem } from '@tlc/core/system/node-system'
import type { System } from '@tlc/core/system/system'
import { writeFileAtomically } from '@tlc/core/system/write-file-atomically'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

interface Machine {
  system: System
  root: string
  link(path: string, target: string): void
  remove(): void
}

const machines: Record<string, () => Promise<Machine>> = {
  async node() {
    const root = realpathSync(mkdtempSync(join(tmpdir(), 'tlc-system-')))
    return {
      system: nodeSystem,
      root,
      link: (path, target) => symlinkSync(target, path),
      remove: () => rmSync(root, { recursive: true }),
    }
  },
  async memory() {
    const system = memorySystem({
      programs: {
        cat: (_args, input) => ({ stdout: input }),
        false: () => ({ code: 1 }),
        echo: (args) => ({ stdout: `${args.join(' ')}\n` }),
      },
    })
    await system.files.makeFolder('/project')
    return { system, root: '/project', link: system.files.link, remove: () => {} }
  },
}

for (const [name, start] of Object.entries(machines)) {
  const test = suite<Machine>(`contracts/system (${name})`)

  test.before.each(async (context) => {
    Object.assign(context, await start())
  })
  test.after.each((context) => context.remove())

  test('a file is read as it was written', async ({ system: { files }, root }) => {
    await files.write(`${root}/a`, 'text')
    await files.append(`${root}/a`, ' and more')
    assert.is(await files.readText(`${root}/a`), 'text and more')
    assert.equal([...(await files.read(`${root}/a`))].slice(0, 2), [0x74, 0x65])
  })

  test('a missing file, a folder in its place and a file in the place of a folder are told apart', async ({
    system: { files },
    root,
  }) => {
    await files.makeFolder(`${root}/folder`)
    await files.write(`${root}/file`, '')
    assert.is(await codeOf(files.read(`${root}/none`)), 'file/missing')
    assert.is(await codeOf(files.read(`${root}/folder`)), 'file/is-folder')
    assert.is(await codeOf(files.list(`${root}/file`)), 'file/not-folder')
    assert.is(await codeOf(files.write(`${root}/none/file`, '')), 'file/missing')
    assert.is(await codeOf(files.write(`${root}/file`, '', { exclusive: true })), 'file/exists')
    assert.is(await files.stat(`${root}/none`), null)
  })

  test('a folder is listed with the kind of each entry, and the size of files', async ({
    system: { files },
    root,
    link,
  }) => {
    await files.makeFolder(`${root}/folder/deep`)
    await files.write(`${root}/file`, 'four')
    link(`${root}/link`, 'folder')
    const entries = (await files.list(root)).sort((a, b) => (a.name < b.name ? -1 : 1))
    assert.equal(
      entries.map(({ name, kind, bytes, mtimeMs }) => [name, kind, bytes, mtimeMs > 0]),
      [
        ['file', 'file', 4, true],
        ['folder', 'folder', 0, false],
        ['link', 'link', 0, false],
      ],
    )
  })

  test('a link is seen as one, resolved on demand, and a circle of links is a fault', async ({
    system: { files },
    root,
    link,
  }) => {
    await files.write(`${root}/file`, 'x')
    link(`${root}/link`, 'file')
    link(`${root}/one`, 'two')
    link(`${root}/two`, 'one')
    assert.is((await files.stat(`${root}/link`))?.kind, 'link')
    assert.is(await files.readLink(`${root}/link`), 'file')
    assert.is(await files.realPath(`${root}/link`), `${root}/file`)
    assert.is(await files.readText(`${root}/link`), 'x')
    assert.is(await codeOf(files.realPath(`${root}/one`)), 'file/loop')
  })

  test('a removed folder is gone with all in it, and removing nothing is no fault', async ({
    system: { files },
    root,
  }) => {
    await files.makeFolder(`${root}/a/b`)
    await files.write(`${root}/a/b/c`, '')
    await files.remove(`${root}/a`)
    await files.remove(`${root}/a`)
    assert.is(await files.stat(`${root}/a/b/c`), null)
  })

  test('an atomic write replaces the file and leaves no other', async ({ system, root }) => {
    await writeFileAtomically(system, `${root}/state`, 'old')
    await writeFileAtomically(system, `${root}/state`, 'new')
    assert.is(await system.files.readText(`${root}/state`), 'new')
    assert.equal(
      (await system.files.list(root)).map((entry) => entry.name),
      ['state'],
    )
  })

  test('time goes on and random bytes differ', ({ system: { clock, random } }) => {
    assert.ok(clock.now() > 1_600_000_000_000)
    const before = clock.elapsed()
    assert.ok(clock.elapsed() >= before)
    assert.is(random.bytes(5).length, 5)
    assert.match(random.id(8), /^[0-9a-f]{16}$/)
    assert.is.not(random.id(), random.id())
  })

  test('a program gets its arguments and input as they are, and its exit code is an outcome', async ({
    system: { processes },
  }) => {
    const text = '$HOME `x` "y"\n'
    const cat = await processes.run('cat', [], { input: text })
    assert.is(Buffer.from(cat.stdout).toString(), text)
    const echo = await processes.run('echo', ['$HOME', 'a b;c'])
    assert.is(Buffer.from(echo.stdout).toString(), '$HOME a b;c\n')
    assert.is((await processes.run('false', [])).code, 1)
  })

  test('a program that is not there, an abort and too much output are faults', async ({ system: { processes } }) => {
    assert.is(await codeOf(processes.run('tlc-no-such-program', [])), 'process/missing')
    assert.is(await codeOf(processes.run('echo', ['0123456789'], { maxBytes: 5 })), 'process/too-much-output')
    const reason = new Error('enough')
    const aborted = await processes.run('echo', [], { signal: AbortSignal.abort(reason) }).catch((thrown) => thrown)
    assert.is(aborted, reason)
  })

  test('output is handed over in order', async ({ system: { processes } }) => {
    const parts: string[] = []
    const input = 'line\n'.repeat(50_000)
    const { code } = await processes.stream('cat', [], {
      input,
      onOutput: (chunk) => void parts.push(Buffer.from(chunk).toString()),
    })
    assert.is(code, 0)
    assert.is(parts.join('').length, input.length)
  })

  test.run()
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  const thrown = await work.then(
    () => null,
    (fault: unknown) => fault,
  )
  return thrown instanceof TlcError ? thrown.code : `no TlcError: ${thrown}`
}
