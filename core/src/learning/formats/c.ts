import { defineErrorFormat } from './_define-error-format.ts'

/** gcc, clang, the linker, make and cmake. */
export default defineErrorFormat({
  id: 'c',
  ecosystem: 'c',
  rank: 1,
  programs: /^(?:gcc|g\+\+|cc|c\+\+|clang(?:\+\+)?|ld|make|gmake|cmake|ninja)(?:-\d+)?$/,
  find: (lines) =>
    lines.flatMap((line, index) => {
      const compiled = /^(\S[^:]*\.[a-zA-Z+]{1,3}):\d+(?::\d+)?: (?:fatal )?error: (.+?)(?: \[(-W[\w=+-]+)\])?$/.exec(
        line,
      )
      if (compiled && !/^TS\d/.test(compiled[2]!) && !/\.(?:java|go|py|rs|ts|js)$/.test(compiled[1]!))
        return [{ index, errorClass: compiled[3] ?? '', message: compiled[2]!, place: compiled[1]! }]
      const linked = /^(?:.*?: )?((?:undefined reference to|multiple definition of|cannot find -l).+?)(?:;.*)?$/.exec(
        line,
      )
      if (linked) return [{ index, errorClass: 'ld', message: linked[1]!, place: '' }]
      const made = /^g?make(?:\[\d+\])?: \*\*\* (?!\[)(.+?)(?:\.\s+Stop\.)?$/.exec(line)
      if (made) return [{ index, errorClass: 'make', message: made[1]!, place: '' }]
      const configured = /^CMake Error at (\S+?):\d+/.exec(line)
      if (configured)
        return [{ index, errorClass: 'cmake', message: (lines[index + 1] ?? '').trim(), place: configured[1]! }]
      return []
    }),
})
