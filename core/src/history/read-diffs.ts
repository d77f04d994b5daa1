import { StringDecoder } from 'node:string_decoder'
import { runGit } from './git-process.ts'

/** Which lines a commit took away and put in, in one file. */
export interface FileDiff {
  /** Relative to `root`. */
  path: string
  /** As git prints them: `@@` with the definition that they stand in, then lines that begin with `-` or `+`. */
  lines: string[]
}

export interface CommitDiff {
  /** Subject and body. */
  message: string
  files: FileDiff[]
}

export interface DiffOptions {
  signal?: AbortSignal
  /** Files whose lines say nothing. */
  skips?(path: string): boolean
}

/** Of one commit; what comes after is left out. */
const MOST_FILES = 12
const MOST_LINES = 60
const MOST_CHARACTERS = 1_500
const MOST_MESSAGE = 4_000
/** Longer lines are cut between words, so that no part of a secret is left that could not be told as one. */
const LONGEST_LINE = 2_000
/** A commit may use what a missing object or a slow pattern left of these. */
const MOST_RESTARTS = 3
const MOST_MS = 30_000
/** Larger files are no text to git. */
const BIG_FILE = '1m'
const HASH = /^[0-9a-f]{40,64}$/

/**
 * What commits say and which lines they changed, by one `git log`. Nothing of the repository's configuration is run, and a
 * diff of any size takes the memory of its limits. Commits that git does not have, and those that it cannot tell (a clone
 * without all objects), are left out. Does not reject but for `signal`.
 */
export async function readDiffs(
  root: string,
  hashes: readonly string[],
  { signal, skips = () => false }: DiffOptions = {},
): Promise<Map<string, CommitDiff>> {
  const found = new Map<string, CommitDiff>()
  const timeout = AbortSignal.timeout(MOST_MS)
  const stop = signal ? AbortSignal.any([signal, timeout]) : timeout
  let asked = hashes.filter((hash) => HASH.test(hash))
  for (let restarts = 0; asked.length > 0 && restarts <= MOST_RESTARTS && !stop.aborted; restarts++) {
    const { output, ended } = runGit(root, [...ARGUMENTS, ...asked, '--', '.'], stop)
    const parser = createDiffParser(skips)
    try {
      for await (const piece of output) parser.push(piece)
    } catch {
      // The pipe broke because git was killed.
    }
    const isWhole = (await ended).code === 0
    const told = [...parser.commits]
    // What it was at when it failed is half told, and would make it fail again.
    const failed = isWhole ? undefined : told.pop()?.[0]
    for (const [hash, diff] of told) found.set(hash, diff)
    if (isWhole || failed === undefined) break
    asked = asked.slice(asked.indexOf(failed) + 1)
  }
  signal?.throwIfAborted()
  return found
}

const ARGUMENTS = [
  '-c',
  `core.bigFileThreshold=${BIG_FILE}`,
  'log',
  '--no-walk=unsorted',
  '--ignore-missing',
  '--relative',
  '--patch',
  '--unified=0',
  '--find-renames',
  '-l200',
  '--no-ext-diff',
  '--no-textconv',
  '--no-color',
  '--no-prefix',
  '--no-show-signature',
  '--no-notes',
  '--submodule=short',
  '--ignore-submodules=all',
  // Neither a message nor a line of a patch begins with NUL.
  '--format=%x00%H%n%B%n%x00',
]

/** Takes the output in pieces of any size. */
function createDiffParser(skips: (path: string) => boolean) {
  const commits = new Map<string, CommitDiff>()
  const decoder = new StringDecoder('utf8')
  let rest = ''
  let commit: CommitDiff | null = null
  let inMessage = false
  let inHeader = false
  let file: FileDiff | null = null
  let length = 0
  let oldPath = ''

  function line(text: string): void {
    if (text.startsWith('\0')) {
      mark(text.slice(1))
      return
    }
    if (!commit) return
    if (inMessage) {
      if (commit.message.length < MOST_MESSAGE) commit.message += `${bounded(text)}\n`
      return
    }
    if (text.startsWith('diff --git ')) {
      file = null
      inHeader = true
    } else if (inHeader && text.startsWith('--- ')) oldPath = pathOf(text)
    else if (inHeader && text.startsWith('+++ ')) begin(pathOf(text))
    else if (text.startsWith('@@ ')) hunk(text)
    else if (file && (text[0] === '+' || text[0] === '-')) add(text)
  }

  function mark(hash: string): void {
    if (hash === '') {
      inMessage = false
      return
    }
    commit = { message: '', files: [] }
    commits.set(hash, commit)
    inMessage = true
    file = null
  }

  function begin(newPath: string): void {
    const path = newPath === '/dev/null' ? oldPath : newPath
    if (commit!.files.length >= MOST_FILES || skips(path)) return
    file = { path, lines: [] }
    length = 0
    commit!.files.push(file)
  }

  function hunk(text: string): void {
    inHeader = false
    const where = text.slice(text.indexOf('@@', 2) + 2).trim()
    if (file && where !== '' && file.lines.findLast((each) => each.startsWith('@@')) !== `@@ ${where}`)
      add(`@@ ${where}`)
  }

  function add(text: string): void {
    if (text.length < 2 || file!.lines.length >= MOST_LINES || length >= MOST_CHARACTERS) return
    const line = bounded(text)
    file!.lines.push(line)
    length += line.length
  }

  return {
    commits,
    push(piece: Buffer): void {
      const text = rest + decoder.write(piece)
      let from = 0
      for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', from)) {
        line(text.slice(from, at))
        from = at + 1
      }
      // Of a line without an end its beginning is enough.
      rest = text.slice(from, from + 2 * LONGEST_LINE)
    },
  }
}

function bounded(line: string): string {
  return line.length <= LONGEST_LINE ? line : line.slice(0, LONGEST_LINE).replace(/\S*$/, '')
}

/** The path of a `---` or `+++` line; one with odd characters stands in quotes, with C's escapes. */
function pathOf(header: string): string {
  const text = header.slice(4).replace(/\t$/, '')
  if (!text.startsWith('"')) return text
  const bytes: number[] = []
  for (const [, octal, escaped, plain] of text.slice(1, -1).matchAll(/\\([0-7]{3})|\\(.)|([^\\]+)/gsu)) {
    if (octal !== undefined) bytes.push(Number.parseInt(octal, 8))
    else bytes.push(...Buffer.from(escaped === undefined ? plain! : (ESCAPES[escaped] ?? escaped)))
  }
  return Buffer.from(bytes).toString('utf8')
}

const ESCAPES: Record<string, string> = { n: '\n', t: '\t', r: '\r', a: '\x07', b: '\b', f: '\f', v: '\v' }
