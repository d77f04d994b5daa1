import { excerptAt, findErrors, fingerprint } from '@tlc/core/learning/fingerprint'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

/** As the tools print it; class, family and what is left of the message. */
const OUTPUTS: { tool: string; command: string[]; output: string; is: [string, string, string]; place?: string }[] = [
  {
    tool: 'pytest',
    command: ['python', '-m', 'pytest'],
    output: `=== FAILURES ===
__________________________ test_total __________________________

    def test_total():
>       assert total(None) == 3

test_cart.py:4:
_ _ _ _
cart.py:2: in total
    return items['a'].price
E   TypeError: 'NoneType' object is not subscriptable

cart.py:2: TypeError
=== short test summary info ===
FAILED test_cart.py::test_total - TypeError: 'NoneType' object is not subscriptable
`,
    is: ['TypeError', 'null-value', 'NoneType object is not subscriptable'],
    place: 'cart.py  test_total',
  },
  {
    tool: 'pytest while it collects',
    command: ['pytest'],
    output: `_______ ERROR collecting test_orders.py _______
ImportError while importing test module '/home/ann/shop/test_orders.py'.
customers.py:1: in <module>
    from orders import order_of
E   ImportError: cannot import name 'order_of' from partially initialized module 'orders' (most likely due to a circular import) (/home/ann/shop/orders.py)
`,
    is: [
      'ImportError',
      'import-cycle',
      'cannot import name <name> from partially initialized module <name> (most likely due to a circular import) (<path>)',
    ],
  },
  {
    tool: 'pytest, an assertion',
    command: ['pytest', '-q'],
    output:
      '____ test_tax ____\n>       assert tax(100) == 19\nE       assert 20.0 == 19\nE        +  where 20.0 = tax(100)\n\ntest_tax.py:4: AssertionError\n',
    is: ['AssertionError', 'assertion', 'assert <n> == <n>'],
    place: 'test_tax.py  test_tax',
  },
  {
    tool: 'pytest with one line an error',
    command: ['pytest', '--tb=no'],
    output: "FAILED tests/test_a.py::test_b - KeyError: 'user'\n1 failed in 0.1s\n",
    is: ['KeyError', 'missing-key', '<name>'],
    place: 'tests/test_a.py::test_b',
  },
  {
    tool: 'unittest, a chain of exceptions',
    command: ['python', '-m', 'unittest'],
    output: `Traceback (most recent call last):
  File "/home/ann/shop/db.py", line 4, in load
    open('orders.csv')
FileNotFoundError: [Errno 2] No such file or directory: 'orders.csv'

During handling of the above exception, another exception occurred:

Traceback (most recent call last):
  File "/home/ann/shop/test_db.py", line 9, in test_load
    load()
  File "/home/ann/shop/db.py", line 6, in load
    raise shop.errors.StoreError('cannot open the orders')
shop.errors.StoreError: cannot open the orders
`,
    is: ['StoreError', 'missing-file', 'cannot open the orders'],
    place: 'shop/db.py load',
  },
  {
    tool: 'the interpreter on a syntax error',
    command: ['python', 'app.py'],
    output: '  File "/home/ann/app.py", line 3\n    print("a"\n         ^\nSyntaxError: \'(\' was never closed\n',
    is: ['SyntaxError', 'syntax', '<name> was never closed'],
    place: 'ann/app.py',
  },
  {
    tool: 'node:test',
    command: ['npm', 'test'],
    output: `✖ an empty cart has no items (0.5ms)
ℹ tests 1

✖ failing tests:

test at cart.test.js:7:1
✖ an empty cart has no items (0.5ms)
  TypeError: Cannot read properties of undefined (reading 'length')
      at count (file:///home/ann/shop/cart.js:2:21)
      at Test.run (node:internal/test_runner/test:1402:25)
`,
    is: ['TypeError', 'null-value', 'Cannot read properties of undefined (reading <name>)'],
    place: 'shop/cart.js count an empty cart has no items',
  },
  {
    tool: 'TAP',
    command: ['node', '--test'],
    output: `not ok 1 - rounds
  ---
  failureType: 'testCodeFailure'
  error: |-
    Expected values to be strictly equal:

    2 !== 3

  code: 'ERR_ASSERTION'
  name: 'AssertionError'
  ...
`,
    is: ['AssertionError', 'assertion', 'Expected values to be strictly equal: <n> !== <n>'],
    place: 'rounds',
  },
  {
    tool: 'node, a package that is missing',
    command: ['node', 'a.mjs'],
    output:
      "Error [ERR_MODULE_NOT_FOUND]: Cannot find package 'left-pad' imported from /home/ann/a.mjs\n    at Object.getPackageJSONURL (node:internal/modules/package_json_reader:316:9) {\n  code: 'ERR_MODULE_NOT_FOUND'\n}\n",
    is: ['ERR_MODULE_NOT_FOUND', 'missing-module', 'Cannot find package <name> imported from <path>'],
  },
  {
    tool: 'node, a file that is missing',
    command: ['node', 'a.js'],
    output:
      "node:fs:573\n  return binding.open(\n\nError: ENOENT: no such file or directory, open '/data/rates.json'\n    at Object.openSync (node:fs:573:18)\n    at load (/home/ann/app/load.js:3:5) {\n  code: 'ENOENT'\n}\n",
    is: ['ENOENT', 'missing-file', 'ENOENT: no such file or directory, open <path>'],
    place: 'app/load.js load',
  },
  {
    tool: 'npm',
    command: ['npm', 'run', 'deploy'],
    output:
      'npm error Missing script: "deploy"\nnpm error\nnpm error To see a list of scripts, run:\nnpm error   npm run\nnpm error A complete log of this run can be found in: /root/.npm/_logs/a.log\n',
    is: ['', 'missing-script', 'Missing script: <name> To see a list of scripts, run: npm run'],
  },
  {
    tool: 'tsc',
    command: ['npx', 'tsc'],
    output: "src/a.ts(1,7): error TS2322: Type 'string' is not assignable to type 'number'.\n",
    is: ['TS2322', 'type-mismatch', 'Type string is not assignable to type number.'],
    place: 'src/a.ts',
  },
  {
    tool: 'tsc for people',
    command: ['tsc'],
    output:
      "\x1b[96msrc/a.ts\x1b[0m:\x1b[93m1\x1b[0m:\x1b[93m7\x1b[0m - \x1b[91merror\x1b[0m\x1b[90m TS2304: \x1b[0mCannot find name 'missing'.\n",
    is: ['TS2304', 'missing-symbol', 'Cannot find name <name>.'],
  },
  {
    tool: 'rustc',
    command: ['cargo', 'check'],
    output: `error[E0308]: mismatched types
 --> src/main.rs:6:29
  |
6 |     let user = User { name: "ann" };
  |                             ^^^^^ expected \`String\`, found \`&str\`
  |
help: try using a conversion method
  |
6 |     let user = User { name: "ann".to_string() };
  |                                  ++++++++++++

error: could not compile \`app\` (bin "app") due to 1 previous error
`,
    is: ['E0308', 'type-mismatch', 'mismatched types; expected String, found &str'],
    place: 'src/main.rs',
  },
  {
    tool: 'a panic',
    command: ['cargo', 'run'],
    output:
      "thread 'main' (3616) panicked at src/main.rs:2:5:\nindex out of bounds: the len is 3 but the index is 3\nnote: run with `RUST_BACKTRACE=1` environment variable to display a backtrace\n",
    is: ['panic', 'index-range', 'index out of bounds: the len is <n> but the index is <n>'],
    place: 'src/main.rs main',
  },
  {
    tool: 'go build',
    command: ['go', 'build', './...'],
    output: '# example.org/app\n./main.go:6:14: undefined: strings\n./main.go:9:2: too many errors\n',
    is: ['', 'missing-symbol', 'undefined: <name>'],
    place: 'main.go',
  },
  {
    tool: 'go test',
    command: ['go', 'test', './...'],
    output: '--- FAIL: TestSum (0.00s)\n    sums_test.go:7: got 2, want 3\nFAIL\nFAIL\texample.org/sums\t0.002s\n',
    is: ['AssertionError', 'assertion', 'got <n>, want <n>'],
    place: 'sums_test.go TestSum',
  },
  {
    tool: 'a panic of go',
    command: ['go', 'run', '.'],
    output:
      'panic: runtime error: index out of range [3] with length 3\n\ngoroutine 1 [running]:\nmain.last(...)\n\t/home/ann/app/main.go:6\nmain.main()\n\t/home/ann/app/main.go:11 +0x5d\nexit status 2\n',
    is: ['panic', 'index-range', 'runtime error: index out of range [<n>] with length <n>'],
    place: 'app/main.go last',
  },
  {
    tool: 'Maven compiling',
    command: ['mvn', 'compile'],
    output:
      '[ERROR] COMPILATION ERROR : \n[ERROR] /home/ann/src/main/java/shop/Names.java:[5,20] cannot find symbol\n  symbol:   class ArrayList\n  location: class shop.Names\n[ERROR] Failed to execute goal org.apache.maven.plugins:maven-compiler-plugin:3.1:compile (default-compile) on project app: Compilation failure\n',
    is: ['javac', 'missing-symbol', 'cannot find symbol; symbol: class <name>'],
    place: 'Names.java',
  },
  {
    tool: 'JUnit within Maven',
    command: ['mvn', 'test'],
    output: `works(shop.TitleTest)  Time elapsed: 0.012 sec  <<< ERROR!
java.lang.NullPointerException: Cannot invoke "String.length()" because "title" is null
	at shop.Title.width(Title.java:5)
	at shop.TitleTest.works(TitleTest.java:11)
	at java.base/java.lang.reflect.Method.invoke(Method.java:569)
`,
    is: ['NullPointerException', 'null-value', 'Cannot invoke <name> because <name> is null'],
  },
  {
    tool: 'javac',
    command: ['javac', 'Sum.java'],
    output:
      "Sum.java:3: error: bad operand types for binary operator '-'\n        return text - 1;\n                    ^\n  first type:  String\n  second type: int\n1 error\n",
    is: ['javac', 'type-mismatch', 'bad operand types for binary operator -; first type: String; second type: int'],
  },
  {
    tool: 'gcc',
    command: ['gcc', 'a.c'],
    output:
      'a.c:1:10: fatal error: nothing.h: No such file or directory\n    1 | #include <nothing.h>\ncompilation terminated.\n',
    is: ['', 'missing-module', 'nothing.h: No such file or directory'],
    place: 'a.c',
  },
  {
    tool: 'the linker',
    command: ['make'],
    output:
      "/usr/bin/ld: /tmp/cc5k43GY.o: in function `main':\nc.c:(.text+0xa): undefined reference to `foo'\ncollect2: error: ld returned 1 exit status\nmake: *** [Makefile:2: app] Error 1\n",
    is: ['ld', 'missing-export', "undefined reference to `foo'"],
  },
  {
    tool: 'make',
    command: ['make'],
    output: "make: *** No rule to make target 'x.o', needed by 'all'.  Stop.\n",
    is: ['make', 'missing-script', 'No rule to make target <name>, needed by <name>'],
  },
  {
    tool: 'pip',
    command: ['pip', 'install', 'nosuch==9'],
    output:
      'ERROR: Could not find a version that satisfies the requirement nosuch==9 (from versions: none)\nERROR: No matching distribution found for nosuch==9\n',
    is: [
      'pip',
      'missing-version',
      'Could not find a version that satisfies the requirement nosuch==<n> (from versions: none)',
    ],
  },
  {
    tool: 'ruff',
    command: ['ruff', 'check'],
    output: 'src/a.py:1:8: F401 [*] `os` imported but unused\nFound 1 error.\n',
    is: ['F401', 'unused', '<name> imported but unused'],
  },
  {
    tool: 'mypy',
    command: ['mypy', '.'],
    output: 'src/a.py:3: error: Argument 1 to "f" has incompatible type "str"; expected "int"  [arg-type]\n',
    is: ['arg-type', 'type-mismatch', 'Argument <n> to <name> has incompatible type str; expected int'],
  },
  {
    tool: 'eslint',
    command: ['npx', 'eslint', '.'],
    output: "/home/ann/src/a.js\n  1:7  error  'x' is assigned a value but never used  no-unused-vars\n\n✖ 1 problem\n",
    is: ['no-unused-vars', 'unused', '<name> is assigned a value but never used'],
    place: 'src/a.js',
  },
  {
    tool: 'a shell',
    command: ['sh', '-c', 'frobnicate'],
    output: 'sh: 1: frobnicate: not found\n',
    is: ['not-found', 'missing-command', 'command not found: <name>'],
  },
  {
    tool: 'a tool that nobody knows',
    command: ['frob'],
    output:
      'starting\n2024-05-01T10:00:00Z [ERROR] could not reach 10.0.0.7:5432 after 3000 ms: connection refused\nbye\n',
    is: ['', 'connection', 'could not reach <ip> after <duration>: connection refused'],
  },
]

const test = suite('core/learning/fingerprint')

for (const { tool, command, output, is, place } of OUTPUTS) {
  test(`reads the error of ${tool}`, () => {
    const found = fingerprint(output, command)
    assert.ok(found)
    assert.equal([found.errorClass, found.family, found.template], is)
    if (place !== undefined) assert.is(found.place, place)
  })
}

test('the same error elsewhere has the same key: lines, paths, numbers, ids and times are no part of it', () => {
  const one =
    'Error: job 17 of 3f2504e0-4f89-41d3-9a0c-0305e82c3301 at 0x7ffe10 took 30 s in /home/ann/a.js\n    at f (/home/ann/a.js:3:4)\n'
  const other =
    'Error: job 4 of 00000000-0000-0000-0000-0305e82c3301 at 0xdeadbeef took 2.5 s in C:\\work\\b.js\n    at g (/srv/b.js:9:1)\n'
  assert.is(fingerprint(one)?.key, fingerprint(other)?.key)
  assert.is.not(fingerprint(one)?.key, fingerprint(one.replace('job', 'task'))?.key)
})

test('names that are quoted are kept beside the message, in lower case', () => {
  assert.equal(
    fingerprint("ModuleNotFoundError: No module named 'Yaml'\n".replace(/^/, 'Traceback (most recent call last):\n'))
      ?.names,
    ['yaml'],
  )
})

test('output without an error has none', () => {
  for (const output of ['', 'all good\n', '12 passed, 0 failed\n', 'no errors found\n', '\x1b[32mok\x1b[0m\n'])
    assert.equal(findErrors(output), [])
})

test('several errors come in their order, each once', () => {
  const output = './a.go:3:2: undefined: x\n./a.go:4:2: undefined: x\n./b.go:5:1: missing return\n'
  assert.equal(
    findErrors(output, ['go', 'build']).map(({ message, line }) => [message, line]),
    [
      ['undefined: x', 1],
      ['missing return', 3],
    ],
  )
})

test('a fingerprint and an excerpt hold no secret', () => {
  const output =
    'Traceback (most recent call last):\n  File "a.py", line 1, in f\nValueError: invalid password "hunter2hunter2"\nAPI_KEY=abcdefgh12345678\n'
  const [error] = findErrors(output)
  assert.not.match(JSON.stringify(error), /hunter2|abcdefgh/)
  assert.not.match(excerptAt(output, error!.line), /hunter2|abcdefgh/)
})

test('hostile output is read in little time', () => {
  const parts = [
    'E   ',
    "'",
    '"',
    '`',
    'a/',
    'a.b.',
    'A',
    'Error: ',
    '\x1b[',
    '(',
    '  at ',
    '::',
    '_',
    'x'.repeat(5000),
    '\r',
    'npm error ',
    './a.go:1:1: ',
  ]
  for (const part of parts) {
    const from = performance.now()
    findErrors(part.repeat(Math.ceil(300_000 / part.length)))
    findErrors(`${part}\n`.repeat(Math.ceil(300_000 / (part.length + 1))))
    assert.ok(performance.now() - from < 4_000, JSON.stringify(part.slice(0, 20)))
  }
})

test.run()
