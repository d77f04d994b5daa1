import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { analyzerWith, factsOf } from '../../helpers/outline.ts'

const test = suite('analyzers/metrics/cognitive')

const analyzer = await analyzerWith()

async function cognitive(path: string, text: string): Promise<number | undefined> {
  return (await factsOf(analyzer, path, text)).functions[0]?.cognitive
}

// The examples of the paper, sections "Basic criteria and methodology" and appendix A and B.

test('sumOfPrimes of the paper: a labelled continue in two loops and an if is 7', async () => {
  const text = `class A { int sumOfPrimes(int max) {
    int total = 0;
    OUT: for (int i = 1; i <= max; ++i) {
      for (int j = 2; j < i; ++j) {
        if (i % j == 0) {
          continue OUT;
        }
      }
      total += i;
    }
    return total;
  } }`
  assert.is(await cognitive('A.java', text), 7)
})

test('getWords of the paper: a switch is 1 however many cases it has', async () => {
  const text = `class A { String getWords(int number) {
    switch (number) {
      case 1: return "one";
      case 2: return "a couple";
      case 3: return "a few";
      default: return "lots";
    }
  } }`
  assert.is(await cognitive('A.java', text), 1)
})

test('myMethod of the paper: try adds nothing, catch and what is nested do: 9', async () => {
  const text = `class A { void myMethod() {
    try {
      if (condition1) {
        for (int i = 0; i < 10; i++) {
          while (condition2) { }
        }
      }
    } catch (ExcepType1 | ExcepType2 e) {
      if (condition2) { }
    }
  } }`
  assert.is(await cognitive('A.java', text), 9)
})

test('myMethod2 of the paper: a lambda adds nesting and nothing else: 2', async () => {
  const text = 'class A { void myMethod2() { Runnable r = () -> { if (condition1) { } }; } }'
  assert.is(await cognitive('A.java', text), 2)
})

test('each sequence of like boolean operators adds one', async () => {
  const condition = (text: string) => cognitive('A.java', `class A { void f() { if (${text}) { } } }`)
  assert.is(await condition('a'), 1)
  assert.is(await condition('a && b && c && d'), 2)
  assert.is(await condition('a && b && c || d || e && f'), 4)
  assert.is(await condition('a && !(b && c)'), 3)
  assert.is(await condition('a && (b && c)'), 2)
})

test('else and else if add one without nesting', async () => {
  const java = 'class A { void f() { if (a) { } else if (b) { } else { } } }'
  const python = 'def f():\n    if a:\n        pass\n    elif b:\n        pass\n    else:\n        pass\n'
  assert.is(await cognitive('A.java', java), 3)
  assert.is(await cognitive('a.py', python), 3)
  assert.is(await cognitive('a.js', 'function f() { if (a) { } else if (b) { } else { } }'), 3)
  assert.is(await cognitive('a.go', 'package a\nfunc f() { if a { } else if b { } else { } }\n'), 3)
  assert.is(await cognitive('a.rb', 'def f\n  if a\n  elsif b\n  else\n  end\nend\n'), 3)
})

test('the else of a try and the default of a switch add nothing', async () => {
  assert.is(
    await cognitive('a.py', 'def f():\n    try:\n        a()\n    except E:\n        pass\n    else:\n        b()\n'),
    1,
  )
  assert.is(await cognitive('a.rb', 'def f\n  case a\n  when 1 then 2\n  else 3\n  end\nend\n'), 1)
})

test('a structure in the condition of another is not nested in it', async () => {
  assert.is(await cognitive('a.js', 'function f() { if (a ? b : c) { return d ? 1 : 2 } }'), 4)
})

test('what a loop repeats is nested in it, its head is not, wherever the two stand', async () => {
  assert.is(await cognitive('a.js', 'function f() { do { if (a) { b() } } while (c ? d : e) }'), 4)
  assert.is(await cognitive('A.java', 'class A { void f() { do { if (a) { b(); } } while (c); } }'), 3)
  assert.is(await cognitive('a.c', 'void f() { do { if (a) { b(); } } while (c); }'), 3)
  assert.is(await cognitive('a.js', 'function f() { for (let i = 0; a; i += b ? 1 : 2) { if (c) d() } }'), 4)
  assert.is(await cognitive('a.rb', 'def f\n  g(a ? 1 : 2) if b ? c : d\nend\n'), 4)
})

test('an operator for a missing value is no boolean sequence', async () => {
  assert.is(await cognitive('a.ts', 'function f() { return a?.b ?? c }'), 0)
  assert.is(await cognitive('a.cs', 'class A { int F() { return a?.b ?? c; } }'), 0)
  assert.is(await cognitive('a.php', '<?php function f() { return $a ?? $b; }'), 0)
})

test('a property is not called by its bare name', async () => {
  assert.is(await cognitive('a.js', 'const o = { next: (value) => { next(value) } }'), 0)
  assert.is(await cognitive('a.js', 'req.accepts = function () { return accepts(this) }'), 0)
  assert.is(await cognitive('a.js', 'const o = { walk: function () { this.walk() } }'), 1)
  assert.is(await cognitive('a.js', 'const walk = (node) => walk(node.next)'), 1)
})

test('a function that calls itself adds one, one that calls another of the same name does not', async () => {
  assert.is(await cognitive('a.py', 'def f(n):\n    return f(n - 1) + f(n - 2)\n'), 1)
  assert.is(await cognitive('a.py', 'class A:\n    def save(self):\n        self.save()\n'), 1)
  assert.is(
    await cognitive(
      'a.py',
      'class A:\n    def save(self):\n        super().save()\n        other.save()\n        save()\n',
    ),
    0,
  )
  assert.is(await cognitive('A.java', 'class A { void f() { f(); } }'), 1)
  assert.is(await cognitive('a.go', 'package a\nfunc (s *S) f() { s.f() }\n'), 1)
  assert.is(await cognitive('a.go', 'package a\nfunc (s *S) f() { t.f() }\n'), 0)
})

test.run()
