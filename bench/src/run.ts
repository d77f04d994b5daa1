// Runs benches one after the other: `npm run bench -- [part of an id]…`. Without a word it runs all of them.
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { cpus, homedir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { type BenchDefinition, Unavailable } from './define-bench.ts'
import { writeReadmeTable } from './readme-table.ts'
import { measurementLines, outcomeTables, type SavedResult } from './report.ts'

const RESULTS = join(import.meta.dirname, '../results')

const filters = process.argv.slice(2).filter((word) => !word.startsWith('-'))
const cache = process.env.TLC_BENCH_CACHE ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'tlc-bench')
const stop = new AbortController()
process.once('SIGINT', () => stop.abort())

if (process.argv.includes('--help')) tellUse()
else process.exitCode = (await runAll()) ? 0 : 1

function tellUse(): void {
  console.log('npm run bench -- [part of an id]…    without a word all of them run, for an hour or more\n')
  console.log(benchFiles().map(idOf).join('\n'))
}

/** Resolves with false when a bench failed. */
async function runAll(): Promise<boolean> {
  if (benchFiles().length === 0) {
    console.error(`No bench has one of these in its id: ${filters.join(', ')}. \`npm run bench -- --help\` lists them.`)
    return false
  }
  mkdirSync(cache, { recursive: true })
  let failed = false
  for (const file of benchFiles()) {
    if (stop.signal.aborted) break
    failed = !(await runBench(file)) || failed
  }
  writeReadmeTable(RESULTS)
  return !failed
}

function benchFiles(): string[] {
  return readdirSync(import.meta.dirname, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.bench.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => filters.length === 0 || filters.some((filter) => file.includes(filter)))
    .sort()
}

function idOf(file: string): string {
  return relative(import.meta.dirname, file).replace('.bench.ts', '')
}

/** Resolves with false when the bench failed; one that cannot run here is no failure. */
async function runBench(file: string): Promise<boolean> {
  const id = idOf(file)
  console.log(`\n${id}`)
  try {
    const { default: bench }: { default: BenchDefinition } = await import(file)
    const outcome = await bench.run({ cache, log: (text) => console.log(`  ${text}`), signal: stop.signal })
    const result: SavedResult = {
      id,
      question: bench.question,
      at: new Date().toISOString(),
      machine: machine(),
      ...outcome,
    }
    console.log([...measurementLines(result), ...outcomeTables(result)].join('\n'))
    const target = join(RESULTS, `${id}.json`)
    mkdirSync(dirname(target), { recursive: true })
    writeFileSync(target, `${JSON.stringify(result, null, 2)}\n`)
    return true
  } catch (thrown) {
    if (thrown instanceof Unavailable) console.log(`  not run: ${thrown.message}`)
    else console.error(thrown)
    return thrown instanceof Unavailable
  }
}

function machine(): SavedResult['machine'] {
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    node: process.version,
    platform: process.platform,
  }
}
