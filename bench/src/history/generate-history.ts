import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { BenchContext } from '../define-bench.ts'
import { runCommand } from '../peers/command.ts'

/** Days from the first commit to the last, whatever their number. */
const DAYS = 3_650
const FIRST_DAY = Date.UTC(2014, 0, 1) / 1000
const LINES = 30
/** Beyond this the project only changes, so that git's own cost of a commit does not grow with its trees. */
const MOST_FILES = 500

/**
 * A repository with so many commits of a made-up project of up to 500 files: one to five changed files a commit,
 * some new, now and then a rename, a deletion, or a merge. The same number gives the same repository. It is made once.
 */
export async function generatedHistory(commits: number, context: BenchContext): Promise<string> {
  const path = join(context.cache, 'histories', `generated-${commits}`)
  if (existsSync(path)) return path
  context.log(`generating ${commits.toLocaleString('en-US')} commits`)
  const unfinished = `${path}.part`
  rmSync(unfinished, { recursive: true, force: true })
  await runCommand('git', ['init', '-q', '--bare', '-b', 'main', unfinished], { signal: context.signal })
  await importInto(unfinished, commits, context.signal)
  renameSync(unfinished, path)
  return path
}

async function importInto(repository: string, commits: number, signal: AbortSignal): Promise<void> {
  const git = spawn('git', ['fast-import', '--quiet', '--depth=50'], {
    cwd: repository,
    signal,
    stdio: ['pipe', 'ignore', 'inherit'],
  })
  const ended = once(git, 'close')
  const project = createProject(commits)
  for (let n = 1; n <= commits; n++) {
    if (!git.stdin.write(project.commit(n))) await once(git.stdin, 'drain')
  }
  git.stdin.end()
  const [code] = await ended
  if (code !== 0) throw new Error(`git fast-import ended with ${code}`)
}

interface SourceFile {
  path: string
  lines: number[]
}

function createProject(commits: number) {
  const random = createRandom(commits)
  const files: SourceFile[] = []
  let made = 0

  function newFile(): SourceFile {
    const folder = `src/part${Math.floor(made / 25)}`
    const file = { path: `${folder}/file${made++}.py`, lines: Array.from({ length: LINES }, () => random(1e6)) }
    files.push(file)
    return file
  }

  /** Files that were touched of late are touched again more often than others, as in real projects. */
  function someFile(): SourceFile {
    const age = Math.floor(files.length * random(1000) ** 2 * 1e-6)
    return files[files.length - 1 - age]!
  }

  function change(file: SourceFile): string {
    if (random(4) === 0) file.lines.splice(random(file.lines.length), 0, random(1e6))
    else file.lines[random(file.lines.length)] = random(1e6)
    return modification(file)
  }

  function changes(n: number): string {
    if (n === 1) return Array.from({ length: 20 }, () => modification(newFile())).join('')
    if (n % 97 === 0) return rename(someFile())
    if (n % 389 === 0) return remove()
    const touched = new Set(Array.from({ length: 1 + random(5) }, someFile))
    const added = n % 23 === 0 && files.length < MOST_FILES ? modification(newFile()) : ''
    return added + [...touched].map(change).join('')
  }

  function rename(file: SourceFile): string {
    const from = file.path
    file.path = from.replace(/(-moved\d*)?\.py$/, `-moved${made}${random(1e6)}.py`)
    return `R ${from} ${file.path}\n`
  }

  function remove(): string {
    const [file] = files.splice(random(files.length - 1), 1)
    return `D ${file!.path}\n`
  }

  return {
    commit(n: number): string {
      const name = `Author ${Math.floor(50 * (random(1000) / 1000) ** 2)}`
      const at = FIRST_DAY + Math.floor((n / commits) * DAYS * 86_400)
      const person = `${name} <${name.replace(' ', '.').toLowerCase()}@example.org> ${at} +0000`
      const merge = n % 31 === 0 && n > 40 ? `merge :${n - 7}\n` : ''
      const subject = `Change ${n}`
      const head = `commit refs/heads/main\nmark :${n}\nauthor ${person}\ncommitter ${person}\ndata ${subject.length}\n${subject}\n`
      return `${head}${n > 1 ? `from :${n - 1}\n` : ''}${merge}${changes(n)}\n`
    },
  }
}

function modification({ path, lines }: SourceFile): string {
  const text = lines.map((line) => `value_${line} = compute(${line})\n`).join('')
  return `M 100644 inline ${path}\ndata ${text.length}\n${text}\n`
}

/** Mulberry32: small, quick, and the same everywhere. Yields whole numbers below `limit`. */
function createRandom(seed: number): (limit: number) => number {
  let state = seed
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * limit)
  }
}
