import { defineErrorFormat, type RawError } from './_define-error-format.ts'

const COMPILED = /^(?:\[ERROR\] )?(\S.*?\.(?:java|kt|scala)):(?:\[(\d+),\d+\]|(\d+):)(?: error:)? (?!warning)(.+)$/
const THROWN =
  /^(?:\[ERROR\]\s+)?(?:Exception in thread "[^"]*" |Caused by: )?((?:[a-z_][\w$]*\.)+([A-Z][\w$]*(?:Error|Exception|Failure|Violation)?))(?:: (.*))?$/

/** javac, Maven and Gradle, JUnit, and stack traces. */
export default defineErrorFormat({
  id: 'java',
  ecosystem: 'java',
  rank: 1,
  programs: /^(?:javac?|mvnw?|gradlew?|kotlinc|jshell)$/,
  find(lines) {
    const errors: RawError[] = []
    let test = ''
    for (const [index, line] of lines.entries()) {
      test = failedTest(line) ?? test
      const compiled = COMPILED.exec(line)
      if (compiled)
        errors.push({
          index,
          errorClass: 'javac',
          message: withSymbol(lines, index, compiled[4]!),
          place: fileOf(compiled[1]!),
        })
      const thrown = compiled ? null : THROWN.exec(line)
      if (
        thrown &&
        /^\s+at |^\s*$|^\[ERROR\]/.test(lines[index + 1] ?? '') &&
        /Error|Exception|Failure|Violation/.test(thrown[2]!)
      )
        errors.push({
          index,
          errorClass: thrown[2]!,
          message: thrown[3] ?? '',
          place: [ownFrame(lines, index), test].filter((part) => part).join(' '),
        })
      const goal =
        /^\[ERROR\] (?:Failed to execute goal .*?: )?(.*(?:Could not (?:resolve|find)|Unknown lifecycle|Non-resolvable|Plugin .* or one of its|The goal you specified|Non-parseable POM|'dependencies\.dependency).*)$/.exec(
          line,
        )
      if (goal) errors.push({ index, errorClass: 'maven', message: goal[1]!.replace(/ -> \[Help.*/, ''), place: '' })
    }
    return once(causesFirst(lines, errors))
  },
})

/** `works(shop.TitleTest)  Time elapsed: 0.01 sec  <<< ERROR!` */
function failedTest(line: string): string | undefined {
  if (!/<<< (?:FAILURE|ERROR)!/.test(line)) return undefined
  return /^(?:\[ERROR\] )?([\w.$]+)(?:\(([\w.$]+)\))?/
    .exec(line)
    ?.slice(1, 3)
    .filter((part) => part)
    .join(' ')
}

/** javac names symbol and place below `cannot find symbol`, and the types below what does not fit. */
function withSymbol(lines: readonly string[], index: number, said: string): string {
  const below = lines
    .slice(index + 1, index + 8)
    .map((line) => /^(?:\[ERROR\])?\s+((?:symbol|required|found|reason|first type|second type) ?: .+)$/.exec(line)?.[1])
  return [said, ...below.filter((line) => line !== undefined)].join('; ').replace(/ +/g, ' ')
}

function ownFrame(lines: readonly string[], index: number): string {
  for (const line of lines.slice(index + 1, index + 40)) {
    const frame = /^\s+at (?:[\w.]+\/\/?)?([\w$.<>]+)\((\w+\.java)/.exec(line)
    if (frame && !/^(?:java|javax|jdk|sun|org\.junit|junit|org\.apache\.maven|org\.hamcrest)\./.test(frame[1]!))
      return `${frame[2]} ${frame[1]!.split('.').slice(-1)}`
  }
  return ''
}

/** Of a chain of causes the last says what was wrong. */
function causesFirst(lines: readonly string[], errors: RawError[]): RawError[] {
  return errors.filter((error, i) => {
    const next = errors[i + 1]
    return !(next && /^Caused by: /.test(lines[next.index]!) && !/^\[ERROR\] .*\.java/.test(lines[error.index]!))
  })
}

function fileOf(path: string): string {
  return path.split('/').at(-1)!
}

function once(errors: RawError[]): RawError[] {
  return errors.filter(
    ({ errorClass, message }, i) =>
      errors.findIndex((one) => one.errorClass === errorClass && one.message === message) === i,
  )
}
