import { createAnswers } from '@tlc/tui/app/answers'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { linkDouble } from '../../helpers/link-double.ts'

const test = suite('tui/app/answers')

/** Answers over a link, with `frame` as a panel that asks one question, resolved once nothing is on its way. */
function asking() {
  const link = linkDouble()
  const told: string[] = []
  let settled = Promise.withResolvers<void>()
  const rooms = { there: true }
  const answers = createAnswers({
    link: () => link,
    settled: () => rooms.there,
    changed: () => settled.resolve(),
    failed: (text) => void told.push(text),
  })
  return {
    link,
    told,
    rooms,
    answers,
    /** Resolves when something has changed. */
    settle() {
      settled = Promise.withResolvers()
      return settled.promise
    },
    async frame(input: unknown = { query: 'a' }) {
      settled = Promise.withResolvers()
      answers.ask('found', 'symbols.search', input)
      if (answers.pending > 0) await settled.promise
      return answers.ask<string>('found', 'symbols.search', input)
    },
  }
}

test('a question that fails is asked once, however many frames follow, and its fault stays to be shown', async () => {
  const { link, told, answers, frame } = asking()
  for (let i = 0; i < 20; i++) assert.is(await frame(), undefined)
  assert.is(link.requests.length, 1)
  assert.equal(told, ['No answer to symbols.search'])
  assert.is(answers.faultOf('found'), 'No answer to symbols.search')
  assert.ok(answers.failed)
})

test('what failed is asked again by `retry`, and the answer takes the place of the fault', async () => {
  const { link, answers, frame } = asking()
  await frame()
  link.answers.set('symbols.search', () => 'here')
  assert.is(await frame(), undefined)
  answers.retry()
  assert.is(await frame(), 'here')
  assert.is(answers.faultOf('found'), null)
  assert.not.ok(answers.failed)
  answers.retry()
  await frame()
  assert.is(link.requests.length, 2)
})

test('what nobody waits for is asked once the rooms are there, and does not count as on its way', async () => {
  const { link, rooms, answers, settle } = asking()
  link.answers.set('index.progress', () => 'half')
  const ask = () => answers.ask<string>('progress', 'index.progress', {}, { unawaited: true })
  rooms.there = false
  assert.is(ask(), undefined)
  assert.is(link.requests.length, 0)
  rooms.there = true
  const answered = settle()
  assert.is(ask(), undefined)
  assert.is(answers.pending, 0)
  await answered
  assert.is(ask(), 'half')
  assert.is(link.requests.length, 1)
})

test('another analysis has what failed asked again, once', async () => {
  const { link, answers, frame } = asking()
  await frame()
  answers.forget()
  for (let i = 0; i < 5; i++) await frame()
  assert.is(link.requests.length, 2)
})

test('another question in the slot is not held back by the one that failed', async () => {
  const { link, frame } = asking()
  link.answers.set('symbols.search', (input) => {
    const { query } = input as { query: string }
    if (query === 'a') throw new Error('no a')
    return query
  })
  assert.is(await frame(), undefined)
  assert.is(await frame({ query: 'b' }), 'b')
})

test('an answer that is not final is asked for again, for as long as somebody asks', async () => {
  const { link, answers, settle } = asking()
  // The time until the next question keeps no process alive by itself.
  const alive = setInterval(() => {}, 60_000)
  let part = 0
  link.answers.set('index.progress', () => ++part)
  const renew = { afterMs: 1, until: (answer: number) => answer === 3 }
  const frame = () => answers.ask<number>('index', 'index.progress', {}, { renew })
  frame()
  while (frame() !== 3) await settle()
  assert.is(link.requests.length, 3)
  answers.forget()
  part = 0
  frame()
  await settle()
  // Its time has come, but nobody asks any more.
  await settle()
  assert.is(link.requests.length, 4)
  clearInterval(alive)
})

test('an older answer that comes after a newer one is dropped', async () => {
  const { link, answers, settle } = asking()
  const slow = Promise.withResolvers<string>()
  link.answers.set('symbols.search', (input) => ((input as { query: string }).query === 'a' ? slow.promise : 'b'))
  const frame = (query: string) => answers.ask<string>('found', 'symbols.search', { query }, { stale: true })
  frame('a')
  frame('b')
  await settle()
  slow.resolve('a')
  await settle()
  assert.is(frame('b'), 'b')
})

test('a quiet question tells its fault only to whoever asks for it', async () => {
  const { told, answers, settle } = asking()
  answers.ask('found', 'symbols.search', {}, { quiet: true })
  await settle()
  assert.equal(told, [])
  assert.is(answers.faultOf('found'), 'No answer to symbols.search')
})

test('to recall asks nothing', async () => {
  const { link, answers, frame } = asking()
  link.answers.set('symbols.search', () => 'here')
  assert.is(answers.recall('found', 'symbols.search', { query: 'a' }), undefined)
  assert.is(link.requests.length, 0)
  await frame()
  assert.is(await frame(), 'here')
  assert.is(answers.recall('found', 'symbols.search', { query: 'a' }), 'here')
  assert.is(answers.recall('found', 'symbols.search', { query: 'b' }), undefined)
  assert.is(answers.recall('found', 'symbols.search', { query: 'b' }, { stale: true }), 'here')
  assert.is(link.requests.length, 1)
})

test.run()
