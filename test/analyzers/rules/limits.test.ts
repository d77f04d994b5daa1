import { createAnalyzer } from '@tlc/analyzers/analyze'
import { readWasm } from '@tlc/analyzers/grammars'
import { MAX_FINDINGS } from '@tlc/analyzers/limits'
import { rules } from '@tlc/analyzers/rules.generated'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite('analyzers/rules/limits')
const languages = ['python', 'javascript', 'bash', 'php'] as const
const analyzer = await createAnalyzer({ wasm: readWasm })
const withoutRules = await createAnalyzer({ wasm: readWasm, rules: [] })
await analyzer.prepare(languages)
await withoutRules.prepare(languages)

test('a rule lists so many findings of a file and says that there are more', () => {
  const { findings } = analyzer.analyse('src/run.py', 'eval(x)\n'.repeat(MAX_FINDINGS + 5))
  assert.is(findings.length, MAX_FINDINGS)
  assert.match(findings.at(-1)!.message, /not listed/)
  assert.not.match(findings.at(-2)!.message, /not listed/)
})

test('a rule that found enough silences no other', () => {
  const { findings } = analyzer.analyse('src/run.py', `${'eval(x)\n'.repeat(MAX_FINDINGS + 5)}assert (x, "y")\n`)
  assert.is(findings.at(-1)!.rule, 'correctness/assert-tuple')
})

/** Sources on which a search that is not linear would take minutes; each grows with `n`. */
const hostile: Record<string, (n: number) => [path: string, source: string]> = {
  'a comparison that goes on': (n) => ['src/a.py', `${'a == '.repeat(n)}a`],
  'one long name of secrets': (n) => ['src/a.py', 'password'.repeat(n)],
  'a name and white space': (n) => ['src/a.py', `password${' '.repeat(n * 5)}x`],
  'a marker and white space': (n) => ['src/a.py', `# TODO${' '.repeat(n * 5)}x`],
  'returns after returns': (n) => ['src/a.py', `def f():\n${'  return 1\n'.repeat(n)}`],
  'defaults after defaults': (n) => ['src/a.py', `def f(${'a=[], '.repeat(n)}):\n  a.append(1)\n`],
  'unused imports': (n) => ['src/a.py', Array.from({ length: n }, (_, i) => `import m${i}\n`).join('')],
  'commands from one name': (n) => ['src/a.py', `${'c = "ls"\n'.repeat(n)}${'os.system(c)\n'.repeat(n)}`],
  'a statement with many values': (n) => [
    'src/a.py',
    `db.execute("SELECT a FROM b WHERE ${'c = %s and '.repeat(n)}" % x)`,
  ],
  'a chain of calls': (n) => ['src/a.js', `eval${'.then(() => 1)'.repeat(n)}`],
  'doc tags': (n) => ['src/a.js', `import x from 'a'\n/** ${'@'.repeat(n * 4)} */`],
  'calls of one import': (n) => ['src/a.js', `const { exec } = require('child_process')\n${'exec(a)\n'.repeat(n)}`],
  'exits after exits': (n) => ['src/a.sh', 'exit 0\n'.repeat(n)],
  'blank lines before a read': (n) => ['src/a.sh', `eval "$x"\n${'\n'.repeat(n)}read a\n`],
}

for (const [name, build] of Object.entries(hostile)) {
  test(`the rules stay linear on ${name}`, () => {
    const [path, source] = build(4000)
    const { findings } = analyzer.analyse(path, source)
    assert.ok(findings.length <= MAX_FINDINGS * rules.length)
    assert.equal(
      findings.filter((finding) => finding.rule === 'analysis/failed'),
      [],
    )
  })
}

test.run()
