import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { analyzerWith, factsOf, functionLines, importLines, outline, usesOf } from '../../helpers/outline.ts'

const test = suite('analyzers/languages/typescript')

const SOURCE = `import fs, { readFile as read } from 'node:fs'
import * as path from 'node:path'
import type { Shape } from './shape.ts'
import legacy = require('./legacy')
export { helper } from './helper.ts'

/** Most retries. */
export const LIMIT = 3
const [first, { second }] = load()

/** A queue. */
export abstract class Queue<T> extends Base implements Shape {
  private items: T[] = []
  readonly onDrain = () => this.items.length
  constructor(readonly name: string) {
    super()
  }
  get size(): number {
    return this.items.length
  }
  abstract close(): void
  /** Adds one. */
  async push(item: T, retries = LIMIT): Promise<void> {
    for (const old of this.items) {
      if (old === item && retries > 0 || !item) {
        continue
      } else if (retries) {
        await this.push(item, retries - 1)
      } else {
        throw new Error('full')
      }
    }
  }
}

interface Point {
  x: number
  move(by: number): Point
}
type Id = string | number
enum Color {
  Red,
  Green = 'g',
}
export namespace geo {
  export function area(p: Point) {
    return p.x > 0 ? p.x : -p.x
  }
}
declare function now(): number

export default function main(args: string[]) {
  const local = (n: number) => n * 2
  const helper = 1
  outer: for (let i = 0; i < args.length; i++) {
    while (true) {
      if (local(i)) break outer
    }
  }
  switch (args[0]) {
    case 'a':
      return args.map((a) => a?.length ?? 0)
    case 'b':
    default:
      try {
        read(args[1]!)
      } catch {
        return fs
      }
  }
}
`

const facts = await factsOf(await analyzerWith(), 'a.ts', SOURCE)

test('TypeScript: a file is parsed without an error', () => {
  assert.is(facts.language, 'typescript')
  assert.is(facts.syntaxErrors, 0)
  assert.equal([facts.lines, facts.code, facts.comments, facts.blank], [71, 64, 3, 4])
})

test('TypeScript: definitions have their kind, container, head, comment and visibility', () => {
  assert.equal(outline(facts), [
    'constant LIMIT 8-8 | const LIMIT = 3 | Most retries.',
    '-constant first 9-9 | const [first, { second }] = load()',
    '-constant second 9-9 | const [first, { second }] = load()',
    'class Queue 12-34 | abstract class Queue<T> extends Base implements Shape | A queue.',
    '-property Queue.items 13-13 | private items: T[] = []',
    'property Queue.onDrain 14-14 | readonly onDrain = () =>',
    'constructor Queue.constructor 15-17 | constructor(readonly name: string)',
    'property Queue.size 18-20 | get size(): number',
    'method Queue.close 21-21 | abstract close(): void',
    'method Queue.push 23-33 | async push(item: T, retries = LIMIT): Promise<void> | Adds one.',
    '-interface Point 36-39 | interface Point',
    'property Point.x 37-37 | x: number',
    'method Point.move 38-38 | move(by: number): Point',
    '-type Id 40-40 | type Id = string | number',
    '-enum Color 41-44 | enum Color',
    'enum-member Color.Red 42-42 | Red',
    "enum-member Color.Green 43-43 | Green = 'g'",
    'namespace geo 45-49 | namespace geo',
    'function geo.area 46-48 | function area(p: Point)',
    'function now 50-50 | declare function now(): number',
    'function main 52-71 | function main(args: string[])',
    '-function main.local 53-53 | const local = (n: number) =>',
  ])
})

test('TypeScript: imports name the module and what they bind', () => {
  assert.equal(importLines(facts), [
    '1 node:fs: fs, read',
    '2 node:path: path',
    '3 ./shape.ts: Shape',
    '4 ./legacy: legacy',
    '5 ./helper.ts: ',
  ])
})

test('TypeScript: functions have the figures that were counted by hand', () => {
  assert.equal(functionLines(facts), [
    'Queue.onDrain 14-14: cyclomatic 1, cognitive 0, nesting 0, 0 parameters, 1 lines',
    'Queue.constructor 15-17: cyclomatic 1, cognitive 0, nesting 0, 1 parameters, 3 lines',
    'Queue.size 18-20: cyclomatic 1, cognitive 0, nesting 0, 0 parameters, 3 lines',
    'Queue.push 23-33: cyclomatic 6, cognitive 8, nesting 2, 2 parameters, 11 lines',
    'geo.area 46-48: cyclomatic 2, cognitive 1, nesting 0, 1 parameters, 3 lines',
    'main 52-71: cyclomatic 7, cognitive 10, nesting 3, 1 parameters, 20 lines',
    'main.local 53-53: cyclomatic 1, cognitive 0, nesting 0, 1 parameters, 1 lines',
    'main.(anonymous) 62-62: cyclomatic 2, cognitive 0, nesting 0, 1 parameters, 1 lines',
  ])
})

test('TypeScript: every use of a name has its place, and none of those in comments', () => {
  assert.equal(usesOf(facts, 'retries'), ['23:23', '25:27', '27:18', '28:31'])
  assert.equal(usesOf(facts, 'Id'), ['40:6'])
})

test.run()
