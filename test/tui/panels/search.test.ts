import overview from '@tlc/core/document/collections/overview'
import type { SearchAnswer, SearchHit, SearchQuery } from '@tlc/core/index/contract'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { type ActingWorkspace, actingWorkspace } from '../../helpers/acting-workspace.ts'
import { indexProgress } from '../../helpers/link-double.ts'

const test = suite<{ on: ActingWorkspace }>('tui/panels/search')

test.before.each(async (context) => {
  context.on = await actingWorkspace()
  context.on.link.answers.set('file.lines', (input) => {
    const { path, from } = input as { path: string; from: number }
    const lines = [`before ${path}`, 'def pay():', '    return 1']
    return { total: 300, from, lines, tokens: [] }
  })
  context.on.link.answers.set('file.outline', () => ({ symbols: [], functions: [] }))
  context.on.link.answers.set('file.blame', () => ({ from: 1, lines: [] }))
})
test.after.each(({ on }) => on.dispose())

function hit(over: Partial<SearchHit> = {}): SearchHit {
  const place = { path: 'src/pay.py', startLine: 10, endLine: 12, kind: 'code' as const, language: 'python' }
  const found = { score: 1, why: ['defines this name', 'words: 2.'], name: 'Shop.pay', symbolKind: 'method' as const }
  return { ...place, ...found, ...over }
}

function answer(hits: SearchHit[], over: Partial<SearchAnswer> = {}): SearchAnswer {
  return { hits, tookMs: 3, expansion: [], queryClass: 'question', progress: indexProgress(), ...over }
}

/** Answers each query by `reply`. */
function answering({ link }: ActingWorkspace, reply: (query: SearchQuery) => unknown): void {
  link.answers.set('search.query', (input) => reply(input as SearchQuery))
}

function queries({ link }: ActingWorkspace): SearchQuery[] {
  return link.requests.filter(({ id }) => id === 'search.query').map(({ input }) => input as SearchQuery)
}

test('an empty query shows what can be asked, and asks nothing', async ({ on }) => {
  await on.press('C-f')
  assert.match(await on.screen(), 'For example')
  assert.equal(queries(on), [])
})

test('each key asks again, and rows tell kind, name, place and why', async ({ on }) => {
  answering(on, ({ query }) => answer([hit({ name: `${query}_it` })]))
  await on.press('C-f', 'p', 'a')
  assert.equal(
    queries(on).map(({ query }) => query),
    ['p', 'pa'],
  )
  assert.match(await on.screen(), /method +pa_it +src\/pay\.py:10-12/)
  assert.match(await on.screen(), /src\/pay\.py:10-12 +defines this name/)
})

test('Enter goes to the hits and then opens the selected one at its line', async ({ on }) => {
  answering(on, () => answer([hit(), hit({ path: 'src/other.py', startLine: 40, endLine: 40 })]))
  await on.press('C-f', 'p', 'enter', 'j')
  assert.match(await on.screen(), 'before src/other.py')
  await on.press('enter')
  assert.match(await on.screen(), /src\/other\.py +40\/300/)
  await on.press('C-f')
  assert.match(await on.screen(), 'src/other.py:40')
})

test('the last hits stay while a slow answer is on its way, and an older answer never takes the place of a newer', async ({
  on,
}) => {
  const slow = Promise.withResolvers<SearchAnswer>()
  const next = Promise.withResolvers<SearchAnswer>()
  answering(on, ({ query }) =>
    query === 'a' ? answer([hit({ name: 'first' })]) : query === 'ab' ? slow.promise : next.promise,
  )
  await on.press('C-f', 'a')
  on.terminal.press('b')
  await new Promise(setImmediate)
  await new Promise(setImmediate)
  assert.match(await on.screen(), 'first')
  on.terminal.press('c')
  await new Promise(setImmediate)
  await new Promise(setImmediate)
  slow.resolve(answer([hit({ name: 'too_late' })]))
  await new Promise(setImmediate)
  assert.match(await on.screen(), 'first')
  const drawn = on.drawn()
  next.resolve(answer([hit({ name: 'second' })]))
  await drawn
  assert.match(await on.screen(), 'second')
  assert.not.match(await on.screen(), 'too_late')
})

test('pasted text is one question', async ({ on }) => {
  answering(on, () => answer([]))
  await on.press('C-f')
  const drawn = on.drawn()
  on.terminal.press(...'where do we pay')
  await drawn
  assert.equal(
    queries(on).map(({ query }) => query),
    ['where do we pay'],
  )
})

test('filters go with the query, and an unknown one says what is known and asks nothing', async ({ on }) => {
  answering(on, () => answer([hit()]))
  await on.press('C-f', ...'pay kind:test')
  assert.equal(queries(on).at(-1), { query: 'pay', limit: 50, kinds: ['test'] })
  const before = queries(on).length
  await on.press('x')
  assert.match(await on.screen(), 'kind:testx is unknown; there is code, test')
  assert.is(queries(on).length, before)
})

test('nothing is found only when everything was searched', async ({ on }) => {
  let progress = indexProgress({ pendingFiles: 7 })
  answering(on, () => answer([], { progress }))
  await on.press('C-f', 'a')
  assert.match(await on.screen(), 'Nothing so far: 7 files pending')
  assert.match(await on.screen(), 'partial: 7 files pending')
  progress = indexProgress({ embedded: 10 })
  await on.press('b')
  assert.match(await on.screen(), 'Nothing so far')
  progress = indexProgress()
  await on.press('c')
  assert.match(await on.screen(), 'Nothing found')
})

test('the head says how much is searchable by meaning, or why nothing is', async ({ on }) => {
  on.link.answers.set('index.progress', () => indexProgress({ embedded: 17, message: 'One segment was damaged.' }))
  await on.press('1', 'C-f')
  answering(on, () => answer([hit()], { progress: indexProgress({ withoutVectors: 'no model is installed' }) }))
  await on.press('a')
  assert.match(await on.screen(), /12 files searchable/)
})

test('a failed question says why and is asked again by its key', async ({ on }) => {
  answering(on, () => {
    throw new Error('The index process ended')
  })
  await on.press('C-f', 'a', 'enter')
  assert.match(await on.screen(), 'No answer: The index process ended')
  answering(on, () => answer([hit()]))
  await on.press('r')
  assert.match(await on.screen(), /pay +Shop +src/)
})

test('x tells all reasons of a hit and the words that were added', async ({ on }) => {
  const expansion = [{ term: 'charge', weight: 0.25, because: 'a synonym of pay' }]
  answering(on, ({ explain }) => answer([hit()], explain ? { expansion } : {}))
  await on.press('C-f', 'a', 'enter', 'x')
  const shown = await on.screen()
  assert.match(shown, 'read as a question')
  assert.match(shown, 'words: 2.')
  assert.match(shown, 'also charge at 0.25: a synonym of pay')
  await on.press('x')
  assert.not.match(await on.screen(), 'a synonym of pay')
})

test('earlier queries come back by Up, and Down ends at what was being typed', async ({ on }) => {
  answering(on, () => answer([hit()]))
  await on.press('C-f', 'o', 'n', 'e', 'enter', '/', 'C-u', 't', 'w', 'o', 'enter', '/', 'C-u', 'n')
  await on.press('up')
  assert.match(await on.screen(), '> two')
  await on.press('up', 'up')
  assert.match(await on.screen(), '> one')
  await on.press('down', 'down')
  assert.match(await on.screen(), /> n +/)
  await on.press('down', 'x')
  assert.match(await on.screen(), 'read as')
})

test('Esc clears the query, then gives the keys back', async ({ on }) => {
  answering(on, () => answer([hit()]))
  await on.press('C-f', 'a', 'escape')
  assert.match(await on.screen(), 'For example')
  await on.press('escape', '3')
  assert.match(await on.screen(), 'a part of a name')
})

test('a hit that is no file shows its text, and Enter opens the whole of it at the lines of the hit', async ({
  on,
}) => {
  const text = Array.from({ length: 300 }, (_, i) => `Line ${i + 1} of what was said`).join('\n')
  on.link.answers.set('knowledge.text', (input) => {
    const { id } = input as { id: string }
    return { id, kind: 'page', title: 'About paying', at: 0, text, next: null }
  })
  const page = hit({
    path: 'page:https://a.b/c',
    kind: 'page',
    symbolKind: null,
    name: 'About paying > Once',
    startLine: 90,
  })
  answering(on, () => answer([hit({ kind: 'test' }), page]))
  await on.press('C-f', 'a', 'enter', 'j')
  const shown = await on.screen()
  assert.match(shown, /page +Once +About paying +page:https:\/\/a\.b\/c/)
  assert.match(shown, 'Line 90 of')
  assert.not.match(shown, 'Line 89 of')
  await on.press('enter', 'down')
  assert.match(await on.screen(), /About paying\n page:https:\/\/a\.b\/c +Esc goes back/)
  assert.match(await on.screen(), 'Line 91 of')
  await on.press('end')
  assert.match(await on.screen(), 'Line 300 of')
  await on.press('escape', 'enter')
  assert.match(await on.screen(), 'Line 90 of')
  await on.press('C-f', 'enter', 'enter')
  assert.match(await on.screen(), 'Line 90 of')
})

test('a hit in a notebook shows the lines of its cell, none of its JSON', async ({ on }) => {
  answering(on, () => answer([hit({ path: 'a.ipynb', name: 'cell 3', startLine: 7, endLine: 8 })]))
  on.link.answers.set('hit.lines', () => ({ total: 2, from: 7, lines: ['rain = load()', 'rain.plot()'], tokens: [] }))
  await on.press('C-f', 'a')
  assert.match(await on.screen(), /7 . rain = load\(\)/)
  const asked = on.link.requests.filter(({ id }) => id === 'hit.lines' || id === 'file.lines')
  assert.equal(asked, [{ id: 'hit.lines', input: { path: 'a.ipynb', name: 'cell 3', startLine: 7, endLine: 8 } }])
})

test('text that is gone says so', async ({ on }) => {
  answering(on, () => answer([hit({ path: 'commit:1a2b', kind: 'commit', symbolKind: null, name: 'Pay once' })]))
  await on.press('C-f', 'a')
  assert.match(await on.screen(), 'Not shown (r asks again): No answer to knowledge.text')
})

test('a hit is marked as useful or not for its query', async ({ on }) => {
  on.link.answers.set('feedback-give', () => ({}))
  answering(on, () => answer([hit()]))
  await on.press('C-f', 'p', ' ', 'k', 'i', 'n', 'd', ':', 'c', 'o', 'd', 'e', 'enter', '+', '-')
  const target = { target: 'src/pay.py', name: 'Shop.pay', query: 'p' }
  assert.equal(on.link.intents, [
    { id: 'feedback-give', input: { ...target, useful: true } },
    { id: 'feedback-give', input: { ...target, useful: false } },
  ])
  assert.match(await on.screen(), 'Shop.pay is not useful here')
})

test('a click selects the hit under the mouse, and one beside the hits selects nothing', async ({ on }) => {
  answering(on, () => answer([hit(), hit({ path: 'src/b.py' }), hit({ path: 'src/c.py' })]))
  await on.press('C-f', 'q', 'enter')
  const y = (await on.screen()).split('\n').findIndex((row) => row.includes('src/b.py'))
  const drawn = on.drawn()
  on.terminal.click({ x: 4, y, action: 'click' })
  on.terminal.click({ x: 4, y: 2, action: 'click' })
  await drawn
  await on.press('enter')
  assert.match(await on.screen(), /src\/b\.py +10\/300/)
})

/** Another analysis is in the document: everything is asked anew. */
async function analysedAgain({ project, drawn }: ActingWorkspace): Promise<void> {
  const frame = drawn()
  const state = { state: 'ready' as const, revision: 9, finishedAt: 0, tookMs: 1, parsed: 1, reused: 0, message: '' }
  overview.put(project, 'analysis', state)
  await frame
}

test('what is selected stays selected when the index has grown', async ({ on }) => {
  const a = hit({ name: 'a' })
  const b = hit({ name: 'b', path: 'src/b.py' })
  let hits = [a, b]
  answering(on, () => answer(hits))
  await on.press('C-f', 'q', 'enter', 'j')
  hits = [hit({ name: 'new', path: 'src/n.py' }), a, b]
  await analysedAgain(on)
  await on.press('enter')
  assert.match(await on.screen(), /src\/b\.py +10\/300/)
})

test('while one types the first hit is the selected one, also when a better one comes later', async ({ on }) => {
  let hits = [hit()]
  answering(on, () => answer(hits))
  await on.press('C-f', 'q')
  hits = [hit({ name: 'new', path: 'src/n.py' }), hit()]
  await analysedAgain(on)
  await on.press('enter', 'enter')
  assert.match(await on.screen(), /src\/n\.py +10\/300/)
})

test.run()
