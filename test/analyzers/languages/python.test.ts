import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { analyzerWith, factsOf, functionLines, importLines, outline, usesOf } from '../../helpers/outline.ts'

const test = suite('analyzers/languages/python')

const SOURCE = `"""Module doc."""
import os.path
import numpy as np
from . import x as y, z
from foo.bar import *

# A constant.
LIMIT = 3
a, b = 1, 2

class Foo(Base):
    """Doc of Foo.

    More.
    """
    field: int = 3
    def __init__(self, a, *, b=1):
        # comment
        if a and b or c:
            for i in range(3):
                pass
            else:
                pass
        elif b:
            return [x for x in y if x]
        else:
            while True:
                break
        self.q = 1

# Above decorated
@decorator(1)
def fun(n):
    def inner(): return 1
    try:
        return fun(n - 1) if n and n and n or m else 2
    except ValueError:
        pass
    finally:
        eval("x" + n)
`

const facts = await factsOf(await analyzerWith(), 'a.py', SOURCE)

test('Python: a file is parsed without an error', () => {
  assert.is(facts.language, 'python')
  assert.is(facts.syntaxErrors, 0)
  assert.equal([facts.lines, facts.code, facts.comments, facts.blank], [40, 29, 7, 4])
})

test('Python: definitions have their kind, container, head, comment and visibility', () => {
  assert.equal(outline(facts), [
    'constant LIMIT 8-8 | LIMIT = 3 | A constant.',
    'variable a 9-9 | a, b = 1, 2',
    'variable b 9-9 | a, b = 1, 2',
    'class Foo 11-29 | class Foo(Base) | Doc of Foo.\\n\\nMore.',
    'field Foo.field 16-16 | field: int = 3',
    'constructor Foo.__init__ 17-29 | def __init__(self, a, *, b=1)',
    'function fun 33-40 | def fun(n) | Above decorated',
    '-function fun.inner 34-34 | def inner()',
  ])
})

test('Python: imports name the module and what they bind', () => {
  assert.equal(importLines(facts), ['2 os.path: os', '3 numpy: np', '4 .: y, z', '5 foo.bar: *'])
})

test('Python: functions have the figures that were counted by hand', () => {
  assert.equal(functionLines(facts), [
    'Foo.__init__ 17-29: cyclomatic 9, cognitive 10, nesting 2, 3 parameters, 12 lines',
    'fun 33-40: cyclomatic 7, cognitive 5, nesting 1, 1 parameters, 8 lines',
    'fun.inner 34-34: cyclomatic 1, cognitive 0, nesting 0, 0 parameters, 1 lines',
  ])
})

test('Python: every use of a name has its place, and none of those in comments', () => {
  assert.equal(usesOf(facts, 'n'), ['33:9', '36:20', '36:30', '36:36', '36:42', '40:20'])
  assert.equal(usesOf(facts, 'os'), ['2:8'])
})

test.run()
