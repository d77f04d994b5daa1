import content from '@tlc/core/document/collections/content'
import findings from '@tlc/core/document/collections/findings'
import messages from '@tlc/core/document/collections/messages'
import overview from '@tlc/core/document/collections/overview'
import triage from '@tlc/core/document/collections/triage'
import { collections } from '@tlc/core/document/collections.generated'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import * as Y from 'yjs'

const test = suite('core/document/define-collection')
const by = { id: 'a', name: 'Ann' }

test('no two collections share a root key', () => {
  const keys = collections.map(({ key }) => key)
  assert.is(new Set(keys).size, keys.length)
})

test('a value is written only when it really differs', () => {
  const doc = new Y.Doc()
  let updates = 0
  doc.on('update', () => updates++)
  const record = { state: 'accepted' as const, reason: 'fine', by, at: 1 }
  assert.ok(triage.put(doc, 'f1', record))
  assert.not(triage.put(doc, 'f1', { at: 1, by: { name: 'Ann', id: 'a' }, reason: 'fine', state: 'accepted' }))
  assert.ok(triage.put(doc, 'f1', { ...record, at: 2 }))
  assert.is(updates, 2)
  assert.ok(triage.delete(doc, 'f1'))
  assert.not(triage.delete(doc, 'f1'))
})

test('a value that does not fit is refused with the place in it', () => {
  const doc = new Y.Doc()
  assert.throws(() => findings.put(doc, 'a.ts', [{ rule: 1 }] as never), 'findings/a.ts[0].rule: expected text, got 1')
  assert.throws(() => overview.put(doc, 'nothing' as never, 1 as never), 'the key "nothing" is not known')
  assert.is(findings.size(doc), 0)
})

test('an observer hears the keys that changed, once a transaction, until it stops', () => {
  const doc = new Y.Doc()
  const heard: string[][] = []
  const stop = findings.observe(doc, (keys) => heard.push([...keys].sort()))
  doc.transact(() => {
    findings.put(doc, 'a.ts', [])
    findings.put(doc, 'b.ts', [])
  })
  stop()
  findings.put(doc, 'c.ts', [])
  assert.equal(heard, [['a.ts', 'b.ts']])
  assert.equal([...findings.entries(doc)].map(([path]) => path).sort(), ['a.ts', 'b.ts', 'c.ts'])
})

test('a list keeps its order and gives the last record by -1', () => {
  const doc = new Y.Doc()
  for (const id of ['1', '2', '3']) messages.append(doc, { id, author: by, at: 1, kind: 'text', text: id })
  assert.equal(
    messages.all(doc).map(({ id }) => id),
    ['1', '2', '3'],
  )
  assert.is(messages.at(doc, -1)!.id, '3')
  assert.is(messages.at(doc, 3), undefined)
  assert.throws(() => messages.append(doc, { id: 1 } as never), 'id: expected text')
})

test('a text is read as it stands', () => {
  const doc = new Y.Doc()
  content.text(doc).insert(0, 'héllo')
  assert.is(content.get(doc), 'héllo')
})

test.run()
