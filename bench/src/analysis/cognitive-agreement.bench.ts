import { readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { corpus } from '../corpora.ts'
import { type BenchContext, type BenchOutcome, defineBench } from '../define-bench.ts'
import { runCommand } from '../peers/command.ts'
import { SONAR_VERSION, sonarFolder } from '../peers/npm-tools.ts'
import { pythonTool, pythonToolVersion } from '../peers/python-tools.ts'
import { coldAnalysis } from '../tlc.ts'

/** A function with the figure of tlc, or of the peer, by its file and first line. */
interface CognitiveFunction {
  path: string
  name: string
  line: number
  endLine: number
  cognitive: number
}

type Theirs = Map<string, number>

interface Peer {
  name: string
  /** Why the peer counts otherwise; the first whose text a function has names the class. */
  classes: [name: string, has: (lines: string, name: string) => boolean][]
}

const CALLS_ITSELF = (lines: string, name: string) =>
  new RegExp(`\\b${name.replace(/\W/g, '\\$&')}\\s*\\(`).test(lines.slice(lines.indexOf('\n') + 1))

const PEERS: Record<'cognitive_complexity' | 'sonarjs', Peer> = {
  cognitive_complexity: {
    name: pythonToolVersion('cognitive_complexity'),
    classes: [
      [
        '`if` inside of `else` is taken for an `elif`: nothing for the `else`, no nesting',
        (lines) => /^\s*else:\s*(?:#.*)?\n(?:\s*#.*\n)*\s*if\b/m.test(lines),
      ],
      ['it calls itself, which adds one, or another function of its name, which does not', CALLS_ITSELF],
      ['the `else` of a loop or a `try`', (lines) => /^\s*else\s*:/m.test(lines)],
      [
        'boolean operators inside of each other, comprehensions, lambdas',
        (lines) => /\b(?:and|or|lambda|for)\b/.test(lines),
      ],
    ],
  },
  sonarjs: {
    name: SONAR_VERSION,
    classes: [
      [
        '`||` is no boolean sequence for this version of the plugin; the paper counts it',
        (lines) => lines.includes('||'),
      ],
      ['it calls itself, which adds one, or another function of its name, which does not', CALLS_ITSELF],
    ],
  },
}

export default defineBench({
  id: 'analysis/cognitive-agreement',
  question:
    'On how many functions does tlc give the cognitive complexity that other tools give, and why not on the others?',
  async run(context) {
    const outcome: Required<BenchOutcome> = { measurements: [], tables: [], notes: [] }
    const django = join((await corpus('Django 5.1', context)).path, 'Django-5.1')
    for (const [root, name] of [
      [join(django, 'django/db'), 'Django 5.1 django/db'],
      [join(django, 'django'), 'Django 5.1 django'],
    ] as const) {
      const ours = await functionsOf(root, 'python', context)
      compare('cognitive_complexity', ours, await pythonFunctions(root, context), { root, name }, outcome)
    }
    for (const [name, folder, language] of [
      ['rxjs 7.8.2', 'package/src', 'typescript'],
      ['lodash 4.17.21', 'package', 'javascript'],
    ] as const) {
      const root = join((await corpus(name, context)).path, folder)
      const ours = await functionsOf(root, language, context)
      compare('sonarjs', ours, await scriptFunctions(root, context), { root, name }, outcome)
    }
    outcome.notes.push(
      'Functions that hold others are left out: tlc lists each by itself, the peers add those inside to the one around them.',
      'Functions that share their first line with another are left out.',
    )
    return outcome
  },
})

/** Functions without others inside, none of which begins on the line of another. */
async function functionsOf(root: string, language: string, { signal }: BenchContext): Promise<CognitiveFunction[]> {
  const { report } = await coldAnalysis(root, signal)
  return report.files
    .filter((file) => file.language === language && !file.path.endsWith('.min.js'))
    .flatMap(({ path, functions }) =>
      functions
        .filter((one) =>
          functions.every(
            (other) =>
              other === one || (other.line !== one.line && (other.line < one.line || other.line > one.endLine)),
          ),
        )
        .map((one) => ({ path, ...one })),
    )
}

/** What the package cognitive_complexity says of every function that Python's own parser finds. */
async function pythonFunctions(root: string, context: BenchContext): Promise<Theirs> {
  const python = await pythonTool('python', context)
  const script = `
import ast, json, os, sys
from cognitive_complexity.api import get_cognitive_complexity
root = sys.argv[1]
for folder, _, files in os.walk(root):
    for file in files:
        if not file.endswith('.py'): continue
        path = os.path.join(folder, file)
        try:
            tree = ast.parse(open(path, 'rb').read())
        except (SyntaxError, ValueError):
            continue
        for node in ast.walk(tree):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                print(json.dumps([os.path.relpath(path, root), node.lineno, get_cognitive_complexity(node)]))
`
  const { out } = await runCommand(python, ['-c', script, root], { signal: context.signal })
  return byPlace(out)
}

/** What eslint-plugin-sonarjs says; it names only functions above 0, all others have 0. */
async function scriptFunctions(root: string, context: BenchContext): Promise<Theirs> {
  const folder = await sonarFolder(context)
  const program = join(folder, 'cognitive.mjs')
  writeFileSync(program, SONAR_PROGRAM)
  const { out } = await runCommand(process.execPath, [program, root], { signal: context.signal, cwd: folder })
  const found: Theirs = new Map()
  for (const line of out.split('\n').filter(Boolean)) {
    const [path, at, figure] = JSON.parse(line) as [string, number, number]
    found.set(`${relative(root, path)}:${at}`, figure)
  }
  return found
}

const SONAR_PROGRAM = `
import { ESLint } from 'eslint'
import sonarjs from 'eslint-plugin-sonarjs'
import parser from '@typescript-eslint/parser'
const eslint = new ESLint({
  cwd: process.argv[2],
  overrideConfigFile: true,
  allowInlineConfig: false,
  overrideConfig: [{
    files: ['**/*.ts', '**/*.js'],
    plugins: { sonarjs },
    languageOptions: { parser },
    rules: { 'sonarjs/cognitive-complexity': ['error', 0] },
  }],
})
for (const { filePath, messages } of await eslint.lintFiles(['.'])) {
  for (const { line, message } of messages) {
    const figure = /from (\\d+) to/.exec(message)
    if (figure) console.log(JSON.stringify([filePath, line, Number(figure[1])]))
  }
}
`

function byPlace(out: string): Theirs {
  const rows = out
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as [string, number, number])
  return new Map(rows.map(([path, line, figure]) => [`${path}:${line}`, figure]))
}

function compare(
  peer: keyof typeof PEERS,
  ours: CognitiveFunction[],
  theirs: Theirs,
  { root, name }: { root: string; name: string },
  outcome: Required<BenchOutcome>,
): void {
  const classes = new Map<string, string[]>()
  // A figure of 0 is only worth something where the peer has been asked for every function.
  const known = peer === 'sonarjs' ? ours.filter((one) => one.cognitive > 0 || theirs.has(placeOf(one))) : ours
  let agreed = 0
  for (const one of known) {
    const figure = theirs.get(placeOf(one)) ?? (peer === 'sonarjs' ? 0 : null)
    if (figure === one.cognitive) agreed++
    else if (figure !== null) {
      const reason =
        reasonOf(one, root, PEERS[peer]) ?? (one.cognitive > figure ? 'counted higher by tlc' : 'counted lower by tlc')
      const example = `${placeOf(one)} ${one.name}: tlc ${one.cognitive}, ${peer} ${figure}`
      classes.set(reason, [...(classes.get(reason) ?? []), example])
    }
  }
  const disagreed = [...classes.values()].reduce((sum, { length }) => sum + length, 0)
  if (agreed === 0) throw new Error(`${PEERS[peer].name} agreed on nothing in ${name}.`)
  const explained = [...classes]
    .filter(([reason]) => !reason.startsWith('counted'))
    .reduce((sum, [, { length }]) => sum + length, 0)
  const corpusName = `${name}, ${known.length.toLocaleString('en-US')} functions`
  outcome.measurements.push(
    {
      corpus: corpusName,
      what: `functions with the cognitive complexity that ${PEERS[peer].name} gives`,
      unit: '%',
      ours: (100 * agreed) / (agreed + disagreed),
    },
    {
      corpus: corpusName,
      what: 'the same, or another by a named rule of the peer',
      unit: '%',
      ours: (100 * (agreed + explained)) / (agreed + disagreed),
    },
  )
  outcome.tables.push({
    title: `${name}: classes of disagreement with ${PEERS[peer].name}`,
    head: ['Class', 'Functions', 'Example'],
    rows: [...classes]
      .sort((a, b) => b[1].length - a[1].length)
      .map(([reason, members]) => [reason, members.length, members[0]!]),
  })
}

function placeOf({ path, line }: CognitiveFunction): string {
  return `${path}:${line}`
}

function reasonOf(
  { path, name, line, endLine }: CognitiveFunction,
  root: string,
  { classes }: Peer,
): string | undefined {
  const lines = readFileSync(join(root, path), 'utf8')
    .split('\n')
    .slice(line - 1, endLine)
    .join('\n')
  return classes.find(([, has]) => has(lines, name))?.[0]
}
