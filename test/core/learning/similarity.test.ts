import type { FixKind } from '@tlc/core/learning/contract'
import { feedbackFactorOf } from '@tlc/core/learning/feedback'
import { fingerprint } from '@tlc/core/learning/fingerprint'
import { likeness, rarityOf } from '@tlc/core/learning/similarity'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite('core/learning/similarity')
const ADVISED = 0.5

function like(
  error: string,
  known: string,
  { kind = 'code', command = ['python'] }: { kind?: FixKind; command?: string[] } = {},
): number {
  const [first, second] = [fingerprint(error, command), fingerprint(known, command)]
  assert.ok(first && second)
  return likeness(first, { fingerprint: second, kind }, rarityOf([second])).score
}

const python = (line: string, place = 'a.py') =>
  `Traceback (most recent call last):\n  File "${place}", line 1, in f\n${line}\n`
const rust = (line: string) => `${line}\n --> src/main.rs:1:1\n`

test('the same error is as like as can be, one of another ecosystem not at all', () => {
  assert.is(like(python("KeyError: 'a'"), python("KeyError: 'a'")), 1)
  const known = fingerprint('./a.go:1:2: undefined: strings\n', ['go'])!
  const error = fingerprint(python("NameError: name 'strings' is not defined"))!
  assert.is(likeness(error, { fingerprint: known, kind: 'import' }, rarityOf([known])).score, 0)
})

test('a command that is run further up or down prints longer paths of the same place', () => {
  const failed = (path: string) => python('AssertionError: assert 0 == 4', path)
  for (const path of ['../test_calc.py', './test_calc.py', 'sub/test_calc.py', '/home/ann/shop/sub/test_calc.py'])
    assert.is(like(failed(path), failed('test_calc.py')), 1, path)
  assert.ok(like(failed('sub/test_calc.py'), failed('other/test_calc.py')) < ADVISED)
  assert.ok(like(failed('my_test_calc.py'), failed('test_calc.py')) < ADVISED)
})

test('other words for the same cause are like it', () => {
  const none = python("AttributeError: 'NoneType' object has no attribute 'name'")
  assert.ok(like(python("TypeError: 'NoneType' object is not subscriptable"), none) >= ADVISED)
  assert.ok(
    like(
      rust('error[E0499]: cannot borrow `a` as mutable more than once at a time'),
      rust('error[E0502]: cannot borrow `b` as mutable because it is also borrowed as immutable'),
      { command: ['cargo'] },
    ) >= ADVISED,
  )
})

test('another thing that is missing is another error', () => {
  const yaml = python("ModuleNotFoundError: No module named 'yaml'")
  const options = { kind: 'dependency' as const }
  assert.ok(like(python("ModuleNotFoundError: No module named 'numpy'"), yaml, options) < ADVISED)
  assert.ok(like(python("ImportError: yaml is missing: No module named 'yaml'"), yaml, options) >= ADVISED)
  assert.ok(
    like(python("ModuleNotFoundError: No module named 'yaml.loader'; 'yaml' is not a package"), yaml, options) >=
      ADVISED,
  )
})

test('the same file that is missing for two tools is one cause', () => {
  const opened = "Error: ENOENT: no such file or directory, open 'data/rates.json'\n"
  const command = ['node']
  assert.ok(
    like("Error: Cannot find module './data/rates.json'\n  code: 'MODULE_NOT_FOUND'\n", opened, {
      command,
      kind: 'configuration',
    }) >= ADVISED,
  )
  assert.ok(
    like("Error: Cannot find module './data/other.json'\n  code: 'MODULE_NOT_FOUND'\n", opened, {
      command,
      kind: 'configuration',
    }) < ADVISED,
  )
})

test('types decide for what does not fit', () => {
  const known = python("TypeError: unsupported operand type(s) for +: 'int' and 'str'")
  assert.ok(like(python('TypeError: can only concatenate str (not "int") to str'), known) >= ADVISED)
  assert.ok(
    like(python("TypeError: unsupported operand type(s) for +: 'dict' and 'list'"), known) <
      like(python("TypeError: unsupported operand type(s) for -: 'str' and 'int'"), known),
  )
})

test('two wrong values are alike only where they are the same test', () => {
  const wrong = (name: string, value: number) =>
    `____ ${name} ____\nE       assert ${value} == 19\n\ntest_tax.py:4: AssertionError\n`
  const command = ['pytest']
  assert.ok(like(wrong('test_a', 20), wrong('test_b', 7), { command }) < ADVISED)
  assert.ok(like(wrong('test_a', 20), wrong('test_a', 7), { command }) >= ADVISED)
})

test('votes move a rank by half as much each time, never beyond 0.8 and 1.25', () => {
  const votes = (useful: number, not: number) => [
    ...Array(useful).fill({ useful: true }),
    ...Array(not).fill({ useful: false }),
  ]
  assert.equal(
    [
      feedbackFactorOf([]),
      feedbackFactorOf(votes(1, 0)),
      feedbackFactorOf(votes(2, 0)),
      feedbackFactorOf(votes(0, 1)),
      feedbackFactorOf(votes(3, 3)),
    ],
    [1, 1.125, 1.1875, 0.9, 1],
  )
  assert.ok(feedbackFactorOf(votes(1_000, 0)) <= 1.25 && feedbackFactorOf(votes(0, 1_000)) >= 0.8)
})

test.run()
