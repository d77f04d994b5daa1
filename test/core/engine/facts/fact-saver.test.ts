import { createFactSaver, type FactSaver, STORE_GROUP } from '@tlc/core/engine/facts/fact-saver'
import type { Store } from '@tlc/core/store/contract'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { aFile, aFinding, aFunction, storedFiles, type TemporaryStore, temporaryStore } from '../../store/_store.ts'

interface Bench {
  opened: TemporaryStore
  /** Path lists in the order in which they were told to be saved. */
  told: string[][]
  saver: FactSaver
  fault: Error | null
  make(mostHeld?: number): FactSaver
}

const test = suite<Bench>('core/engine/facts/fact-saver')

test.before.each(async (bench) => {
  bench.opened = await temporaryStore()
  bench.told = []
  bench.fault = null
  const guarded: Store = {
    ...bench.opened.store,
    saveFiles: (files) => (bench.fault ? Promise.reject(bench.fault) : bench.opened.store.saveFiles(files)),
  }
  bench.make = (mostHeld) =>
    createFactSaver({
      store: async () => guarded,
      onSaved: (files) => bench.told.push(files.map(({ path }) => path)),
      ...(mostHeld !== undefined && { mostHeld }),
    })
  bench.saver = bench.make()
})

test.after.each(({ opened }) => opened.remove())

async function storedPaths({ opened }: Bench): Promise<unknown[]> {
  return (await opened.store.query(storedFiles, {})).map(({ path }) => path)
}

test('without a hold, facts are in the store when they were taken', async (bench) => {
  await bench.saver.take([aFile('a.py')])
  assert.equal(await storedPaths(bench), ['a.py'])
  assert.equal(bench.told, [['a.py']])
  assert.not(bench.saver.holds)
})

test('held facts answer from memory and are in the store when somebody asks for them there', async (bench) => {
  const { saver } = bench
  saver.hold()
  await saver.take([aFile('a.py', { functions: [aFunction('f', 12)] })])
  await saver.takeProjectFindings([{ path: 'a.py', finding: aFinding('test/copied') }])
  assert.equal([await storedPaths(bench), bench.told, saver.holds], [[], [], true])
  assert.is((await (await saver.facts()).functionCounts()).over10, 1)
  await saver.saved()
  assert.equal([await storedPaths(bench), bench.told, saver.holds], [['a.py'], [['a.py']], false])
  assert.is((await (await saver.facts()).functionCounts()).over10, 1)
  assert.not(await bench.opened.store.projectFindingsDue())
  await saver.take([aFile('b.py')])
  assert.equal(await storedPaths(bench), ['a.py', 'b.py'])
})

test('of a file that is taken twice the last facts count', async (bench) => {
  const { saver } = bench
  saver.hold()
  await saver.take([aFile('a.py', { functions: [aFunction('f', 12)] })])
  await saver.take([aFile('a.py')])
  await saver.saved()
  assert.is((await (await saver.facts()).functionCounts()).over10, 0)
})

test('more code than may be held goes to the store, and so does what comes after', async (bench) => {
  const saver = bench.make(250)
  saver.hold()
  await saver.take([aFile('a.py')])
  await saver.take([aFile('b.py')])
  assert.equal(await storedPaths(bench), [])
  await saver.take([aFile('c.py')])
  assert.equal([await storedPaths(bench), saver.holds], [['a.py', 'b.py', 'c.py'], false])
})

test('what comes while held facts are written is stored too', async (bench) => {
  const { saver } = bench
  saver.hold()
  await saver.take(Array.from({ length: STORE_GROUP + 1 }, (_, i) => aFile(`${i}.py`)))
  await Promise.all([saver.saved(), saver.take([aFile('late.py')]), saver.saved()])
  assert.is((await storedPaths(bench)).length, STORE_GROUP + 2)
  assert.equal(
    bench.told.map((files) => files.length),
    [STORE_GROUP, 1, 1],
  )
})

test('facts that could not be saved stay, are told from memory, and are saved when it is tried again', async (bench) => {
  const { saver } = bench
  saver.hold()
  await saver.take([aFile('a.py', { functions: [aFunction('f', 12)] })])
  bench.fault = new Error('the disk is full')
  assert.is(await saver.saved().then(String, ({ message }) => message), 'the disk is full')
  assert.is((await (await saver.facts()).functionCounts()).over10, 1)
  bench.fault = null
  await saver.saved()
  assert.equal(await storedPaths(bench), ['a.py'])
})

test.run()
