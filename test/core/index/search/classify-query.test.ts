import { classifyQuery } from '@tlc/core/index/search/classify-query'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite('core/index/search/classify-query')

const CLASSES: Record<string, string[]> = {
  symbol: ['HttpResponse', 'get_user', 'Session.get', 'Session::get()', '$scope', 'g', 'valid?', 'operator'],
  path: ['src/app.ts', 'django/http/', 'README.md', 'a/b/c', 'query.py'],
  question: ['where do we drop a client', 'csrf token check', 'how does Session.get work', 'parse `foo_bar` lazily'],
  error: [
    'ValueError: invalid literal for int()',
    "TypeError: Cannot read properties of undefined (reading 'x')",
    'error[E0308]: mismatched types',
    'src/a.ts(3,5): error TS2345: no',
    'Traceback (most recent call last):',
    "thread 'main' panicked at src/main.rs:3",
  ],
}

for (const [queryClass, queries] of Object.entries(CLASSES)) {
  test(`what is a ${queryClass} is read as one`, () => {
    for (const query of queries) assert.is(classifyQuery(query).queryClass, queryClass, query)
  })
}

test('a symbol is told without its call and with dots between its parts', () => {
  assert.equal(classifyQuery('Session::get()').symbols, ['Session.get'])
  assert.equal(classifyQuery('@property').symbols, ['property'])
})

test('names in a sentence are mentioned, plain words are not', () => {
  assert.equal(classifyQuery('how does HttpResponse.write call flush_buffer, and why').symbols, [
    'HttpResponse.write',
    'flush_buffer',
  ])
  assert.equal(classifyQuery('how does the server write').symbols, [])
})

test.run()
