import { searchSegments } from '@tlc/core/index/search/search-segments'
import { SegmentFolder } from '@tlc/core/index/segment/segment-folder'
import { SegmentSet } from '@tlc/core/index/segment/segment-set'
import { TlcError } from '@tlc/core/system/error'
import { type MemorySystem, memorySystem } from '@tlc/core/system/memory-system'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { aFile } from '../_segments.ts'

const FOLDER = '/state/index'
const MANIFEST = `${FOLDER}/manifest.json`
const test = suite('core/index/segment/segment-folder')

async function saved(system: MemorySystem, words: string[]): Promise<SegmentFolder> {
  const folder = new SegmentFolder(system, FOLDER)
  const set = new SegmentSet()
  await folder.load(set)
  for (const word of words) {
    set.put([aFile(`${word}.md`, [{ text: word }])])
    set.segments()
  }
  await folder.save(set)
  return folder
}

async function loaded(system: MemorySystem): Promise<{ set: SegmentSet; message: string; folder: SegmentFolder }> {
  const set = new SegmentSet()
  const folder = new SegmentFolder(system, FOLDER)
  return { message: await folder.load(set), set, folder }
}

function found(set: SegmentSet, query: string): string[] {
  return searchSegments(set, { query }).hits.map(({ path }) => path)
}

async function segmentFiles(system: MemorySystem): Promise<string[]> {
  return (await system.files.list(FOLDER)).map(({ name }) => name).filter((name) => name.startsWith('segment'))
}

test('what was saved is there again, and what was removed is not', async () => {
  const system = memorySystem()
  await saved(system, ['apple', 'berry'])
  const first = await loaded(system)
  assert.is(first.message, '')
  first.set.remove('berry.md')
  await first.folder.save(first.set)
  const { set } = await loaded(system)
  assert.equal([found(set, 'apple'), found(set, 'berry')], [['apple.md'], []])
})

test('saves that overlap leave each file that is on the list', async () => {
  const system = memorySystem()
  const { set, folder } = await loaded(system)
  const saves: Promise<void>[] = []
  for (const word of ['apple', 'berry', 'cherry', 'date']) {
    set.put([aFile(`${word}.md`, [{ text: word }])])
    set.segments()
    saves.push(folder.save(set))
    await null
  }
  await Promise.all(saves)
  const { message, set: again } = await loaded(system)
  assert.is(message, '')
  assert.equal(found(again, 'date'), ['date.md'])
})

test('files that are on the list no more go', async () => {
  const system = memorySystem()
  await saved(system, ['apple', 'berry'])
  const { set, folder } = await loaded(system)
  set.remove('apple.md')
  set.remove('berry.md')
  await folder.save(set)
  assert.equal(await segmentFiles(system), [])
})

test('what a crash left half written goes with the next save', async () => {
  const system = memorySystem()
  await saved(system, ['apple'])
  for (const name of ['segment-9.tlcx.a1b2.tmp', 'manifest.json.a1b2.tmp', 'notes.txt'])
    await system.files.write(`${FOLDER}/${name}`, 'half')
  const { set, folder } = await loaded(system)
  await folder.save(set)
  const names = (await system.files.list(FOLDER)).map(({ name }) => name)
  assert.equal(names.sort(), ['manifest.json', 'notes.txt', 'segment-1.tlcx'])
})

test('a damaged segment is left out and told, the others are searchable', async () => {
  const system = memorySystem()
  await saved(system, ['apple', 'berry', 'cherry'])
  const [, second] = (await segmentFiles(system)).sort()
  const bytes = await system.files.read(`${FOLDER}/${second}`)
  await system.files.write(`${FOLDER}/${second}`, bytes.subarray(0, bytes.length / 2))
  const { set, message } = await loaded(system)
  assert.match(message, `made again: ${second}`)
  assert.equal([found(set, 'apple'), found(set, 'berry'), found(set, 'cherry')], [['apple.md'], [], ['cherry.md']])
})

test('segments of another version are made again, which is told once', async () => {
  const system = memorySystem()
  await saved(system, ['apple', 'berry'])
  for (const name of await segmentFiles(system)) {
    const bytes = new Uint8Array(await system.files.read(`${FOLDER}/${name}`))
    bytes[4] = 99
    await system.files.write(`${FOLDER}/${name}`, bytes)
  }
  const { set, message } = await loaded(system)
  assert.is(message, 'The index is of another version of tlc and is made again.')
  assert.equal(found(set, 'apple'), [])
})

test('a list that is damaged or of another version starts anew, and says so', async () => {
  for (const text of [
    '',
    '{"version":1,"next":',
    '{"version":9,"next":1,"segments":[]}',
    '[]',
    'null',
    '{"version":1,"next":1,"segments":[{"file":"../../etc/passwd","dead":[]}]}',
  ]) {
    const system = memorySystem()
    await saved(system, ['apple'])
    await system.files.write(MANIFEST, text)
    const { set, message } = await loaded(system)
    assert.match(message, 'indexed again', text)
    assert.is(set.fileCount, 0)
  }
})

test('a crash before the list was written leaves the state before', async () => {
  const system = memorySystem()
  await saved(system, ['apple'])
  const { set, folder } = await loaded(system)
  set.put([aFile('berry.md', [{ text: 'berry' }])])
  const { rename } = system.files
  system.files.rename = async (from, to) => {
    if (to === MANIFEST) throw new TlcError('file/failed', 'killed')
    return rename(from, to)
  }
  await folder.save(set).then(
    () => assert.unreachable(),
    () => {},
  )
  system.files.rename = rename
  const after = await loaded(system)
  assert.equal([found(after.set, 'apple'), found(after.set, 'berry'), after.message], [['apple.md'], [], ''])
})

test('a full disk loses nothing: what is in memory is searchable, and the next save writes it', async () => {
  const system = memorySystem()
  await saved(system, ['apple'])
  const { set, folder } = await loaded(system)
  set.put([aFile('berry.md', [{ text: 'berry' }])])
  const { write } = system.files
  system.files.write = async () => {
    throw new TlcError('file/full', 'No space is left.', { hint: 'Make room.' })
  }
  await folder.save(set).then(
    () => assert.unreachable(),
    (fault: TlcError) => assert.is(fault.code, 'file/full'),
  )
  assert.equal(found(set, 'berry'), ['berry.md'])
  system.files.write = write
  await folder.save(set)
  assert.equal(found((await loaded(system)).set, 'berry'), ['berry.md'])
})

test('a folder that somebody deleted is made again', async () => {
  const system = memorySystem()
  await saved(system, ['apple'])
  const { set, folder } = await loaded(system)
  await system.files.remove(FOLDER)
  set.put([aFile('berry.md', [{ text: 'berry' }])])
  await folder.save(set)
  assert.equal(found((await loaded(system)).set, 'berry'), ['berry.md'])
})

test.run()
