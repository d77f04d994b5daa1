import { createHash } from 'node:crypto'
import type { Ecosystem, Fingerprint, FoundError } from './contract.ts'
import { familyOf } from './families.ts'
import type { RawError } from './formats/_define-error-format.ts'
import { errorFormats } from './formats.generated.ts'
import { normalise } from './normalise.ts'
import { redact } from './redact.ts'

/** How much of an output is looked at: its end. */
export const MOST_OUTPUT = 256 * 1024
const MOST_LINES = 6_000
const LONGEST_LINE = 2_000
const MOST_ERRORS = 5

/**
 * The errors of an output, the one that matters most first, at most five and each fingerprint once; empty when nothing
 * in it looks like an error. `command` is what printed it, for which its own format is believed first.
 */
export function findErrors(output: string, command: readonly string[] = []): FoundError[] {
  const lines = readableLines(output)
  const programs = programsOf(command)
  const ranked = errorFormats
    .map((format) => ({ format, own: programs.some((program) => format.programs.test(program)) }))
    .sort((a, b) => Number(b.own) - Number(a.own) || a.format.rank - b.format.rank)
  const found = ranked.flatMap(({ format }) =>
    format.find(lines).map((raw) => ({ raw, format: format.id, ecosystem: raw.ecosystem ?? format.ecosystem })),
  )
  const chosen = found.length > 0 ? found : lastErrorLines(lines)
  const errors: FoundError[] = []
  for (const { raw, format, ecosystem } of chosen) {
    const fingerprint = fingerprintOf(raw, format, ecosystem)
    if (errors.some((known) => known.fingerprint.key === fingerprint.key || known.line === raw.index + 1)) continue
    errors.push({ fingerprint, message: oneLine(raw), line: raw.index + 1 })
    if (errors.length === MOST_ERRORS) break
  }
  return errors
}

/** The fingerprint of the error that matters most; null when nothing in the output looks like one. */
export function fingerprint(output: string, command: readonly string[] = []): Fingerprint | null {
  return findErrors(output, command)[0]?.fingerprint ?? null
}

/** The lines around an error as people want to see them, redacted, at most `most` characters. */
export function excerptAt(output: string, line: number, most = 600): string {
  const lines = readableLines(output)
  return lines
    .slice(Math.max(0, line - 3), line + 5)
    .join('\n')
    .slice(0, most)
    .trim()
}

/** Redacted, without colours and control characters, no line endless. */
function readableLines(output: string): string[] {
  // Half a line may be half a secret, which nothing would recognise.
  const cut = output.length > MOST_OUTPUT ? output.indexOf('\n', output.length - MOST_OUTPUT) + 1 : 0
  const tail = output.slice(cut === 0 ? -MOST_OUTPUT : cut)
  const plain = tail
    .replace(/\x1b\[[0-9;?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[@-_]/g, '')
    .replace(/\r\n/g, '\n')
    .replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/g, '')
  // What a progress bar wrote over is not there for its reader.
  const lines = redact(plain)
    .split('\n')
    .map((line) => overwritten(line).slice(0, LONGEST_LINE).trimEnd())
  return lines.slice(-MOST_LINES)
}

function overwritten(line: string): string {
  const shown = line.trimEnd()
  return shown.slice(shown.lastIndexOf('\r') + 1)
}

const RUNNERS =
  /^(?:env|sudo|time|nice|nohup|npx|pnpm|yarn|bunx|uv|uvx|poetry|pipenv|python[\d.]*|node|exec|run|tool|-m|--|xvfb-run|dotenv|cross-env)$/

/** The program and those that it runs in turn: `python -m pytest` → python, pytest. */
function programsOf(command: readonly string[]): string[] {
  const programs: string[] = []
  for (const word of command) {
    if (/^\w+=/.test(word)) continue
    const name = word.split(/[\\/]/).at(-1)!
    programs.push(name)
    if (!RUNNERS.test(name)) break
  }
  return programs
}

function fingerprintOf(raw: RawError, format: string, ecosystem: Ecosystem): Fingerprint {
  const { template, names, words } = normalise(raw.message)
  const key = createHash('sha1').update(`${ecosystem}\n${raw.errorClass}\n${template}`).digest('hex')
  const family = familyOf(raw.errorClass, raw.message)
  const proposal = normalise(raw.proposal ?? '').template
  return {
    format,
    ecosystem,
    errorClass: raw.errorClass,
    family,
    template,
    names,
    words,
    proposal,
    place: placeOf(raw.place),
    key,
  }
}

/** Without what differs between machines and folders in which a command is run: of a path its last two parts. */
function placeOf(place: string): string {
  return place
    .replace(/(?:file:\/\/)?(?:[A-Za-z]:)?[\w@.+~\\/-]*[\\/]([\w@.+-]+[\\/][\w@.+-]+)/g, '$1')
    .replace(/\\/g, '/')
    .replace(/(?<![\w./])(?:\.{1,2}\/)+/g, '')
    .slice(0, 200)
}

function oneLine({ errorClass, message }: RawError): string {
  const said = message.replace(/\s+/g, ' ').slice(0, 300)
  return /^[A-Z]\w*(?:Error|Exception)$|^[A-Z]+\d+$/.test(errorClass) ? `${errorClass}: ${said}` : said
}

const ERROR_LIKE =
  /\b(?:error|fatal|failed|failure|exception|cannot|could not|can't|unable to|denied|not found|no such|invalid|panic|refused|timed out|undefined|missing|abort(?:ed)?)\b/i
const NO_ERROR = /\b(?:0 (?:errors?|failed|failures)|no errors?|errors?: 0|failed: 0)\b|^\s*(?:at |#|\/\/)/i

/** For output of an unknown kind: its last lines that speak of an error. */
function lastErrorLines(lines: readonly string[]) {
  const found: { raw: RawError; format: string; ecosystem: Ecosystem }[] = []
  for (let index = lines.length - 1; index >= 0 && found.length < 2; index--) {
    const line = lines[index]!.trim()
    if (line.length < 8 || !ERROR_LIKE.test(line) || NO_ERROR.test(line)) continue
    const message = line
      .replace(/^[\d\-T:.,Z+ []*\]?\s*/, '')
      .replace(/^(?:\[?(?:error|err|fatal|critical|E)\]?[:\s]+)+/i, '')
    found.push({ raw: { index, errorClass: '', message, place: '' }, format: '', ecosystem: '' })
  }
  return found
}
