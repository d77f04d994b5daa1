import type { StepRecord } from '@tlc/core/document/records'
import { MOST_STEPS, proposePlan } from '@tlc/core/plan/propose-plan'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { complex, facts, finding, hotspot } from './_facts.ts'

const test = suite('core/plan/propose-plan')

function stepsOf(...args: Parameters<typeof facts>): StepRecord[] {
  return [...proposePlan(facts(...args)).values()]
}

/** Adds up what the formula says, with the terms as they are shown. */
function recompute({ score }: StepRecord): number {
  return score.formula.split(' + ').reduce((sum, part) => {
    const [weight, name] = part.split(' × ')
    return sum + Number(weight) * score.terms.find((term) => term.name === name)!.value
  }, 0)
}

test('nothing measured, nothing proposed', () => {
  assert.is(proposePlan(facts()).size, 0)
})

test('the score of every step is what its formula makes of its terms', () => {
  const steps = stepsOf({
    functions: [complex('a.py', 'f', 34), complex('b.py', 'g', 11)],
    hotspots: [hotspot('a.py'), hotspot('b.py', { revisions: 7, mainAuthorShare: 0.97 })],
    findings: [
      finding('a.py', 'security/eval-call', { severity: 'error', cwe: [95] }),
      finding('c.py', 'x/y', { severity: 'info' }),
    ],
    coChanges: [{ a: 'a.py', b: 'lib/b.py', together: 12, degree: 0.8 }],
  })
  assert.ok(steps.length >= 4)
  for (const step of steps) {
    assert.ok(Math.abs(recompute(step) - step.score.value) < 0.006, step.title)
    assert.ok(step.score.value >= 0 && step.score.value <= 100)
    assert.ok(step.score.terms.every(({ value }) => value >= 0 && value <= 1))
  }
})

test('steps come in the order of their scores and sort by position in the same way', () => {
  const steps = stepsOf({ functions: [3, 80, 25, 12, 40].map((paths, i) => complex(`f${i}.py`, 'f', paths)) })
  const scores = steps.map(({ score }) => score.value)
  assert.equal(
    scores,
    scores.toSorted((a, b) => b - a),
  )
  assert.equal(
    steps.toSorted((a, b) => a.position - b.position),
    steps,
  )
})

test('of two functions that are equally complex, the one in the file that changes more comes first', () => {
  const steps = stepsOf({
    functions: [complex('calm.py', 'f', 30), complex('busy.py', 'f', 30)],
    hotspots: [hotspot('busy.py', { revisions: 90 }), hotspot('calm.py', { revisions: 2 })],
  })
  assert.equal(
    steps.map(({ title }) => title),
    ['Split `f` of busy.py', 'Split `f` of calm.py'],
  )
  assert.match(steps[0]!.why, /30 independent paths.*changed 90 times by 7 people/)
})

test('the complex functions of a file make one step that names the worst and lists them with lines and figures', () => {
  const [step] = stepsOf({
    functions: [complex('a.py', 'g', 15, 100), complex('a.py', 'f', 34, 10)],
    hotspots: [hotspot('a.py')],
  })
  assert.is(step?.title, 'Split `f` and 1 more function of a.py')
  assert.equal(
    step?.evidence.map(({ kind, line, gone }) => [kind, line, gone]),
    [
      ['hotspot', 1, false],
      ['complexity', 10, false],
      ['complexity', 100, false],
    ],
  )
  assert.is(step?.evidence[1]?.figures, '`f`: cyclomatic 34, cognitive 39, 38 lines')
  assert.match(step!.effect, /29 paths fewer/)
  assert.match(step!.why, /Estimate: 2 functions × 30 min \+ 29 paths over 10 × 3 min = 2\.5 h/)
  assert.is(step?.effort, 'hours')
})

test('findings of one rule are gathered by file, by folder, or over the project', () => {
  const many = (path: string, n: number) =>
    Array.from({ length: n }, (_, i) => finding(path, 'x/unused-import', { line: i + 1 }))
  const titles = stepsOf({
    findings: [
      ...many('src/big.py', 6),
      ...many('lib/a.py', 2),
      ...many('lib/b.py', 3),
      ...many('x/c.py', 1),
      ...many('y/d.py', 1),
    ],
  }).map(({ title }) => title)
  assert.equal(titles.sort(), [
    'Resolve 2 × unused import in 2 files',
    'Resolve 5 × unused import in lib/',
    'Resolve 6 × unused import in src/big.py',
  ])
})

test('a single error is a step of its own at its line, ahead of many notes', () => {
  const steps = stepsOf({
    findings: [
      ...Array.from({ length: 40 }, (_, i) => finding('a.py', 'x/todo', { severity: 'info', line: i + 1 })),
      finding('b.py', 'security/eval-call', { severity: 'error', line: 7, cwe: [95] }),
    ],
  })
  assert.is(steps[0]?.title, 'Resolve eval call at b.py:7')
  assert.match(steps[0]!.why, /CWE-95/)
})

test('what people accepted or dismissed is proposed no more', () => {
  const found = finding('a.py', 'x/y')
  assert.is(stepsOf({ findings: [found] }).length, 1)
  assert.is(stepsOf({ findings: [found], triaged: new Set([found.finding.fingerprint]) }).length, 0)
})

test('what the analysis could not do with a file is no step', () => {
  const findings = [finding('a.ts', 'analysis/limited'), finding('b.ts', 'analysis/failed')]
  assert.equal(stepsOf({ findings }), [])
})

test('both copies of a duplicated block make one step', () => {
  const rule = 'maintainability/duplicated-block'
  const steps = stepsOf({
    findings: [
      finding('a.py', rule, {
        line: 10,
        endLine: 29,
        message: '20 lines from here stand in lib/b.py from line 50 on too',
      }),
      finding('lib/b.py', rule, {
        line: 50,
        endLine: 69,
        message: '20 lines from here stand in a.py from line 10 on too',
      }),
    ],
  })
  assert.equal(
    steps.map(({ title }) => title),
    ['Give a.py and lib/b.py one home for what they repeat'],
  )
  assert.equal(
    steps[0]?.evidence.map(({ kind, path, line }) => [kind, path, line]),
    [
      ['duplication', 'a.py', 10],
      ['duplication', 'lib/b.py', 50],
    ],
  )
  assert.match(steps[0]!.effect, /20 lines less/)
})

test('files of different folders that change together are hidden coupling, except tests, documents and neighbours', () => {
  const pair = (a: string, b: string, some = {}) => ({ a, b, together: 10, degree: 0.8, ...some })
  const hotspots = ['x/a.py', 'x/b.py', 'y/c.py', 'tests/test_a.py'].map((path) => hotspot(path))
  const steps = stepsOf({
    hotspots: [...hotspots, hotspot('CHANGES.md', { score: 0 })],
    coChanges: [
      pair('x/a.py', 'y/c.py'),
      pair('x/a.py', 'x/b.py'),
      pair('tests/test_a.py', 'x/a.py'),
      pair('CHANGES.md', 'x/a.py'),
      pair('x/b.py', 'y/c.py', { together: 4 }),
      pair('x/b.py', 'y/c.py', { degree: 0.3 }),
    ],
  })
  assert.equal(
    steps.map(({ title }) => title),
    ['Bring together, or make explicit, what ties x/a.py to y/c.py'],
  )
  assert.match(steps[0]!.why, /80 % of the commits/)
})

test('a hotspot that one person wrote is an island, unless the project has only one person', () => {
  const owner = (name: string, lastAt: number) => ({ name, commits: 9, files: 3, owns: 2, lastAt })
  const hotspots = [hotspot('core.py', { mainAuthorShare: 0.93 }), hotspot('b.py', { mainAuthorShare: 0.5 })]
  const both = stepsOf({ hotspots, owners: [owner('Ann', 1_600_000_000_000), owner('Bob', 1_700_000_000_000)] })
  assert.equal(
    both.map(({ title }) => title),
    ['Let a second person learn core.py, which Ann wrote'],
  )
  assert.match(both[0]!.why, /93 %.*has not committed for half a year/)
  assert.is(stepsOf({ hotspots, owners: [owner('Ann', 1)] }).length, 0)
})

test('a long hotspot without a complex function is to be taken apart', () => {
  const [step] = stepsOf({ hotspots: [hotspot('god.py', { lines: 3_000, complexity: 5 })] })
  assert.is(step?.title, 'Take god.py apart by what changes together')
  assert.is(step?.effort, 'days')
})

test('a project full of trouble still gets a plan that can be read, of more than one kind', () => {
  const all = facts({
    functions: Array.from({ length: 500 }, (_, i) => complex(`f${i}.py`, 'f', 100 + i)),
    findings: Array.from({ length: 5_000 }, (_, i) =>
      finding(`f${i % 700}.py`, `x/rule-${i % 9}`, { line: i, severity: 'error' }),
    ),
  })
  const plan = proposePlan(all)
  assert.ok(plan.size <= MOST_STEPS)
  const kinds = new Set([...plan.keys()].map((id) => id.split('-')[0]))
  assert.equal([...kinds].sort(), ['complexity', 'finding'])
  for (const step of plan.values()) assert.ok(step.evidence.length <= 9)
})

test('the same facts give the same plan, in whatever order they come', () => {
  const some = facts({
    functions: [complex('a.py', 'f', 30), complex('b.py', 'g', 30)],
    findings: [finding('a.py', 'x/y'), finding('b.py', 'x/y', { line: 9 })],
    hotspots: [hotspot('a.py')],
  })
  const turned = facts({ ...some, functions: some.functions.toReversed(), findings: some.findings.toReversed() })
  assert.equal([...proposePlan(some)], [...proposePlan(turned)])
})

test('a step keeps its id when its lines move and its figures change', () => {
  const before = [...proposePlan(facts({ functions: [complex('a.py', 'f', 30, 10)] })).keys()]
  const after = [...proposePlan(facts({ functions: [complex('a.py', 'f', 25, 99), complex('a.py', 'g', 12)] })).keys()]
  assert.equal(before, after)
})

test.run()
