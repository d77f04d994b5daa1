import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SymbolRow } from '@tlc/core/engine/answers'
import { type CorpusName, corpus } from '../corpora.ts'
import { type BenchContext, defineBench, type Measurement, Unavailable } from '../define-bench.ts'
import { AST_GREP_VERSION } from '../peers/npm-tools.ts'
import { type AnalysisReport, tlc } from '../tlc.ts'
import { astGrepNames, type DefinedName, goNames, pythonNames } from './definition-sources.ts'

interface Case {
  corpus: CorpusName
  languages: string[]
  peer: string
  /** Paths that are left out on both sides. */
  leaveOut?: RegExp
  names(root: string, context: BenchContext): Promise<DefinedName[]>
}

const CASES: Case[] = [
  { corpus: 'Django 5.1', languages: ['python'], peer: "Python's ast", names: pythonNames },
  { corpus: 'golang.org/x/tools 0.30.0', languages: ['go'], peer: 'go/parser', names: goNames },
  astGrepCase('rxjs 7.8.2', 'typescript'),
  astGrepCase('lodash 4.17.21', 'javascript'),
  astGrepCase('regex-automata 0.4.9', 'rust'),
  astGrepCase('commons-lang3 3.17.0', 'java'),
  astGrepCase('hiredis 3.1.0', 'c'),
  // ast-grep takes every `.h` for C, tlc takes one with classes in it for C++; `.hh` it does not know.
  { ...astGrepCase('rapidfuzz 3.13.0', 'cpp'), leaveOut: /\.hh?$/ },
]

/** Kinds that every peer reports; variables, fields and modules are left out on both sides. */
const KINDS = new Set(['function', 'method', 'constructor', 'class', 'interface', 'struct', 'enum', 'trait', 'type'])

export default defineBench({
  id: 'analysis/definitions-agreement',
  question: "On how many definitions of functions and types does tlc agree with ast-grep or the language's own parser?",
  async run(context) {
    const measurements: Measurement[] = []
    const rows: (string | number)[][] = []
    const notes: string[] = []
    for (const one of CASES) {
      context.log(one.corpus)
      try {
        const { measurement, examples } = await compare(one, context)
        measurements.push(measurement)
        rows.push(...examples)
      } catch (thrown) {
        if (!(thrown instanceof Unavailable)) throw thrown
        notes.push(`${one.corpus}: ${thrown.message}`)
      }
    }
    return {
      measurements,
      notes,
      tables: [{ title: 'Disagreements', head: ['Corpus', 'Only', 'Class', 'Definitions', 'Examples'], rows }],
    }
  },
})

async function compare({ corpus: name, languages, peer, leaveOut, names }: Case, context: BenchContext) {
  const { path } = await corpus(name, context)
  const { out } = await tlc(['symbols', path, '--json'], { signal: context.signal })
  const { files } = JSON.parse(
    (await tlc(['analyze', path, '--json'], { signal: context.signal })).out,
  ) as AnalysisReport
  await tlc(['stop', path], { signal: context.signal, accept: [3] })
  // What tlc leaves out (ignored by the corpus' own .gitignore, too large, minified) is no question of agreement.
  const analysed = new Set(files.map((file) => file.path).filter((file) => !leaveOut?.test(file)))
  const symbols: SymbolRow[] = out
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
  const wanted = symbols
    .filter(({ kind, language }) => KINDS.has(kind) && languages.includes(language))
    .filter(({ path }) => analysed.has(path))
  const ours = new Set(wanted.map(keyOf))
  const theirs = new Set((await names(path, context)).filter((name) => analysed.has(name.path)).map(keyOf))
  if (theirs.size === 0) throw new Error(`${peer} found nothing in ${name}`)
  const onlyOurs = [...ours].filter((key) => !theirs.has(key))
  const onlyTheirs = [...theirs].filter((key) => !ours.has(key))
  const both = theirs.size - onlyTheirs.length
  const measurement: Measurement = {
    corpus: `${name}, ${theirs.size.toLocaleString('en-US')} definitions`,
    what: `definitions (${languages.join(', ')}) at the same place as in ${peer}`,
    unit: '%',
    ours: (100 * both) / (both + onlyOurs.length + onlyTheirs.length),
  }
  const sides = [
    ['tlc', onlyOurs],
    [peer, onlyTheirs],
  ] as const
  return {
    measurement,
    examples: sides.flatMap(([who, keys]) => classRows(path, who, keys).map((row) => [name, ...row])),
  }
}

/** Why one side has a definition that the other has not: by its path and by the line that it is in. */
const REASONS: [reason: string, matches: (path: string, line: string) => boolean][] = [
  ['file that does not parse: tlc reads what is right in it', (path) => /syntax_error|\/testdata\//.test(path)],
  [
    'function that is the value of a name: tlc calls it by the name',
    (_, line) => /[=:(?]\s*(async\b|function\b|\(|\w+\s*=>)/.test(line),
  ],
  [
    'type that is declared ahead of its definition',
    (_, line) => /^\s*(template\b.*)?(class|struct|union|enum)\s+[\w:]+\s*;/.test(line),
  ],
  [
    'specialisation of a template: tlc keeps its arguments in the name',
    (_, line) => /\b(class|struct)\b.*<.*|\b\w+<[^;]*>\s*\(/.test(line),
  ],
  [
    'macro with a block in a function: for tlc no function is defined there',
    (_, line) => /^\s*(\}\s*)?(catch|_*[A-Z][A-Z0-9_]+|\w+_foreach_begin)\s*\(/.test(line),
  ],
  [
    'macro between parameters and body: the peer takes it for the name',
    (_, line) => /\)\s*(const\s+)?(?!(const|final|noexcept|override)\b)[A-Za-z_]\w*\s*\{/.test(line),
  ],
  ['class that is written with what it belongs to', (_, line) => /\b(class|struct)\s+\w+::/.test(line)],
  ['conversion operator: for tlc its type is its name', (_, line) => /\boperator\s+[\w:]/.test(line)],
  ['accessor: tlc takes it for a property', (_, line) => /\b[gs]et\s+\w+\s*\(/.test(line)],
  ['name that is computed: `[Symbol.iterator]`', (_, line) => /^\s*(static\s+|async\s+)*\[/.test(line)],
]

function classRows(root: string, who: string, keys: string[]): (string | number)[][] {
  const classes = new Map<string, string[]>()
  for (const key of keys) {
    const [, path, line] = key.match(/^(.*):(\d+) /)!
    const text = readFileSync(join(root, path!), 'utf8').split('\n')[Number(line) - 1] ?? ''
    const reason = REASONS.find(([, matches]) => matches(path!, text))?.[0] ?? 'other'
    classes.set(reason, [...(classes.get(reason) ?? []), key])
  }
  return [...classes].map(([reason, members]) => [who, reason, members.length, members.slice(0, 3).join(', ')])
}

function keyOf({ path, name, line }: DefinedName): string {
  return `${path}:${line} ${name}`
}

function astGrepCase(name: CorpusName, language: 'typescript' | 'javascript' | 'rust' | 'java' | 'c' | 'cpp'): Case {
  return {
    corpus: name,
    languages: [language],
    peer: AST_GREP_VERSION,
    names: (root, context) => astGrepNames(root, language, context),
  }
}
