import { defineErrorFormat } from './_define-error-format.ts'

/** What shells and the system say of programs, files and ports. */
export default defineErrorFormat({
  id: 'shell',
  ecosystem: '',
  rank: 4,
  programs: /^(?:sh|bash|zsh|fish|env|sudo|docker|git|curl)$/,
  find: (lines) =>
    lines.flatMap((line, index) => {
      const missing =
        /^(?:\S+: )?(?:line )?(?:\d+: )?([\w./+-]+): (?:command )?not found$|command not found: (\S+)$|^env: [‘'"]?([\w./+-]+)[’'"]?: No such file or directory$/.exec(
          line,
        )
      if (missing)
        return [
          {
            index,
            errorClass: 'not-found',
            message: `command not found: '${missing[1] ?? missing[2] ?? missing[3]}'`,
            place: '',
          },
        ]
      const denied =
        /^(?:\S+: )+(.*(?:Permission denied|No such file or directory|Is a directory|Address already in use|Connection refused|No space left on device|Too many open files).*)$/i.exec(
          line,
        )
      if (denied && !/error|Exception/.test(line))
        return [{ index, errorClass: '', message: line.replace(/^\w+: (?:line )?(?:\d+: )?/, ''), place: '' }]
      const fatal = /^(?:fatal|error): (?!could not compile|aborting due|test failed|\d+ targets? failed)(.+)$/.exec(
        line,
      )
      return fatal ? [{ index, errorClass: '', message: fatal[1]!, place: '' }] : []
    }),
})
