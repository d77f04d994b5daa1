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
const LONGEST_LINE = 300
/** Larger files are no text to git. */
const BIG_FILE = '1m'
const HASH = /^[0-9a-f]{40,64}$/

/**
 * What commits say and which lines they changed, by one `git log`. Nothing of the repository's configuration is run, and a
 * diff of any size takes the memory of its limits. Commits that git does not have are left out, as are all after a
 * failure of git. Does not reject but for `signal`.
 */
export async function readDiffs(
  root: string,
  hashes: readonly string[],
  { signal, skips = () => false }: DiffOptions = {},
): Promise<Map<string, CommitDiff>> {
  const asked = hashes.filter((hash) => HASH.test(hash))
  if (asked.length === 0) return new Map()
  const { output, ended } = runGit(root, [...ARGUMENTS, ...asked, '--', '.'], signal)
  const parser = createDiffParser(skips)
  try {
    for await (const piece of output) parser.push(piece)
  } catch {
    // The pipe broke because git was killed.
  }
  await ended
  signal?.throwIfAborted()
  return parser.commits
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
      if (commit.message.length < MOST_MESSAGE) commit.message += `${text.slice(0, LONGEST_LINE)}\n`
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
    file!.lines.push(text.slice(0, LONGEST_LINE))
    length += Math.min(text.length, LONGEST_LINE)
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
