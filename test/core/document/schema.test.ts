import meta from '@tlc/core/document/collections/meta'
import sessions from '@tlc/core/document/collections/sessions'
import steps from '@tlc/core/document/collections/steps'
import type { Migration } from '@tlc/core/document/define-migration'
import { migrations } from '@tlc/core/document/migrations.generated'
import { migrate, SCHEMA, schemaOf } from '@tlc/core/document/schema'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import * as Y from 'yjs'

const test = suite('core/document/schema')

test('migrations lead from 1 to the present schema without a gap', () => {
  assert.equal(
    migrations.map(({ to }) => to).sort((a, b) => a - b),
    Array.from({ length: SCHEMA }, (_, i) => i + 1),
  )
})

test('a document from before versions were stamped comes up with everything in it', () => {
  const doc = new Y.Doc()
  const by = { id: 'a', name: 'Ann' }
  const old = {
    title: 'T',
    why: '',
    state: 'proposed',
    score: { value: 1, terms: [], formula: '' },
    effort: 'hours',
    effect: '',
    evidence: [],
  }
  doc.getMap('steps').set('b', old)
  doc.getMap('steps').set('a', { ...old, title: 'First' })
  doc.getMap('sessions').set('s', { title: 'S', createdBy: by, createdAt: 1 })
  assert.is(migrate(doc), 0)
  assert.is(schemaOf(doc), SCHEMA)
  assert.equal(
    ['a', 'b']
      .map((id) => steps.get(doc, id)!)
      .map(({ title, position, origin, touched }) => [title, position, origin, touched]),
    [
      ['First', 1024, 'planner', false],
      ['T', 2048, 'planner', false],
    ],
  )
  assert.is(sessions.get(doc, 's')!.state, 'open')
})

test('migrations run upwards, once, each in one transaction with its stamp', () => {
  const doc = new Y.Doc()
  const ran: number[] = []
  const steps: Migration[] = [3, 1, 2].map((to) => ({ to, run: () => ran.push(to) }))
  const stamps: unknown[] = []
  meta.observe(doc, () => stamps.push(meta.get(doc, 'schema')))
  migrate(doc, steps)
  migrate(doc, steps)
  assert.equal(ran, [1, 2, 3])
  assert.equal(stamps, [1, 2, 3])
})

test('a document of a newer program is not touched', () => {
  const doc = new Y.Doc()
  meta.put(doc, 'schema', SCHEMA + 1)
  assert.throws(() => migrate(doc), `the room has schema ${SCHEMA + 1}`)
})

test.run()
