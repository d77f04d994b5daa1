import { actionFor, footerKeys, namedActions } from '@tlc/tui/app/keymap'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite('tui/app/keymap')
const bindings = [{ action: 'step.claim' }, { action: 'list.filter' }, { action: 'step.add', quiet: true as const }]

test('the palette offers the actions of the panel first, each once, and no mere movements', () => {
  const ids = namedActions(bindings).map(({ id }) => id)
  assert.equal(ids.slice(0, 3), ['step.claim', 'list.filter', 'step.add'])
  assert.is(new Set(ids).size, ids.length)
  for (const id of ['list.down', 'list.click', 'step.reject']) assert.not(ids.includes(id), id)
  for (const id of ['workspace.quit', 'help.show']) assert.ok(ids.includes(id), id)
})

test('the footer shows the keys of the panel that are not quiet, and keeps the way to help', () => {
  const keys = footerKeys(bindings, {})
  assert.equal(
    keys.map(({ label }) => label),
    ['claim', 'filter', 'help', 'commands', 'quit'],
  )
  assert.equal(
    keys.filter(({ kept }) => kept).map(({ key }) => key),
    ['?'],
  )
})

test('of two actions with one key the one that does something now is meant, and shown', () => {
  const shared = [
    { action: 'file.open', disabled: (inCode: unknown) => inCode === true && 'A file is open' },
    { action: 'file.right', disabled: (inCode: unknown) => inCode !== true && 'Open a file first' },
  ]
  const right = { name: 'right', text: '', sequence: '' }
  assert.is(actionFor(right, shared, ({ id }) => id === 'file.right')?.id, 'file.open')
  assert.is(actionFor(right, shared, ({ id }) => id === 'file.open')?.id, 'file.right')
  assert.is(actionFor(right, shared, () => true)?.id, 'file.open')
  const labels = footerKeys([{ action: 'list.filter', hidden: () => true }, { action: 'file.find' }], {})
  assert.equal(
    labels.map(({ label }) => label),
    ['find', 'help', 'commands', 'quit'],
  )
})

test.run()
