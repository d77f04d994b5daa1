import { createAnalyzer } from '@tlc/analyzers/analyze'
import { defineRule } from '@tlc/analyzers/define-rule'
import type { LanguageId } from '@tlc/analyzers/facts'
import { readWasm } from '@tlc/analyzers/grammars'
import { languages } from '@tlc/analyzers/languages.generated'
import { MAX_CONTAINER, MAX_FACTS } from '@tlc/analyzers/limits'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { analyzerWith, factsOf, functionLines, outline, usesOf } from '../helpers/outline.ts'

const test = suite('analyzers/analyze')

const python = languages.find((language) => language.id === 'python')!
const analyzer = await analyzerWith()

const failures = (findings: { rule: string; message: string }[]) =>
  findings.filter((finding) => finding.rule === 'analysis/failed').map((finding) => finding.message)

test('a text file without a grammar has its lines counted and nothing else', async () => {
  const facts = await factsOf(analyzer, 'notes.txt', 'one\n\n  \ntwo')
  assert.equal([facts.language, facts.lines, facts.code, facts.blank], [null, 4, 2, 2])
  assert.is(facts.maintainability, null)
  assert.equal(facts.findings, [])
})

test('an empty file has no lines', async () => {
  const facts = await factsOf(analyzer, 'a.py', '')
  assert.equal([facts.lines, facts.code, facts.comments, facts.blank], [0, 0, 0, 0])
  assert.is(facts.maintainability, 100)
})

test('a language that was not prepared has its lines counted', async () => {
  const facts = (await analyzerWith()).analyse('a.rb', 'x = 1\n')
  assert.equal([facts.language, facts.lines, facts.maintainability], ['ruby', 1, null])
})

test('a grammar that cannot be read makes its files come back with a finding, and leaves the others alone', async () => {
  const broken = await createAnalyzer({
    wasm: (file) => (file.includes('python') ? Promise.reject(new Error('disk gone')) : readWasm(file)),
    rules: [],
  })
  const facts = await factsOf(broken, 'a.py', 'def f(): pass\n')
  assert.equal(failures(facts.findings), ['disk gone'])
  assert.is(facts.lines, 1)
  assert.is((await factsOf(broken, 'a.go', 'package a\n')).findings.length, 0)
})

test('a definition with a type that its grammar does not have degrades that language and says which', async () => {
  const odd = { ...python, strings: ['strang'], numbers: ['"%%"'] }
  const facts = await factsOf(await createAnalyzer({ wasm: readWasm, languages: [odd], rules: [] }), 'a.py', 'x = 1\n')
  assert.equal(failures(facts.findings), ['The grammar of Python has no strang, "%%"'])
})

test('every language resolves against the grammar that is shipped', async () => {
  for (const { id, extensions } of languages) {
    const facts = await factsOf(analyzer, `a${extensions[0]}`, '\n')
    assert.equal([facts.language, failures(facts.findings)], [id, []])
  }
})

test('what the parser cannot place is counted, and the rest of the file is analysed', async () => {
  const facts = await factsOf(analyzer, 'a.py', 'def f(:\n  pass\n\ndef g(): return 1\n')
  assert.is(facts.syntaxErrors, 1)
  assert.ok(functionLines(facts).some((line) => line.startsWith('g 4-4')))
})

test('ten thousand nested brackets and as many open ones overflow nothing in any language', async () => {
  const depth = 10_000
  for (const { id, extensions } of languages) {
    const nested = `${'('.repeat(depth)}1${')'.repeat(depth)}\n`
    const facts = await factsOf(await analyzerWithRules(), `a${extensions[0]}`, nested + '[{'.repeat(2000))
    assert.is(facts.language, id)
    assert.equal(failures(facts.findings), [], id)
  }
})

test('a file with more facts than anybody reads is cut at its end, and a finding names the limits and the counts', async () => {
  const count = 150_000
  const variables = Array.from({ length: count }, (_, i) => `v${i}=w\n`).join('')
  const facts = await factsOf(await analyzerWithRules(), 'a.py', `import unused, w\n${variables}`)
  const { symbols, references, findings } = facts
  assert.equal([symbols.length, symbols.at(-1)?.name], [MAX_FACTS.symbols, `v${MAX_FACTS.symbols - 1}`])
  assert.is(references.positions.length / 2, MAX_FACTS.references)
  assert.is(usesOf(facts, 'w').length, MAX_FACTS.references / 2)
  assert.equal(usesOf(facts, 'v0'), ['2:1'])
  assert.is(usesOf(facts, `v${count - 1}`).length, 0)
  assert.equal(
    findings.map(({ rule, message }) => `${rule}: ${message}`),
    [
      'analysis/limited: The file holds more than is kept of one file: 20000 of 150000 symbols, 200000 of 300002 references',
    ],
  )
  assert.is(facts.lines, count + 1)
})

test('functions, imports and windows of lines are cut too, and each function still measured on its own', async () => {
  const functions = Array.from({ length: MAX_FACTS.functions + 1 }, (_, i) => `function f${i}(){if(a)b()}\n`).join('')
  const cut = await factsOf(analyzer, 'a.js', functions)
  assert.is(cut.functions.length, MAX_FACTS.functions)
  assert.ok(cut.functions.every(({ cyclomatic }) => cyclomatic === 2))
  const imports = await factsOf(analyzer, 'a.py', 'import a\n'.repeat(MAX_FACTS.blocks + 100))
  assert.equal([imports.imports.length, imports.blocks.length], [MAX_FACTS.imports, MAX_FACTS.blocks])
})

test('ten thousand definitions in each other keep short names for what is around them', async () => {
  const facts = await factsOf(analyzer, 'A.java', 'class Outer {\n'.repeat(10_000) + '}\n'.repeat(10_000))
  assert.is(facts.symbols.length, 10_000)
  assert.is(facts.symbols[2]?.container, 'Outer.Outer')
  const containers = facts.symbols.flatMap(({ container }) => container ?? [])
  assert.is(Math.max(...containers.map((container) => container.length)), MAX_CONTAINER)
  assert.match(containers.at(-1)!, /^…[\w.]*\.Outer$/)
})

test('ten thousand nested ifs count once each', async () => {
  const depth = 5_000
  const facts = await factsOf(analyzer, 'a.js', `function f(a) {${'if (a) {'.repeat(depth)}${'}'.repeat(depth)}}\n`)
  const [fn] = facts.functions
  assert.equal([fn?.cyclomatic, fn?.nesting, fn?.cognitive], [depth + 1, depth, (depth * (depth + 1)) / 2])
})

test('a file with NUL characters is not parsed and says why', async () => {
  const facts = await factsOf(analyzer, 'a.sh', `x=1\n${'\0'.repeat(1000)}\n`)
  assert.equal(failures(facts.findings), ['Expected source text, got a file with NUL characters'])
  assert.is(facts.lines, 2)
})

test('lines end with CR LF, and a byte order mark is no name', async () => {
  const facts = await factsOf(analyzer, 'a.cs', '\ufeffusing System;\r\n\r\n// Doc.\r\nclass A {\r\n}\r\n')
  assert.equal([facts.lines, facts.code, facts.comments, facts.blank], [5, 3, 1, 1])
  assert.equal(outline(facts), ['-class A 4-5 | class A | Doc.'])
})

test('the same text gives the same facts after other files', async () => {
  const text = 'def f(a):\n    return a if a else f(a)\n'
  const before = await factsOf(analyzer, 'a.py', text)
  await factsOf(analyzer, 'b.ts', 'export const x = (a: number) => a\n')
  assert.equal(await factsOf(analyzer, 'a.py', text), before)
})

test('a rule that throws is reported once a file, and the others go on', async () => {
  const docs = { what: '', why: '', instead: '' }
  const rules = [
    defineRule({
      id: 'test/broken',
      severity: 'info',
      docs,
      on: {
        call() {
          throw new Error('oops')
        },
      },
    }),
    defineRule({
      id: 'test/calls',
      severity: 'info',
      docs,
      on: { call: (node, ctx) => ctx.report(node, ctx.callee(node)) },
    }),
  ]
  const facts = await factsOf(await analyzerWith(rules), 'a.py', 'f(1)\ng.h(2)\n')
  assert.equal(failures(facts.findings), ['The rule test/broken failed: oops'])
  assert.equal(
    facts.findings.filter(({ rule }) => rule === 'test/calls').map(({ line, message }) => [line, message]),
    [
      [1, 'f'],
      [2, 'g.h'],
    ],
  )
})

test('a fingerprint survives lines that are added above, and differs between equal lines', async () => {
  const rule = defineRule({
    id: 'test/calls',
    severity: 'info',
    docs: { what: '', why: '', instead: '' },
    on: { call: (node, ctx) => ctx.report(node, 'call') },
  })
  const prints = async (text: string) =>
    (await factsOf(await analyzerWith([rule]), 'a.py', text)).findings.map((finding) => finding.fingerprint)
  const before = await prints('f(1)\nf(1)\n')
  assert.is(new Set(before).size, 2)
  assert.equal(await prints('# new\n\nif x:\n    f(1)\n    f(1)\n'), before)
})

test('files are told by name, extension, first line and, for headers, by what is in them', () => {
  const cases: [path: string, text: string, language: LanguageId | null][] = [
    ['src/App.TSX', '', 'tsx'],
    ['lib/Rakefile', '', 'ruby'],
    ['bin/run', '#!/usr/bin/env -S python3.12 -u\n', 'python'],
    ['bin/run', '#!/bin/sh -e\n', 'bash'],
    ['bin/run', 'plain\n', null],
    ['.bashrc', '', 'bash'],
    ['README.md', '#!/bin/sh\n', null],
    ['a.h', 'int f(void);\n', 'c'],
    ['a.h', '#include <vector>\n', 'cpp'],
    ['a.h', 'namespace net {\n', 'cpp'],
    ['a.inc', '<?php\n', 'php'],
    ['a.inc', '.data\n', null],
  ]
  for (const [path, text, language] of cases) assert.is(analyzer.languageOf(path, text), language, path)
})

async function analyzerWithRules() {
  const { rules } = await import('@tlc/analyzers/rules.generated')
  return createAnalyzer({ wasm: readWasm, rules })
}

test.run()
