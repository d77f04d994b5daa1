import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { corpus } from '../corpora.ts'
import { type BenchOutcome, defineBench, type Measurement } from '../define-bench.ts'
import { pythonToolVersion } from '../peers/python-tools.ts'
import { coldAnalysis } from '../tlc.ts'
import { type ComparedFunction, compareFunctions, type Disagreement } from './compare-functions.ts'
import { classify, type Peer } from './disagreement-classes.ts'
import { lizardFunctions } from './lizard-functions.ts'
import { radonFunctions } from './radon-functions.ts'

export default defineBench({
  id: 'analysis/complexity-agreement',
  question: 'On how many functions does tlc agree with lizard and radon, and why not on the others?',
  async run(context) {
    const django = join((await corpus('Django 5.1', context)).path, 'Django-5.1')
    const outcome: Required<BenchOutcome> = { measurements: [], tables: [], notes: [] }
    for (const [root, name] of [
      [join(django, 'django/db'), 'Django 5.1 django/db'],
      [django, 'Django 5.1 whole'],
    ] as const) {
      const { report } = await coldAnalysis(root, context.signal)
      const ours = report.files
        .filter((file) => file.language === 'python')
        .flatMap(({ path, functions }) => functions.map((one) => ({ path, ...one })))
      compare('lizard', ours, await lizardFunctions(root, 'python', context), { root, name }, outcome)
      compare('radon', ours, await radonFunctions(root, context), { root, name }, outcome)
    }
    outcome.notes.push('lizard is the reference for what a path is; radon has other rules, which its table names.')
    return outcome
  },
})

function compare(
  peer: Peer,
  ours: ComparedFunction[],
  theirs: ComparedFunction[],
  { root, name }: { root: string; name: string },
  outcome: Required<BenchOutcome>,
): void {
  const { agreed, disagreements } = compareFunctions(ours, theirs)
  const version = pythonToolVersion(peer)
  const measurements: Measurement[] = [
    {
      corpus: name,
      what: 'functions found',
      unit: '',
      ours: ours.length,
      peer: { name: version, value: theirs.length },
    },
    {
      corpus: name,
      what: `functions at the same place with the cyclomatic complexity that ${version} gives`,
      unit: '%',
      ours: (100 * agreed) / (agreed + disagreements.length),
    },
  ]
  outcome.measurements.push(...measurements)
  outcome.tables.push({
    title: `${name}: classes of disagreement with ${version}`,
    head: ['Class', 'Functions', 'Example'],
    rows: classRows(root, disagreements, peer),
  })
}

function classRows(root: string, disagreements: Disagreement[], peer: Peer): (string | number)[][] {
  const classes = new Map<string, Disagreement[]>()
  for (const one of disagreements) {
    const lines = readFileSync(join(root, one.path), 'utf8').split('\n')
    const name = classify(one, lines.slice(one.line - 1, one.endLine), peer)
    classes.set(name, [...(classes.get(name) ?? []), one])
  }
  return [...classes]
    .sort((a, b) => b[1].length - a[1].length)
    .map(([name, members]) => [name, members.length, exampleText(members[0]!, peer)])
}

function exampleText({ path, line, name, ours, theirs }: Disagreement, peer: Peer): string {
  return `${path}:${line} ${name}: tlc ${ours ?? 'none'}, ${peer} ${theirs ?? 'none'}`
}
