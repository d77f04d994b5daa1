import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { analyzerWith, factsOf, functionLines, importLines, outline, usesOf } from '../../helpers/outline.ts'

const test = suite('analyzers/languages/javascript')

const SOURCE = `const fs = require('fs')
const { join, sep: slash } = require('node:path')
import def, { a as b } from './a.js'

/** Parses. */
exports.parse = function (text, options) {
  if (!text) return null
  return text.split(',').map(function (part) {
    return options && options.trim ? part.trim() : part
  })
}

function Parser() {
  this.next = () => 1
}
Parser.prototype.reset = function reset() {
  do {
    this.next()
  } while (this.more || this.open)
}

class Tree extends Parser {
  #root = null
  static of(...items) {
    return new Tree(items)
  }
  constructor() {
    super()
  }
  get root() {
    return this.#root ?? def
  }
  *walk() {
    for (const child in this.#root) yield* this.walk(child)
  }
}
const table = { get: () => join('a', b), set(value) { fs.x = value } }
module.exports = { Tree }
`

const facts = await factsOf(await analyzerWith(), 'a.js', SOURCE)

test('JavaScript: a file is parsed without an error', () => {
  assert.is(facts.language, 'javascript')
  assert.is(facts.syntaxErrors, 0)
  assert.equal([facts.lines, facts.code, facts.comments, facts.blank], [38, 34, 1, 3])
})

test('JavaScript: definitions have their kind, container, head, comment and visibility', () => {
  assert.equal(outline(facts), [
    "-constant fs 1-1 | const fs = require('fs')",
    "-constant join 2-2 | const { join, sep: slash } = require('node:path')",
    "-constant slash 2-2 | const { join, sep: slash } = require('node:path')",
    'function parse 6-11 | exports.parse = function (text, options) | Parses.',
    '-function Parser 13-15 | function Parser()',
    '-method Parser.next 14-14 | this.next = () =>',
    '-method Parser.reset 16-20 | Parser.prototype.reset = function reset()',
    '-class Tree 22-36 | class Tree extends Parser',
    '-property Tree.#root 23-23 | #root = null',
    'method Tree.of 24-26 | static of(...items)',
    'constructor Tree.constructor 27-29 | constructor()',
    'property Tree.root 30-32 | get root()',
    'method Tree.walk 33-35 | *walk()',
    "-constant table 37-37 | const table = { get: () => join('a', b), set(value) { fs.x = value } }",
    '-method set 37-37 | set(value)',
  ])
})

test('JavaScript: imports name the module and what they bind', () => {
  assert.equal(importLines(facts), ['1 fs: fs', '2 node:path: join, slash', '3 ./a.js: def, b'])
})

test('JavaScript: functions have the figures that were counted by hand', () => {
  assert.equal(functionLines(facts), [
    'parse 6-11: cyclomatic 2, cognitive 1, nesting 1, 2 parameters, 6 lines',
    'parse.(anonymous) 8-10: cyclomatic 3, cognitive 2, nesting 0, 1 parameters, 3 lines',
    'Parser 13-15: cyclomatic 1, cognitive 0, nesting 0, 0 parameters, 3 lines',
    'Parser.next 14-14: cyclomatic 1, cognitive 0, nesting 0, 0 parameters, 1 lines',
    'reset 16-20: cyclomatic 3, cognitive 2, nesting 1, 0 parameters, 5 lines',
    'Tree.of 24-26: cyclomatic 1, cognitive 0, nesting 0, 1 parameters, 3 lines',
    'Tree.constructor 27-29: cyclomatic 1, cognitive 0, nesting 0, 0 parameters, 3 lines',
    'Tree.root 30-32: cyclomatic 2, cognitive 0, nesting 0, 0 parameters, 3 lines',
    'Tree.walk 33-35: cyclomatic 2, cognitive 2, nesting 1, 0 parameters, 3 lines',
    'get 37-37: cyclomatic 1, cognitive 0, nesting 0, 0 parameters, 1 lines',
    'set 37-37: cyclomatic 1, cognitive 0, nesting 0, 1 parameters, 1 lines',
  ])
})

test('JavaScript: every use of a name has its place, and none of those in comments', () => {
  assert.equal(usesOf(facts, 'join'), ['2:9', '37:28'])
  assert.equal(usesOf(facts, '#root'), ['23:3', '31:17', '34:30'])
})

test.run()
