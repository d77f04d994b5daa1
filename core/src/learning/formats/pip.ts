import { defineErrorFormat } from './_define-error-format.ts'

/** What pip, uv and poetry could not install. */
export default defineErrorFormat({
  id: 'pip',
  ecosystem: 'python',
  rank: 1,
  programs: /^(?:pip[\d.]*|uv|poetry|pipenv|pipx)$/,
  find: (lines) =>
    lines.flatMap((line, index) => {
      const error =
        /^\s*(?:ERROR|error|× |╰─▶ ): ?((?:Could not|No matching|Cannot install|ResolutionImpossible|Failed building|Package|Invalid requirement|Directory|externally-managed|Could not build|subprocess-exited|THESE PACKAGES|Hash).+)$/.exec(
          line,
        )
      return error ? [{ index, errorClass: 'pip', message: error[1]!, place: '' }] : []
    }),
})
