import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { createAnalyzer } from '@tlc/analyzers/analyze'
import { defineRule, type Rule } from '@tlc/analyzers/define-rule'
import type { FileFacts } from '@tlc/analyzers/facts'
import { readWasm } from '@tlc/analyzers/grammars'
import { languages } from '@tlc/analyzers/languages.generated'
import { rules } from '@tlc/analyzers/rules.generated'
import { runProjectRules } from '@tlc/analyzers/run-rules'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite('analyzers/rules')
const root = join(import.meta.dirname, '../../..')
const fixtures = join(root, 'analyzers/fixtures')
const EXPECTATION = /[ \t]*(?:\/\/|\/\*|#|<!--)?[ \t]*\bexpect: ([\w-]+\/[\w-]+(?:, [\w-]+\/[\w-]+)*).*$/gm

interface Fixture {
  name: string
  /** Where the source pretends to be; the folder of the fixtures is one that rules leave alone. */
  path: string
  source: string
  expected: string[]
}

function fixturesOf(rule: Rule, kind: 'bad' | 'good'): Fixture[] {
  return readdirSync(join(fixtures, rule.id))
    .filter((name) => name.startsWith(kind))
    .map((name) => {
      const text = readFileSync(join(fixtures, rule.id, name), 'utf8')
      return { name, path: `src/${name}`, source: text.replace(EXPECTATION, ''), expected: expectations(text) }
    })
}

function expectations(text: string): string[] {
  return text
    .split('\n')
    .flatMap((line, i) =>
      [...line.matchAll(EXPECTATION)].flatMap(([, ids]) => ids!.split(', ').map((id) => `${i + 1} ${id}`)),
    )
}

function found(rule: Rule, { path, source }: Fixture, all: readonly Fixture[]): string[] {
  if (rule.project) {
    const files = all.map((fixture) => ({ path: fixture.path, ...factsOf(fixture.path, fixture.source) }))
    const { findings, failed } = runProjectRules([rule], files)
    assert.equal(failed, [])
    const own = findings.filter((finding) => finding.path === path)
    return own.map(({ finding }) => `${finding.line} ${finding.rule}`)
  }
  const { findings } = factsOf(path, source)
  const ours = findings.filter((finding) => finding.rule === rule.id || finding.rule === 'analysis/failed')
  return [...new Set(ours.map((finding) => `${finding.line} ${finding.rule}`))]
}

function factsOf(path: string, source: string): FileFacts {
  return analyzer.analyse(path, source)
}

const analyzer = await createAnalyzer({ wasm: readWasm })
await analyzer.prepare(languages.map((language) => language.id))

for (const rule of rules) {
  test(`${rule.id} finds exactly the lines that its bad sources expect`, () => {
    const all = fixturesOf(rule, 'bad')
    for (const fixture of all) {
      assert.ok(fixture.expected.length > 0, `${rule.id}/${fixture.name} expects nothing`)
      assert.equal(found(rule, fixture, all), fixture.expected, `${rule.id}/${fixture.name}`)
    }
  })

  test(`${rule.id} is silent on its good sources`, () => {
    const all = fixturesOf(rule, 'good')
    for (const fixture of all) assert.equal(found(rule, fixture, all), [], `${rule.id}/${fixture.name}`)
  })

  test(`${rule.id} has bad and good sources in at least three languages, or in all it runs in`, () => {
    const wanted = Math.min(3, rule.languages?.length ?? 3)
    for (const kind of ['bad', 'good'] as const) {
      const extensions = new Set(fixturesOf(rule, kind).map((fixture) => extname(fixture.name)))
      assert.ok(
        extensions.size >= wanted,
        `${rule.id} has ${kind} sources in ${[...extensions].join(', ') || 'no language'}`,
      )
    }
  })
}

test('the fixtures parse, so that a rule is not silent because of a broken source', () => {
  for (const rule of rules) {
    for (const fixture of [...fixturesOf(rule, 'bad'), ...fixturesOf(rule, 'good')]) {
      const { language, syntaxErrors } = factsOf(fixture.path, fixture.source)
      assert.ok(language, `${rule.id}/${fixture.name} is in no known language`)
      assert.is(syntaxErrors, 0, `${rule.id}/${fixture.name} has syntax errors`)
    }
  }
})

test('the id of a rule is the path of its file, and every rule has fixtures of its own', () => {
  const files = readdirSync(join(root, 'analyzers/src/rules'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.startsWith('_'))
    .map((file) => file.slice(0, -3))
  assert.equal(rules.map((rule) => rule.id).sort(), files.sort())
})

test('every rule says what it flags, why that matters and what to write instead, in a sentence each', () => {
  for (const { id, docs } of rules) {
    for (const text of [docs.what, docs.why, docs.instead]) assert.match(text, /^[A-Z`].{20,}\.$/s, id)
  }
})

test('every rule names the weakness it stands for', () => {
  for (const { id, cwe } of rules)
    assert.ok(cwe.length > 0 && cwe.every((number) => Number.isInteger(number) && number > 0), id)
})

test('a rule that throws is reported and silences no other', async () => {
  const broken = defineRule({
    id: 'correctness/broken',
    severity: 'info',
    docs: { what: '', why: '', instead: '' },
    on: {
      call() {
        throw new Error('on purpose')
      },
    },
  })
  const analyzer = await createAnalyzer({ wasm: readWasm, rules: [broken, ...rules] })
  await analyzer.prepare(['python'])
  const { findings } = analyzer.analyse('src/shop.py', 'def run(text):\n    first(text)\n    return eval(text)\n')
  assert.equal(findings.map((finding) => finding.rule).sort(), ['analysis/failed', 'security/eval-call'])
})

test('nothing is reported twice at one place', () => {
  for (const rule of rules) {
    for (const fixture of fixturesOf(rule, 'bad')) {
      const places = factsOf(fixture.path, fixture.source).findings.map(
        ({ rule, line, column }) => `${rule} ${line}:${column}`,
      )
      assert.is(new Set(places).size, places.length, `${rule.id}/${fixture.name}`)
    }
  }
})

test.run()
