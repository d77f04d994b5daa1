import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createAnalyzer } from '@tlc/analyzers/analyze'
import { readWasm } from '@tlc/analyzers/grammars'
import { Language, Parser } from 'web-tree-sitter'
import { corpus } from '../corpora.ts'
import { type BenchContext, defineBench, type Measurement } from '../define-bench.ts'

export default defineBench({
  id: 'analysis/parse-and-facts',
  question: 'What do all facts and rules cost on one thread beyond the parse that they need?',
  async run(context) {
    const django = join((await corpus('Django 5.1', context)).path, 'Django-5.1')
    const measurements: Measurement[] = []
    for (const [root, name] of [
      [join(django, 'django/db'), 'Django 5.1 django/db'],
      [django, 'Django 5.1 whole'],
    ] as const) {
      measurements.push(...(await measure(pythonTexts(root), name, context)))
    }
    return { measurements, notes: ['The peer is web-tree-sitter alone: it parses the same texts and drops the trees.'] }
  },
})

async function measure(
  texts: [path: string, text: string][],
  name: string,
  { log }: BenchContext,
): Promise<Measurement[]> {
  const size = texts.reduce((sum, [, text]) => sum + text.length, 0)
  const corpusName = `${name}, ${texts.length.toLocaleString('en-US')} Python files, ${(size / 1e6).toFixed(1)} MB`
  log(corpusName)
  const full = await createAnalyzer({ wasm: readWasm })
  const factsAlone = await createAnalyzer({ wasm: readWasm, rules: [] })
  await Promise.all([full.prepare(['python']), factsAlone.prepare(['python'])])
  const before = process.memoryUsage().rss
  let functions = 0
  const facts = cpuSeconds(() => {
    for (const [path, text] of texts) functions += factsAlone.analyse(path, text).functions.length
  })
  const all = cpuSeconds(() => {
    for (const [path, text] of texts) full.analyse(path, text)
  })
  const grown = (process.memoryUsage().rss - before) / 1e6
  if (functions === 0) throw new Error('Expected functions, found none.')
  const value = await parseAlone(texts)
  const peer = { name: 'web-tree-sitter, parse alone', value }
  return [
    { corpus: corpusName, what: 'facts without rules, CPU', unit: 's', ours: facts, peer },
    { corpus: corpusName, what: 'facts and rules, CPU', unit: 's', ours: all, peer },
    { corpus: corpusName, what: 'memory that the process grew by', unit: 'MB', ours: grown },
  ]
}

async function parseAlone(texts: [string, string][]): Promise<number> {
  const parser = new Parser()
  parser.setLanguage(await Language.load(await readWasm('tree-sitter-python/tree-sitter-python.wasm')))
  const seconds = cpuSeconds(() => {
    for (const [, text] of texts) parser.parse(text)?.delete()
  })
  parser.delete()
  return seconds
}

function cpuSeconds(run: () => void): number {
  const start = process.cpuUsage()
  run()
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1e6
}

function pythonTexts(root: string): [path: string, text: string][] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.py'))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [path, readFileSync(path, 'utf8')])
}
