import { defineErrorFormat, type RawError } from './_define-error-format.ts'

/** ruff, flake8, mypy, pylint and eslint: a place, a rule, a sentence. */
export default defineErrorFormat({
  id: 'lint',
  ecosystem: '',
  rank: 2,
  programs: /^(?:ruff|flake8|mypy|pylint|eslint|pyright|biome|standard)$/,
  find(lines) {
    const errors: RawError[] = []
    let path = ''
    for (const [index, line] of lines.entries()) {
      if (/^\S+\.[cm]?[jt]sx?$/.test(line)) path = line
      const ruled = /^(\S+\.py\w?):\d+:(?:\d+:)? ([A-Z]{1,4}\d{2,4})[: ]+(?:\[\*\] )?(.+)$/.exec(line)
      if (ruled)
        errors.push({ index, errorClass: ruled[2]!, message: ruled[3]!, place: ruled[1]!, ecosystem: 'python' })
      const typed = /^(\S+\.pyi?):\d+:(?:\d+:)? (?:- )?error: (.+?)(?: +\[([\w-]+)\])?$/.exec(line)
      if (typed)
        errors.push({ index, errorClass: typed[3] ?? '', message: typed[2]!, place: typed[1]!, ecosystem: 'python' })
      const styled = /^\s+\d+:\d+\s+error\s+(.+?)\s{2,}(\S+)$/.exec(line)
      if (styled)
        errors.push({ index, errorClass: styled[2]!, message: styled[1]!, place: path, ecosystem: 'javascript' })
    }
    return errors
  },
})
