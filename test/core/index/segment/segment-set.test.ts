import { searchSegments } from '@tlc/core/index/search/search-segments'
import { decodeSegment, encodeSegment } from '@tlc/core/index/segment/segment-file'
import { SegmentSet } from '@tlc/core/index/segment/segment-set'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { aFile, hashOf, keyOf } from '../_segments.ts'

const test = suite('core/index/segment/segment-set')

function pathsFor(set: SegmentSet, query: string): string[] {
  return searchSegments(set, { query }).hits.map(({ path }) => path)
}

function tidyAll(set: SegmentSet): void {
  for (;;) {
    const steps = set.tidy()
    let step = steps.next()
    while (!step.done) step = steps.next()
    if (!step.value) return
  }
}

test('a file is searchable as soon as it was put', () => {
  const set = new SegmentSet()
  set.put([aFile('a.py', [{ text: 'reconnect after timeout' }])])
  assert.equal(pathsFor(set, 'timeout reconnect'), ['a.py'])
})

test('a file that is put again is found by its new words only', () => {
  const set = new SegmentSet()
  set.put([aFile('a.py', [{ text: 'marmalade' }])])
  set.put([aFile('a.py', [{ text: 'honey' }])])
  assert.equal(pathsFor(set, 'marmalade'), [])
  assert.equal(pathsFor(set, 'honey'), ['a.py'])
  assert.is(set.fileCount, 1)
  assert.is(set.chunkCount, 1)
})

test('a removed file is found no more', () => {
  const set = new SegmentSet()
  set.put([aFile('a.py', [{ text: 'marmalade' }]), aFile('b.py', [{ text: 'marmalade jam' }])])
  set.remove('a.py')
  assert.equal(pathsFor(set, 'marmalade'), ['b.py'])
  assert.is(set.hashOf('a.py'), undefined)
  assert.is(set.hashOf('b.py'), hashOf('b.py'))
})

test('a file without chunks is known all the same, so that it is not read again', () => {
  const set = new SegmentSet()
  set.put([aFile('empty.py', [])])
  set.segments()
  assert.is(set.hashOf('empty.py'), hashOf('empty.py'))
})

test('many small parts are joined into few, and every file is still found', () => {
  const set = new SegmentSet()
  const names = Array.from({ length: 40 }, (_, i) => `word${String.fromCharCode(97 + (i % 26))}${i}`)
  for (const name of names) {
    set.put([aFile(`${name}.py`, [{ text: name, name }])])
    set.segments()
  }
  const before = set.segments().length
  tidyAll(set)
  assert.ok(set.segments().length < before / 3, `${before} parts became ${set.segments().length}`)
  for (const name of names) assert.is(pathsFor(set, name)[0], `${name}.py`)
  assert.is(set.chunkCount, 40)
})

test('what changes while parts are joined is not lost', () => {
  const set = new SegmentSet()
  for (const word of ['apple', 'berry', 'cherry', 'damson', 'elder', 'fig']) {
    set.put([aFile(`${word}.py`, [{ text: word }])])
    set.segments()
  }
  const steps = set.tidy()
  steps.next()
  set.put([aFile('apple.py', [{ text: 'fresh' }])])
  set.remove('berry.py')
  while (!steps.next().done);
  assert.equal(pathsFor(set, 'fresh'), ['apple.py'])
  assert.equal(pathsFor(set, 'apple'), [])
  assert.equal(pathsFor(set, 'berry'), [])
  assert.equal(pathsFor(set, 'fig'), ['fig.py'])
})

test('joined parts answer as the parts did', () => {
  const joined = new SegmentSet()
  const apart = new SegmentSet()
  for (let i = 0; i < 12; i++) {
    const file = aFile(`f${i}.py`, [{ text: `connect ${'socket '.repeat(i)} number${i}`, name: `connect${i}` }])
    joined.put([file])
    joined.segments()
    apart.put([file])
  }
  tidyAll(joined)
  const hits = (set: SegmentSet) => searchSegments(set, { query: 'socket connect' }).hits
  assert.equal(hits(joined), hits(apart))
})

test('a key finds the living chunks that have it', () => {
  const set = new SegmentSet()
  set.put([aFile('a.py', [{}, {}])])
  assert.ok(set.hasKey(keyOf('a.py', 1)))
  assert.not(set.hasKey(keyOf('b.py', 1)))
  set.remove('a.py')
  assert.not(set.hasKey(keyOf('a.py', 1)))
})

test('a segment is read back as it was written', () => {
  const set = new SegmentSet()
  set.put([aFile('a.py', [{ name: 'Größe.setzen', text: 'über alles' }]), aFile('b/c.go', [{}], { language: 'go' })])
  const bytes = Buffer.concat(encodeSegment(set.segments()[0]!.data))
  const again = new SegmentSet()
  again.restore(decodeSegment(bytes), [])
  assert.equal(searchSegments(again, { query: 'größe' }), searchSegments(set, { query: 'größe' }))
  assert.is(again.hashOf('b/c.go'), hashOf('b/c.go'))
})

test('any flipped byte and any cut is noticed', () => {
  const set = new SegmentSet()
  set.put([aFile('a.py', [{ text: 'some words to keep' }])])
  const bytes = Buffer.concat(encodeSegment(set.segments()[0]!.data))
  for (let at = 0; at < bytes.length; at += 7) {
    const flipped = Buffer.from(bytes)
    flipped[at]! ^= 0x40
    assert.throws(() => decodeSegment(flipped), /segment/, `byte ${at}`)
    assert.throws(() => decodeSegment(bytes.subarray(0, at)), /segment/, `cut at ${at}`)
  }
})

test.run()
