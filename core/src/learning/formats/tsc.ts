import { defineErrorFormat } from './_define-error-format.ts'

/** `src/a.ts(1,2): error TS2345: …` and the same with colons. */
export default defineErrorFormat({
  id: 'tsc',
  ecosystem: 'javascript',
  rank: 0,
  programs: /^(?:tsc|vue-tsc|tsgo|tsup|ng|webpack|esbuild|vite)$/,
  find: (lines) =>
    lines.flatMap((line, index) => {
      const error = /^(?:(\S.*?)(?:\(\d+,\d+\)|:\d+:\d+)(?::| -) )?error (TS\d+): (.+)$/.exec(line.trim())
      return error ? [{ index, errorClass: error[2]!, message: error[3]!, place: error[1] ?? '' }] : []
    }),
})
