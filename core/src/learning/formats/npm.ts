import { defineErrorFormat } from './_define-error-format.ts'

/** npm's own errors: `npm error code ERESOLVE` with the lines below it. */
export default defineErrorFormat({
  id: 'npm',
  ecosystem: 'javascript',
  rank: 2,
  programs: /^(?:npm|npx|pnpm|yarn)$/,
  find(lines) {
    const said = lines.flatMap((line, index) => {
      const error = /^\s*(?:npm (?:ERR!|error)|ERR_PNPM_\w+|(?:error|➤) YN\d+:)\s*(.*)$/.exec(line)
      return error && error[1] !== '' ? [{ index, text: error[1]! }] : []
    })
    const code =
      said
        .find(({ text }) => /^code [A-Z]\w*/.test(text))
        ?.text.slice(5)
        .trim() ?? ''
    // The exit code of the script that npm ran: its own output says more.
    if (/^(?:ELIFECYCLE|\d+)$/.test(code)) return []
    const first = said.find(
      ({ text }) =>
        !/^(?:code|path|errno|syscall|command|cwd|A complete log|Lifecycle script|workspace|location) ?/.test(text),
    )
    if (!first) return []
    const message = said
      .filter(
        ({ index, text }) => index >= first.index && index < first.index + 6 && !/complete log|can be found/.test(text),
      )
      .slice(0, 3)
      .map(({ text }) => text)
      .join(' ')
    return [{ index: first.index, errorClass: code, message, place: '' }]
  },
})
