// Runs every `*.test.ts` in a process of its own: `npm test -- <part of a path>…` picks some. Exits 1 on any failure.
import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'

interface Outcome {
  file: string
  passed: number
  failed: number
  skipped: number
  /** What the runner itself has against the file, beside its failed tests. */
  faults: string[]
  output: string
  seconds: number
}

const ROOT = join(import.meta.dirname, '..')
const CONCURRENCY = Number(process.env.TLC_TEST_CONCURRENCY) || 2
const TIMEOUT_MS = 300_000
/** A process that still lives so long after its summary holds something open: a server, a timer, a watcher. */
const LINGER_MS = 10_000

const filters = process.argv.slice(2).filter((argument) => !argument.startsWith('-'))
const files = testFiles().filter((file) => filters.length === 0 || filters.some((filter) => file.includes(filter)))
// Screens and settings of the person who runs the tests stay out of them.
const home = mkdtempSync(join(tmpdir(), 'tlc-test-'))
const env = {
  ...process.env,
  XDG_CONFIG_HOME: join(home, 'config'),
  XDG_STATE_HOME: join(home, 'state'),
  NODE_NO_WARNINGS: '1',
  // A test asks for the embedding model by `realModel()`; no daemon of a test fetches it.
  TLC_MODELS: 'off',
}

const outcomes = await runAll(files)
rmSync(home, { recursive: true, force: true })
summarise(outcomes)

function testFiles(): string[] {
  return readdirSync(import.meta.dirname, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.test.ts') && !entry.parentPath.includes('node_modules'))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)))
    .sort()
}

async function runAll(queue: string[]): Promise<Outcome[]> {
  const rest = [...queue]
  const done: Outcome[] = []
  const worker = async () => {
    for (let file = rest.shift(); file !== undefined; file = rest.shift()) {
      const outcome = await runFile(file)
      done.push(outcome)
      report(outcome)
    }
  }
  await Promise.all(Array.from({ length: CONCURRENCY }, worker))
  return done
}

function runFile(file: string): Promise<Outcome> {
  const started = performance.now()
  return new Promise((resolve) => {
    // A process group of its own, so that whatever a test leaves behind ends with it.
    const child = spawn(process.execPath, ['--conditions=tlc-source', file], {
      cwd: ROOT,
      env,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const faults: string[] = []
    let output = ''
    let linger: NodeJS.Timeout | undefined
    const end = (fault: string) => {
      faults.push(fault)
      killGroup(child.pid)
    }
    const timeout = setTimeout(() => end(`did not end within ${TIMEOUT_MS / 1000} s`), TIMEOUT_MS)
    const collect = (chunk: Buffer) => {
      output += chunk.toString()
      if (linger === undefined && counts(output) !== null) {
        linger = setTimeout(() => end('ended its tests but kept running: something is left open'), LINGER_MS)
      }
    }
    child.stdout.on('data', collect)
    child.stderr.on('data', collect)
    child.on('exit', (code, signal) => {
      clearTimeout(timeout)
      clearTimeout(linger)
      killGroup(child.pid)
      const count = counts(output)
      if (count === null && faults.length === 0)
        faults.push(`ran no suite to its end (exit ${code ?? signal}): does each call \`.run()\`?`)
      if (count !== null && code !== 0 && count.failed === 0 && faults.length === 0)
        faults.push(`exited with ${code ?? signal}`)
      const idle = suitesWithoutRun(file)
      if (idle > 0) faults.push(`${idle} suite(s) do not call \`.run()\``)
      const seconds = (performance.now() - started) / 1000
      resolve({
        file,
        passed: count?.passed ?? 0,
        failed: (count?.failed ?? 0) + faults.length,
        skipped: count?.skipped ?? 0,
        faults,
        output,
        seconds,
      })
    })
  })
}

/** What uvu's summary says; null without one. */
function counts(output: string): { passed: number; failed: number; skipped: number } | null {
  const plain = output.replace(/\x1b\[[0-9;]*m/g, '')
  const total = plain.match(/^ {2}Total: +(\d+)$/m)
  const passed = plain.match(/^ {2}Passed: +(\d+)$/m)
  const skipped = plain.match(/^ {2}Skipped: +(\d+)$/m)
  if (!total || !passed) return null
  return {
    passed: Number(passed[1]),
    failed: Number(total[1]) - Number(passed[1]),
    skipped: Number(skipped?.[1] ?? 0),
  }
}

/** uvu skips a suite that is never run, and still exits with 0. */
function suitesWithoutRun(file: string): number {
  const text = readFileSync(join(ROOT, file), 'utf8')
  const names = [...text.matchAll(/^\s*(?:const|let) (\w+) = suite\b/gm)].map((match) => match[1]!)
  return names.filter((name) => !new RegExp(`\\b${name}\\.run\\(\\)`).test(text)).length
}

function killGroup(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL')
  } catch {
    // The group is gone already.
  }
}

function report({ file, passed, failed, skipped, output, seconds, faults }: Outcome): void {
  const mark = failed === 0 ? 'ok  ' : 'FAIL'
  const counted = [
    `${passed} passed`,
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
  ]
  console.log(`${mark} ${file} (${counted.join(', ')}, ${seconds.toFixed(1)} s)`)
  if (failed === 0) return
  console.log(output)
  for (const fault of faults) console.log(`     ${file} ${fault}`)
}

function summarise(all: Outcome[]): void {
  const failed = all.filter((outcome) => outcome.failed > 0)
  if (failed.length > 0) console.log(`\nFailed:\n${failed.map(({ file }) => `  ${file}`).join('\n')}`)
  if (all.length === 0) console.log(`No test file matches ${filters.join(', ')}`)
  for (const { file, skipped, output } of all.filter((outcome) => outcome.skipped > 0)) {
    const reasons = Array.from(output.matchAll(/^NOT RUN: (.*)$/gm), (match) => match[1]!)
    console.log(`\nNot run: ${skipped} of ${file}: ${reasons.join(' ') || 'It does not say why.'}`)
  }
  const sum = (key: 'passed' | 'failed' | 'skipped') => all.reduce((total, outcome) => total + outcome[key], 0)
  process.exitCode = failed.length > 0 || all.length === 0 ? 1 : 0
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`)
}
