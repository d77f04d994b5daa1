import { classifyQuery } from '@tlc/core/index/search/classify-query'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite('core/index/search/classify-query')

const CLASSES: Record<string, string[]> = {
  symbol: [
    'HttpResponse',
    'get_user',
    'Session.get',
    'Session::get()',
    '$scope',
    'g',
    'valid?',
    'operator',
    'Context.JSON',
  ],
  path: ['src/app.ts', 'django/http/', 'README.md', 'a/b/c', 'query.py', 'src\\app.ts'],
  question: ['where do we drop a client', 'csrf token check', 'how does Session.get work', 'parse `foo_bar` lazily'],
  error: [
    'ValueError: invalid literal for int()',
    "TypeError: Cannot read properties of undefined (reading 'x')",
    'error[E0308]: mismatched types',
    'src/a.ts(3,5): error TS2345: no',
    'Traceback (most recent call last):',
    "thread 'main' panicked at src/main.rs:3",
    'goroutine 19 [running]:',
    '/usr/bin/redis-server *:6379(raxRemove+0x4d)[0x55]',
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
  assert.equal(classifyQuery('Http\\Client').symbols, ['Http.Client'])
})

test('names in a sentence are mentioned, plain words are not', () => {
  assert.equal(classifyQuery('how does HttpResponse.write call flush_buffer, and why').symbols, [
    'HttpResponse.write',
    'flush_buffer',
  ])
  assert.equal(classifyQuery('how does the server write').symbols, [])
})

test('a stack mentions the functions of its frames', () => {
  const go = 'goroutine 19 [running]:\ngithub.com/gin-gonic/gin.(*Context).Next(0xc0)\n\t/go/gin/context.go:174 +0x2b'
  assert.equal(classifyQuery(go).symbols, ['Context.Next'])
  assert.equal(classifyQuery('redis-server *:6379(raxRemove+0x4d)[0x55]').symbols, ['raxRemove'])
  const python = 'Traceback (most recent call last):\n  File "/a/b.py", line 3, in index\nValueError: no'
  assert.equal(classifyQuery(python).symbols, ['index', 'ValueError'])
  const node = 'Error: no\n    at parse (file:///a/b.ts:24:11)\n    at async Cart.total (/a/c.ts:1:1)'
  assert.equal(classifyQuery(node).symbols, ['parse', 'Cart.total'])
})

test('a file that a sentence names is no symbol', () => {
  assert.equal(classifyQuery('addRoute in tree.go').symbols, ['addRoute'])
  assert.equal(classifyQuery('who sets request.json').symbols, ['request.json'])
})

test.run()
