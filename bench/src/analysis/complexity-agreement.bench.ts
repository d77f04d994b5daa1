import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { corpus } from '../corpora.ts'
import { type BenchContext, defineBench, type Measurement } from '../define-bench.ts'
import { pythonToolVersion } from '../peers/python-tools.ts'
import { coldAnalysis } from '../tlc.ts'
import { compareFunctions, type Disagreement } from './compare-functions.ts'
import { classify } from './disagreement-classes.ts'
import { lizardFunctions } from './lizard-functions.ts'

export default defineBench({
  id: 'analysis/complexity-agreement',
  question: 'On how many functions does tlc agree with lizard, and why not on the others?',
  async run(context) {
    const django = join((await corpus('Django 5.1', context)).path, 'Django-5.1')
    const tables = []
    const measurements: Measurement[] = []
    for (const [root, name] of [
      [join(django, 'django/db'), 'Django 5.1 django/db'],
      [django, 'Django 5.1 whole'],
    ] as const) {
      const result = await compare(root, name, context)
      measurements.push(...result.measurements)
      tables.push({
        title: `${name}: classes of disagreement`,
        head: ['Class', 'Functions', 'Example'],
        rows: result.classes,
      })
    }
    return { measurements, tables }
  },
})

async function compare(root: string, name: string, context: BenchContext) {
  const { report } = await coldAnalysis(root, context.signal)
  const ours = report.files
    .filter((file) => file.language === 'python')
    .flatMap(({ path, functions }) => functions.map((one) => ({ path, ...one })))
  const theirs = await lizardFunctions(root, 'python', context)
  const { agreed, disagreements } = compareFunctions(ours, theirs)
  const against = { name: pythonToolVersion('lizard'), value: theirs.length }
  const measurements: Measurement[] = [
    { corpus: name, what: 'functions found', unit: '', ours: ours.length, peer: against },
    {
      corpus: name,
      what: 'functions with equal place and cyclomatic complexity',
      unit: '%',
      ours: (100 * agreed) / (agreed + disagreements.length),
    },
  ]
  return { measurements, classes: classRows(root, disagreements) }
}

function classRows(root: string, disagreements: Disagreement[]): (string | number)[][] {
  const classes = new Map<string, Disagreement[]>()
  for (const one of disagreements) {
    const name = classify(
      one,
      readFileSync(join(root, one.path), 'utf8')
        .split('\n')
        .slice(one.line - 1, one.endLine),
    )
    classes.set(name, [...(classes.get(name) ?? []), one])
  }
  return [...classes]
    .sort((a, b) => b[1].length - a[1].length)
    .map(([name, members]) => [name, members.length, exampleText(members[0]!)])
}

function exampleText({ path, line, name, ours, theirs }: Disagreement): string {
  return `${path}:${line} ${name}: tlc ${ours ?? 'none'}, lizard ${theirs ?? 'none'}`
}
