import { colourOf, mayAct, readPresence } from '@tlc/core/document/presence'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite('core/document/presence')
const user = { id: 'a', name: 'Ann', colour: '#fff', role: 'owner' }

test('one person has one colour, and many people have several', () => {
  assert.is(colourOf('ann'), colourOf('ann'))
  assert.ok(new Set(Array.from({ length: 50 }, (_, i) => colourOf(`person ${i}`))).size > 4)
})

test('a role may do what lower ones may', () => {
  assert.ok(mayAct('owner', 'editor'))
  assert.ok(mayAct('editor', 'editor'))
  assert.not(mayAct('commenter', 'editor'))
})

test('what is read from others has known fields of sane size alone', () => {
  const read = readPresence({ user, client: 'terminal', place: { panel: 'files', path: 'a.ts', line: 3, x: 1 }, x: 1 })
  assert.equal(read, { user, client: 'terminal', place: { panel: 'files', path: 'a.ts', line: 3 } })
  assert.equal(readPresence({ user, client: 'web', place: { panel: 'files', line: 'x' } })!.place, { panel: 'files' })
  assert.is(readPresence({ user, client: 'web', place: { panel: 'x'.repeat(1_000) } })!.place, null)
})

test('rubbish is nobody', () => {
  for (const state of [
    null,
    7,
    'x',
    [],
    {},
    { user: null },
    { user: { ...user, role: 'god' }, client: 'web' },
    { user, client: 'toaster' },
  ]) {
    assert.is(readPresence(state), null)
  }
})

test.run()
