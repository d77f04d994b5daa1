import { type NamedDefinition, withCalled } from '@tlc/core/index/context/called-definitions'
import type { PackedHit } from '@tlc/core/index/context/shown-lines'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite('core/index/context/called-definitions')

function hit(name: string, path: string, startLine: number, ...lines: string[]): PackedHit {
  return { path, startLine, endLine: startLine + lines.length - 1, kind: 'code', name, symbolKind: 'function', lines }
}

function definition(name: string, path: string, line: number): NamedDefinition {
  return { name, path, kind: 'function', container: null, line, endLine: line + 2 }
}

/** As `find`; `asked` are the names that it was asked for. */
function project(...definitions: NamedDefinition[]) {
  const asked: string[] = []
  const find = async (names: string[]) => {
    asked.push(...names)
    return definitions.filter(({ name }) => names.includes(name))
  }
  return { asked, find, read: () => ['def it():', '    pass'] }
}

const CALLER = hit('open_door', 'a.py', 1, 'def open_door(key):', '    return turn_lock(key) or fit(key)')
const OTHERS = Array.from({ length: 30 }, (_, i) => hit(`other_${i}`, 'b.py', 10 * i + 1, 'def other():'))

test('what the first hits call comes after them and before the last, with its lines', async () => {
  const { asked, find, read } = project(definition('turn_lock', 'lock.py', 5))
  const hits = await withCalled([CALLER, ...OTHERS], find, read)
  const at = hits.findIndex(({ name }) => name === 'turn_lock')
  assert.ok(at > 5 && at < 20, String(at))
  assert.equal(hits[at], {
    path: 'lock.py',
    startLine: 5,
    endLine: 7,
    kind: 'code',
    name: 'turn_lock',
    symbolKind: 'function',
    lines: ['def it():', '    pass'],
  })
  assert.equal(hits.length, 32)
  assert.not(asked.includes('open_door'))
})

test('a hit that is called comes forward, and stands once', async () => {
  const called = hit('turn_lock', 'lock.py', 4, '# turns', 'def turn_lock(key):', '    pass', '    pass')
  const { find, read } = project(definition('turn_lock', 'lock.py', 5))
  const hits = await withCalled([CALLER, ...OTHERS, called], find, read)
  assert.is(hits.length, 32)
  assert.ok(hits.indexOf(called) < 20)
})

test('a name means the definition of its own file before others, and nothing when many have it', async () => {
  const far = ['c.py', 'd.py', 'e.py'].map((path) => definition('turn_lock', path, 5))
  const names = async (...definitions: NamedDefinition[]) => {
    const { find, read } = project(...definitions)
    return (await withCalled([CALLER], find, read)).map(({ path }) => path)
  }
  assert.equal(await names(...far), ['a.py'])
  assert.equal(await names(...far, definition('turn_lock', 'a.py', 40)), ['a.py', 'a.py'])
  assert.equal(await names(...far.slice(1), definition('turn_lock', 'tests/test_c.py', 5)), ['a.py', 'd.py', 'e.py'])
})

test('classes and variables of the name are no calls', async () => {
  const { find, read } = project({ ...definition('turn_lock', 'lock.py', 5), kind: 'variable' })
  assert.equal(await withCalled([CALLER], find, read), [CALLER])
  assert.equal(await withCalled([], find, read), [])
})

test.run()
