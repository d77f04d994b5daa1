import { defineErrorFormat, type RawError } from './_define-error-format.ts'

const COMPILED = /^(?:vet: )?((?:\.{0,2}\/)?[\w./@-]+\.go):\d+(?::\d+)?: (.+)$/

/** go build, vet, test and mod, and panics of the runtime. */
export default defineErrorFormat({
  id: 'go',
  ecosystem: 'go',
  rank: 0,
  programs: /^(?:go|gopls|staticcheck|golangci-lint)$/,
  find(lines) {
    const errors: RawError[] = []
    let test = ''
    for (const [index, line] of lines.entries()) {
      const failed = /^\s*--- FAIL: (\S+)/.exec(line)
      if (failed) test = failed[1]!
      const compiled = COMPILED.exec(line)
      if (compiled && !/^too many errors$/.test(compiled[2]!))
        errors.push({ index, errorClass: '', message: withDetail(lines, index, compiled[2]!), place: compiled[1]! })
      const panic = /^(?:panic|fatal error): (.+?)(?: \[recovered.*\])?$/.exec(line)
      if (panic) errors.push({ index, errorClass: 'panic', message: panic[1]!, place: panicPlace(lines, index) })
      const logged = /^ {4,}(\w[\w.-]*_test\.go):\d+: (.+)$/.exec(line)
      if (logged && test !== '')
        errors.push({ index, errorClass: 'AssertionError', message: logged[2]!, place: `${logged[1]} ${test}` })
      const command =
        /^(?:go|go: error|go build .*|go: finding .*): (?!downloading|finding|upgraded|added|warning)(.+)$/.exec(line)
      if (command && !compiled)
        errors.push({ index, errorClass: 'go', message: withDetail(lines, index, command[1]!), place: '' })
      const pack = /^(?:package|\S+\.go:\d+:\d+: package) (\S+) (is not in (?:std|GOROOT).*)$/.exec(line)
      if (pack && !compiled) errors.push({ index, errorClass: '', message: `package ${pack[1]} ${pack[2]}`, place: '' })
      const cycle = /import cycle not allowed/.exec(line)
      if (cycle && !compiled) errors.push({ index, errorClass: '', message: 'import cycle not allowed', place: '' })
    }
    return errors
  },
})

/** What is missing, or what was had and wanted, is said below, indented. */
function withDetail(lines: readonly string[], index: number, said: string): string {
  const below = lines.slice(index + 1, index + 4).filter((line) => /^\t/.test(line) && !/^\t?\S+\.go:/.test(line))
  return [
    said,
    ...below.map((line) => line.trim()).filter((line) => /^(?:have|want|go (?:get|mod)|\()/.test(line)),
  ].join(' ')
}

function panicPlace(lines: readonly string[], index: number): string {
  const frame = lines
    .slice(index, index + 40)
    .findIndex((line) => /^\t\S+\.go:\d+/.test(line) && !/\/src\/(?:runtime|testing)\//.test(line))
  if (frame === -1) return ''
  const path = /^\t(\S+\.go):/.exec(lines[index + frame]!)![1]!
  const call = /^([\w./-]+\.)?(\w+)\(/.exec(lines[index + frame - 1] ?? '')?.[2] ?? ''
  return `${path} ${call}`.trim()
}
