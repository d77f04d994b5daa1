import { defineErrorFormat, type RawError } from './_define-error-format.ts'

/** The class of an exception and what it says, as the interpreter prints them. */
const EXCEPTION =
  /^((?:[A-Za-z_]\w*\.)*([A-Z]\w*(?:Error|Exception|Warning|Exit|Interrupt|Timeout|Failed|DoesNotExist|Configured)?)): (.+)$|^((?:[A-Za-z_]\w*\.)*([A-Z]\w*(?:Error|Exception|Interrupt)))$/
const FRAME = /^\s*File "([^"]+)", line \d+(?:, in (.+))?$/
const PYTEST_PLACE = /^([^\s:][^:]*\.py):\d+: ?(?:in (\S+)|[A-Z]\w*)?$/
const SECTION = /^_{3,} (?:ERROR (?:collecting|at setup of|at teardown of) )?(.+?) _{3,}$/

/** Tracebacks of the interpreter, of unittest, and the report of pytest (`E   …`). */
export default defineErrorFormat({
  id: 'python',
  ecosystem: 'python',
  rank: 2,
  programs:
    /^(?:python[\d.]*|pytest|py\.test|tox|nox|uv|poetry|ipython|coverage|unittest|django-admin|manage\.py|cell)$/,
  find(lines) {
    const errors = [...reported(lines), ...tracebacks(lines)]
    return errors.length > 0 ? errors : summarised(lines)
  },
})

/** Of each section of pytest the exception that ended the test: the last one whose class stands before a colon. */
function reported(lines: readonly string[]): RawError[] {
  const errors: RawError[] = []
  let test = ''
  let current: RawError | null = null
  const finish = () => {
    if (current) errors.push(current)
    current = null
  }
  let lastWasReport = false
  for (const [index, line] of lines.entries()) {
    const section = SECTION.exec(line)
    if (section || /^=+ (?:short test summary|warnings summary)/.test(line)) {
      finish()
      test = section?.[1] ?? ''
      continue
    }
    const report = /^E {3,7}(\S.*)$/.exec(line)
    if (!report) {
      lastWasReport = false
      const place = PYTEST_PLACE.exec(line)
      if (place && current && !/site-packages/.test(place[1]!))
        current.place = `${place[1]} ${place[2] ?? ''} ${test}`.trim()
      continue
    }
    const exception = exceptionOf(report[1]!)
    if (exception) current = { index, ...exception, place: test }
    else if (!lastWasReport && /^assert\b/.test(report[1]!))
      current = { index, errorClass: 'AssertionError', message: report[1]!, place: test }
    lastWasReport = true
  }
  finish()
  return errors
}

function tracebacks(lines: readonly string[]): RawError[] {
  const errors: RawError[] = []
  for (let i = 0; i < lines.length; i++) {
    const syntax = FRAME.test(lines[i]!) && !/, in /.test(lines[i]!)
    if (!/^\s*Traceback \(most recent call last\)/.test(lines[i]!) && !syntax) continue
    let place = ''
    for (let j = syntax ? i : i + 1; j < Math.min(lines.length, i + 400); j++) {
      const line = lines[j]!
      const frame = FRAME.exec(line)
      if (frame && !/site-packages|[\\/]lib[\\/]python|^</.test(frame[1]!))
        place = `${frame[1]} ${frame[2] ?? ''}`.trim()
      const exception = /^\S/.test(line) ? exceptionOf(line) : null
      if (!exception) continue
      // A chain: what was raised last is what the program died of.
      if (chained(lines, j)) continue
      errors.push({ index: j, ...exception, place })
      i = j
      break
    }
  }
  return errors
}

function chained(lines: readonly string[], index: number): boolean {
  return lines
    .slice(index + 1, index + 5)
    .some((line) => /^(?:During handling of the above|The above exception was)/.test(line))
}

function summarised(lines: readonly string[]): RawError[] {
  return lines.flatMap((line, index) => {
    const failed = /^(?:FAILED|ERROR) (\S+)(?: - (.+))?$/.exec(line)
    const exception = failed?.[2] === undefined ? null : exceptionOf(failed[2])
    if (exception) return [{ index, ...exception, place: failed![1]! }]
    const missing = /^\S*python[\d.]*: (No module named .+|can't open file .+)$/.exec(line)
    if (!missing) return []
    const errorClass = missing[1]!.startsWith('No module') ? 'ModuleNotFoundError' : 'FileNotFoundError'
    return [{ index, errorClass, message: missing[1]!, place: '' }]
  })
}

function exceptionOf(text: string): { errorClass: string; message: string } | null {
  const found = EXCEPTION.exec(text.trimEnd())
  if (!found) return null
  const errorClass = found[2] ?? found[5]!
  if (
    found[2] !== undefined &&
    !/Error|Exception|Warning|Exit|Timeout|DoesNotExist|Configured|Interrupt/.test(errorClass)
  )
    return null
  return { errorClass, message: found[3] ?? '' }
}
